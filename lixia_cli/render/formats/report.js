"use strict";
// Sort a table by the column whose title is pressed: upwards, downwards, and back to the order of the page.
// What has no value stays last. The characters that XML reserves are not used here.
document.querySelectorAll("table").forEach((table) => {
  const body = table.tBodies[0], order = Array.from(body.rows), language = document.documentElement.lang;
  const titles = Array.from(table.querySelectorAll("thead th[data-sorts]"));
  const valueOf = (row, place) => {
    const cell = row.cells[place], value = cell.dataset.value;
    return value === undefined ? cell.textContent : value === "" ? null : Number(value);
  };
  const compare = (one, other, sign) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (typeof one === "number" ? one - other : one.localeCompare(other, language));
  };
  titles.forEach((title) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...title.childNodes);
    title.append(button);
    button.addEventListener("click", () => {
      const before = title.getAttribute("aria-sort"), sign = before === "ascending" ? -1 : 1, place = title.cellIndex;
      titles.forEach((each) => each.removeAttribute("aria-sort"));
      if (before === "descending") return body.append(...order);
      title.setAttribute("aria-sort", sign === 1 ? "ascending" : "descending");
      const sorted = order.map((row) => [valueOf(row, place), row]).sort((a, b) => compare(a[0], b[0], sign));
      body.append(...sorted.map((pair) => pair[1]));
    });
  });
});
