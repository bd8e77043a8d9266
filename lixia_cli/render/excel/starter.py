"""The example of ``lixia new`` as a workbook: targets, actuals, and what each column means."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.model.example import EXAMPLES, NAMES_FILE
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.render.excel.workbook import SheetColumn, Workbook, width_of
from lixia_cli.render.starter import BYTE_ORDER_MARK, MEASURES, SETTINGS_FILE, Explained, explained, settings, titles
from lixia_cli.text.i18n import Translate

LAST_ROW = 1000
"""The last row with drop-down lists."""
_WIDEST = 80


def workbook_files(language: str, translate: Translate) -> dict[str, bytes]:
    """Return the workbook and the settings that name its sheets, by name. Raises RequestError without XlsxWriter."""
    example = EXAMPLES[language]
    name = example.workbook_file
    targets, actuals = translate("Targets"), translate("Actuals")
    workbook = Workbook(name.removesuffix(".xlsx"), ())
    tables = ((targets, TARGET_COLUMNS, example.targets), (actuals, ACTUAL_COLUMNS, example.actuals))
    explanations = [explained(columns, text, language, translate) for _, columns, text in tables]
    for (title, _, text), columns in zip(tables, explanations, strict=True):
        _add_table(workbook, title, text, columns)
    _add_explanations(workbook, [each for columns in explanations for each in columns], translate)
    text = settings(f"{name}#{targets}", f"{name}#{actuals}", language, translate)
    mark = BYTE_ORDER_MARK if language == "zh" else ""
    return {name: workbook.render(), NAMES_FILE: (mark + example.names).encode(), SETTINGS_FILE: text.encode()}


def _add_table(workbook: Workbook, title: str, text: str, columns: Sequence[Explained]) -> None:
    """Add a sheet with a table of the example: a note on each header, and lists of the words that are allowed."""
    rows = [line.split(",") for line in text.splitlines()]
    known = {each.header: each for each in columns}
    numeric = [known[header].column.kind in ("number", "year", "period") for header in rows[0]]
    widths = [max(map(width_of, cells)) for cells in zip(*rows, strict=True)]
    sheet_columns = [SheetColumn(*cells) for cells in zip(rows[0], widths, numeric, strict=True)]
    page = workbook.table(title, sheet_columns)
    for position, (header, is_number) in enumerate(zip(rows[0], numeric, strict=True)):
        each = known[header]
        page.write_comment(0, position, each.meaning)
        if each.words:
            page.data_validation(1, position, LAST_ROW, position, {"validate": "list", "source": list(each.words)})
        for row, cells in enumerate(rows[1:], 1):
            if is_number and cells[position]:
                number = float(cells[position])
                workbook.number(page, row, position, int(number) if number.is_integer() else number)
            else:
                workbook.text(page, row, position, cells[position])


def _add_explanations(workbook: Workbook, columns: Sequence[Explained], translate: Translate) -> None:
    """Add a sheet that explains every column of both tables, and the kinds of indicators."""
    rows = [(each.header, each.needed, each.meaning, ", ".join(each.words)) for each in columns]
    rows += [(translate(code), "", translate(meaning), "") for code, meaning in MEASURES.items()]
    head = titles(translate)
    widths = [min(max(map(width_of, cells)), _WIDEST) for cells in zip(head, *rows, strict=True)]
    page = workbook.table(
        translate("Explanations"), [SheetColumn(*cells, False) for cells in zip(head, widths, strict=True)]
    )
    for row, cells in enumerate(rows, 1):
        for position, text in enumerate(cells):
            workbook.text(page, row, position, text, text_wrap=True, valign="top")
