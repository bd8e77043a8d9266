"""The style sheet of the html report: a table on wide screens and on paper, a card for each indicator on narrow ones.

Nothing in it is fetched: the fonts are those of the reader's system.
"""

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2024; --soft: #596069; --line: #d5d9de; --track: #e4e7eb;
  --green: #17692f; --yellow: #7f5200; --red: #b3192e; --grey: #596069;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #15181b; --ink: #e4e7ea; --soft: #a0a9b2; --line: #343a40; --track: #30363c;
    --green: #6cc583; --yellow: #e0b450; --red: #ff8f88; --grey: #a0a9b2;
  }
}
.green { --light: var(--green); }
.yellow { --light: var(--yellow); }
.red { --light: var(--red); }
.grey { --light: var(--grey); }

html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem 1.5rem; max-width: 88rem;
  background: var(--paper); color: var(--ink);
  font: 0.875rem/1.45 -apple-system, "Segoe UI", "Noto Sans", "Liberation Sans", Arial,
    "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; font-weight: 600; }
h2 { margin: 2.25rem 0 0.5rem; font-size: 1.125rem; line-height: 1.3; font-weight: 600; }
p { margin: 0.75rem 0 0; max-width: 48rem; }
footer { margin-top: 2.5rem; padding-top: 0.75rem; border-top: 1px solid var(--line); color: var(--soft); }
footer ul { margin: 0; padding: 0; max-width: 48rem; list-style: none; font-size: 0.8125rem; }
footer li { margin: 0.25rem 0; }

table { width: 100%; border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td {
  width: var(--width); padding: 0.375rem 0.5rem; border-bottom: 1px solid var(--line);
  text-align: var(--side, left); white-space: var(--space, normal); vertical-align: baseline; overflow-wrap: normal;
}
th:first-child { padding-left: 0; }
td:last-child, th:last-child { padding-right: 0; }
thead th {
  position: sticky; top: 0; background: var(--paper); vertical-align: bottom;
  border-bottom: 1px solid var(--soft); color: var(--soft);
  font-size: 0.8125rem; line-height: 1.3; font-weight: 400; white-space: normal; word-break: keep-all;
}
tbody th { min-width: 9rem; font-weight: 400; overflow-wrap: anywhere; }
.unit { min-width: 3rem; }
td.verdict { min-width: 5rem; color: var(--light); font-weight: 600; }
.grey td.verdict { font-weight: 400; }
.marks { font-family: ui-monospace, Consolas, "Liberation Mono", monospace; font-size: 0.9em; white-space: pre; }

svg { width: 100%; min-width: 5rem; height: 0.875rem; vertical-align: calc(0.35em - 0.4375rem); overflow: visible; }
.track { fill: var(--track); }
.done { fill: var(--light); }
.gap { stroke: var(--paper); stroke-width: 5; }
.now { stroke: var(--ink); stroke-width: 2; }

@media screen and (max-width: 62rem) {
  body { padding: 1.25rem 1rem; }
  table, tbody { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr {
    display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: 0.5rem 1rem;
    padding: 0.875rem 0; border-bottom: 1px solid var(--line);
  }
  tbody tr:first-child { border-top: 1px solid var(--soft); }
  tbody th, tbody td {
    order: 3; display: block; width: auto; min-width: 0; padding: 0; border: 0;
    text-align: left; white-space: normal; overflow-wrap: anywhere;
  }
  tbody th { order: 0; grid-column: 1 / -1; font-size: 1rem; line-height: 1.35; font-weight: 600; }
  td.verdict { order: 1; grid-column: 1 / -1; margin-top: -0.375rem; }
  td.bar { order: 2; grid-column: 1 / -1; padding: 0.125rem 0; }
  td.bar:empty { display: none; }
  td::before { content: var(--title); display: block; color: var(--soft); font-size: 0.75rem; line-height: 1.4; }
  td.verdict::before, td.bar::before { display: none; }
}

@media (forced-colors: active) {
  .track { fill: Canvas; stroke: CanvasText; }
  .done { fill: CanvasText; }
  .gap { stroke: Canvas; }
  .now { stroke: Highlight; }
}

@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --soft: #000000; --line: #999999; --track: #dddddd;
    --green: #000000; --yellow: #000000; --red: #000000; --grey: #000000;
  }
  body { max-width: none; padding: 0; font-size: 8.5pt; }
  h1 { font-size: 14pt; }
  h2 { margin: 10pt 0 4pt; font-size: 11pt; break-after: avoid; }
  thead { display: table-header-group; }
  thead th { position: static; font-size: 8pt; }
  th, td { padding-top: 2.5pt; padding-bottom: 2.5pt; }
  tr, li, p { break-inside: avoid; }
  p { margin-top: 5pt; max-width: none; break-before: avoid; }
  .done { fill: #555555; }
  footer { margin-top: 10pt; padding-top: 4pt; break-inside: avoid; }
  footer ul { font-size: 8pt; max-width: none; }
  footer li { margin: 1pt 0; }
}
"""
