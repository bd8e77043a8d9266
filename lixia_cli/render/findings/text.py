"""What was found as text: how each file was read, what was assumed, and how much there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lixia_cli.files.problems import Place
from lixia_cli.read.csv_text import SEPARATORS
from lixia_cli.read.layouts.understood import Understood, layout_name
from lixia_cli.read.records import Records
from lixia_cli.summarise.assumptions import Assumption
from lixia_cli.summarise.findings import ROLES, Findings
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import Message
from lixia_cli.text.width import pad, plain, text_width, wrap

WIDTH = 100
"""Columns of a line where no terminal has others."""
_NAMED = 10
"""How many assumptions and rows are named at most."""
Row = tuple[str, str | Sequence[str]]
"""A term and what belongs to it: a sentence, or names."""
_WIDEST = 30
"""Width of the terms at most; longer ones push their texts to the right."""
_COLUMNS = 40
"""How many columns of a file are named at most."""


def render(findings: Findings, translate: Translate, width: int | None) -> str:
    """Return a block for each input and one for the assumptions, and the counts in the last line."""
    blocks = [_block(role, records, translate) for role, records in findings.inputs]
    first = _width_of_terms(row for _, rows in blocks for row in rows)
    lines = [line for title, rows in blocks for line in (title, *_aligned(rows, first, width or WIDTH), "")]
    if findings.assumed:
        title, rows = _assumptions([one for _, one in findings.assumed], translate)
        lines += [title, *_aligned(rows, _width_of_terms(rows), width or WIDTH), ""]
    return "\n".join([*map(plain, lines), findings.counted().text(translate)]) + "\n"


def _width_of_terms(rows: Iterable[Row]) -> int:
    return min(max((text_width(term) for term, _ in rows), default=0), _WIDEST)


def _aligned(rows: Sequence[Row], first: int, width: int) -> Iterator[str]:
    """Yield the rows as lines: the term, and behind it what belongs to it, which may take several lines."""
    for term, content in rows:
        room = max(width - first - 4, 20)
        for line in wrap(content, room) if isinstance(content, str) else _filled(content, room):
            yield f"  {pad(term, first)}  {line}"
            term = ""


def _filled(names: Sequence[str], width: int) -> list[str]:
    """Return lines of names with commas between them; a line ends between two names where that is possible."""
    lines = [""]
    for number, name in enumerate(names, 1):
        text = name + ("," if number < len(names) else "")
        joined = f"{lines[-1]} {text}".lstrip()
        if text_width(joined) > width:
            lines += wrap(text, width)
        else:
            lines[-1] = joined
    return [line for line in lines if line]


def _block(role: str, records: Records, translate: Translate) -> tuple[str, list[Row]]:
    """Return the title of an input, and what was understood of it as terms and texts."""
    values = {"role": Message(ROLES[role]), "file": records.label}
    title = Message("{role}: {file}", values).text(translate)
    understood = records.understood
    if understood is None:
        return title, []
    used = [header if header == name else f"{header} = {name}" for header, name in understood.columns]
    rows: list[Row] = [
        (translate("Layout"), _layout(role, understood, translate)),
        (translate("Columns used"), _listed(used, _COLUMNS, translate)),
    ]
    if understood.encoding:
        separator = SEPARATORS[understood.separator]
        values = {"encoding": understood.encoding, "separator": separator}
        rows.insert(1, (translate("Encoding"), Message("{encoding}, separator: {separator}", values).text(translate)))
    if understood.kept:
        rows.append((translate("Kept"), _listed(understood.kept, _COLUMNS, translate)))
    if understood.unused:
        rows.append((translate("Not used"), _listed(understood.unused, _COLUMNS, translate)))
    if understood.settings:
        settings = [f"{key} = {text}" for key, text in understood.settings]
        rows.append((translate("Settings"), _listed(settings, _COLUMNS, translate)))
    if understood.passed_over:
        named = [f"{_row(place, records.label, translate)}: {text}" for place, text in understood.passed_over]
        rows += [(translate("Passed over") if number == 0 else "", text) for number, text in _first(named, translate)]
    return title, rows


def _layout(role: str, understood: Understood, translate: Translate) -> str:
    of_targets = role == "targets" and understood.layout == "long"
    layout = Message("one row per target") if of_targets else layout_name(understood.layout)
    if not (understood.header.line or understood.header.cell):  # a table of a database
        return layout.text(translate)
    values = {"layout": layout, "row": understood.header.row_name(understood.header.file)}
    return Message("{layout}; header: {row}", values).text(translate)


def _row(place: Place, file: str, translate: Translate) -> str:
    return place.row_name(file).text(translate)


def _assumptions(assumed: Sequence[Assumption], translate: Translate) -> tuple[str, list[Row]]:
    """Return the title and the rows of what was assumed."""
    title = Message("Assumed: {count}", {"count": len(assumed)}).text(translate)
    texts = [
        Message(
            "{column} = {value}: {because}", {"column": one.column, "value": one.value, "because": one.because}
        ).text(translate)
        for one in assumed[:_NAMED]
    ]
    several = len({one.region for one in assumed}) > 1
    terms = [f"{one.key} ({one.region})" if several and one.region else one.key for one in assumed[:_NAMED]]
    rows: list[Row] = list(zip(terms, texts, strict=True))
    if len(assumed) > _NAMED:
        rows.append(("…", _more(len(assumed) - _NAMED, translate)))
    return title, rows


def _first(texts: Sequence[str], translate: Translate) -> Iterator[tuple[int, str]]:
    """Yield the first texts with their counts, then the number of further ones."""
    yield from enumerate(texts[:_NAMED])
    if len(texts) > _NAMED:
        yield _NAMED, _more(len(texts) - _NAMED, translate)


def _listed(names: Iterable[str], limit: int, translate: Translate) -> list[str]:
    """Return the first names, on one line each, and how many more there are."""
    shown = [" ".join(name.split()) for name in names]
    return [*shown[:limit], _more(len(shown) - limit, translate)] if len(shown) > limit else shown


def _more(count: int, translate: Translate) -> str:
    return Message("and {count} more; --format json lists them", {"count": count}).text(translate)
