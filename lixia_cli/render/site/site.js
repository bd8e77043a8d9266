// Sort and filter the lists of indicators. Without it every page can be read as it is.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const words = table.dataset;
  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort === undefined ? cell.textContent.trim() : Number(cell.dataset.sort);
  };
  const isNothing = (cell) => cell === "" || cell === "-";
  // Cells without a figure come last in either direction.
  const compare = (one, other, sign) => {
    if (isNothing(one) || isNothing(other)) return isNothing(one) - isNothing(other);
    if (typeof one === "number" && typeof other === "number") return sign * (one - other);
    return sign * String(one).localeCompare(String(other), document.documentElement.lang, { numeric: true });
  };
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    if (head.classList.contains("bar")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.title = words.sortBy.replace("{column}", head.textContent);
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
      rows.sort((one, other) => compare(value(one, column), value(other, column), sign));
      body.append(...rows);
    });
  }
  if (rows.length < 8) continue;

  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "search");
  const add = (text, field) => {
    const label = document.createElement("label");
    label.append(text, field);
    tools.append(label);
    field.addEventListener("input", filter);
    return field;
  };
  const search = document.createElement("input");
  search.type = "search";
  const light = document.createElement("select");
  for (const [name, text] of [["", words.all], ...["red", "yellow", "green", "grey"].map((name) => [name, words[name]])]) {
    light.append(new Option(text, name));
  }
  const count = document.createElement("output");
  add(words.filter, search);
  add(words.light, light);
  tools.append(count);
  function filter() {
    const wanted = search.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(wanted) && (!light.value || row.dataset.rowLight === light.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.value = words.shown.replace("{shown}", shown).replace("{count}", rows.length);
  }
  table.closest(".scroll").before(tools);
  filter();
}
