"""Workbooks, read back by another library: numbers that look like the table, texts that stay texts."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from excel import PLAN, TARGETS, displayed, domains, pages, table_rows, xml

from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.render.excel import workbook as workbooks
from lixia_cli.render.excel.number_formats import cell_value, number_format
from lixia_cli.render.numbers import rounded, share


def test_numbers_can_be_computed_with(opened):
    """By hand: 46 of more than 50, from 43.8; (46 - 43.8) / (50 - 43.8) = 2.2/6.2; (50 - 46) / 3 a year."""
    cells = opened(*PLAN, "--lang", "en")["Economy"][3]
    assert [(cell.value, cell.number_format) for cell in cells if cell.data_type == "n"] == [
        (43.8, "#,##0.0"),
        (46, "#,##0"),
        (50, '">"#,##0;">-"#,##0'),
        (0.92, "0.0%"),
        (pytest.approx(2.2 / 6.2, abs=1e-11), "0.0%"),
        (0.4, "0.0%"),
        (pytest.approx(4 / 3, abs=1e-10), '"+"#,##0.00" pp";"-"#,##0.00" pp"'),
    ]
    assert [cell.value for cell in cells if cell.data_type == "s"] == [
        "Finance: share of the city's value added",
        "%",
        "2022",
        "p",
        "###.|......",
        "Slightly behind (p)",
    ]


def test_numbers_are_not_rounded(opened, plan):
    """By hand: 2446.9 / 2500; (2500 / 2446.9) ** (1 / 2) - 1 a year, from 2023 to 2025; 3.5 - 2.123456 of headroom."""
    gdp = opened(*PLAN, "--lang", "en")["Economy"][2]
    assert [gdp[7].value, gdp[11].value] == pytest.approx([0.97876, 0.010792227762], abs=1e-11)
    assert [displayed(gdp[7]), displayed(gdp[11])] == ["97.9%", "+1.08%"]
    targets = TARGETS.replace("target_value", "target_value,direction") + "j,livelihood,J,%,share,,,2025,3.5,at_most\n"
    limit = opened(*plan(targets, "key,period,value\nj,2022,2.123456\n"), "--lang", "en")["Livelihood"][2]
    assert [limit[3].value, limit[11].value] == pytest.approx([2.123456, 1.376544], abs=1e-11)
    assert [displayed(limit[3]), displayed(limit[11])] == ["2.1235", "headroom 1.3765 pp"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("options", [PLAN, ["--all"]], ids=["golden", "bundled"])
def test_every_cell_shows_the_words_of_the_table(run, opened, language, options):
    lines = run("report", *options, "--lang", language).stdout.splitlines()
    told = sorted(" ".join(line.split()) for line in lines)
    count = 0
    for page in domains(opened(*options, "--lang", language)):
        for row in table_rows(page):
            name, unit, baseline, latest, period, mark, target, share, bar, progress, elapsed, needed, verdict = map(
                displayed, row
            )
            dated = f"{latest}（{period}）" if language == "zh" else f"{latest} ({period})"
            seen = f"{dated}{'' if language == 'zh' else ' '}{mark}" if period else latest
            way = "-" if progress == elapsed == "-" else f"{progress} / {elapsed}"
            line = " ".join([name, unit, baseline, seen, target, share, bar, way, needed, verdict])
            assert " ".join(line.split()) in told
            count += 1
    assert count == len(run("report", *options, "--format", "csv").stdout.splitlines()) - 1


def test_a_full_workbook_goes_on_with_words(opened, monkeypatch):
    """Programs refuse a workbook of too many number formats."""
    free = opened(*PLAN, "--lang", "en")["Economy"]
    monkeypatch.setattr(workbooks, "MOST_NUMBER_FORMATS", 1)
    full = opened(*PLAN, "--lang", "en")["Economy"]
    assert [[displayed(cell) for cell in row] for row in full] == [[displayed(cell) for cell in row] for row in free]
    formats = {cell.number_format for row in full for cell in row}
    assert formats == {"General", "#,##0"}


@pytest.mark.parametrize(
    ("number", "text", "value", "shown_as"),
    [
        (rounded(1910.0), "1,910", 1910.0, "#,##0"),
        (rounded(-4.87), "-4.87", -4.87, "#,##0.00"),
        (rounded(-17.0)._replace(before="≤"), "≤-17", -17.0, '"≤"#,##0;"≤-"#,##0'),
        (rounded(60.0)._replace(after=" (2023)"), "60 (2023)", 60.0, '#,##0" (2023)"'),
        (
            rounded(60.0)._replace(before=">", after=" (2023)"),
            ">60 (2023)",
            60.0,
            '">"#,##0" (2023)";">-"#,##0" (2023)"',
        ),
        (share(0.9999, met=False), "<100%", 0.9999, '"<"0%;"<-"0%'),
        (share(12.345, met=True), "1234.5%", 12.345, "0.0%"),
        (rounded(12.345, True, 2, percent=True), "+1,234.5%", 12.345, '"+"#,##0.0%;"-"#,##0.0%'),
        (rounded(-0.05, True, 2, percent=True), "-5%", -0.05, '"+"#,##0%;"-"#,##0%'),
        (rounded(0.6).within("headroom {gap}", "gap"), "headroom 0.6", 0.6, '"headroom "#,##0.0;"headroom -"#,##0.0'),
        (rounded(0.0000123), "0.000012", 0.0000123, "#,##0.000000"),
        (rounded(12345678901.2345), "12,345,678,901.2345", 12345678901.2345, "#,##0.0000"),
        # Python rounds 0.125 to 0.12, spreadsheet programs to 0.13: then the number is the one that is shown.
        (rounded(0.125, True, 2), "+0.12", 0.12, '"+"#,##0.00;"-"#,##0.00'),
        # Programs don't agree whether there is a -0.0%: zero is what all show alike.
        (share(-0.0004, met=False), "0.0%", 0.0, "0.0%"),
        (rounded(-0.0), "0", 0.0, "#,##0"),
        (rounded(1e18), "1,000,000,000,000,000,000", None, "#,##0"),
    ],
)
def test_numbers_in_a_workbook_look_like_those_of_the_table(number, text, value, shown_as):
    assert (number.text, cell_value(number), number_format(number)) == (text, value, shown_as)


def test_figures_are_those_of_the_csv_to_the_last_bit(run, opened, plan):
    """Some numbers need 17 digits: 0.1 + 0.2, and more."""
    targets = TARGETS + (
        "a,economy,A,%,share,2020,0.30000000000000004,2025,0.7000000000000001\n"
        "b,economy,B,家,stock,2020,9.007199254740993e99,2025,9.9e99\n"
        "c,economy,C,家,flow,2020,1.1111111111111112e-30,2025,123456789.12345679\n"
    )
    actuals = "key,period,value\na,2022,0.49999999999999994\nb,2022,9.100000000000001e+99\n"
    for options in (plan(targets, actuals), PLAN[:-1], []):
        text = run("report", *options, "--all", "--format", "csv").stdout
        lines = list(csv.reader(io.StringIO(text)))
        rows = list(opened(*options, "--all")["figures"].iter_rows())
        assert [cell.value for cell in rows[0]] == lines[0] == list(ASSESSED_COLUMNS)
        assert len(rows) == len(lines)
        numbers = 0
        for row, line in zip(rows[1:], lines[1:], strict=True):
            for cell, written in zip(row, line, strict=True):
                if cell.data_type == "n" and cell.value is not None:
                    assert float(cell.value).hex() == float(written).hex()
                    numbers += 1
                else:
                    assert (cell.value or "") == written
        assert numbers > 3 * (len(lines) - 1)


def test_what_is_not_known_is_blank_and_codes_are_texts(content, opened):
    data = content(*PLAN)
    page = opened(*PLAN)["figures"]
    by_key = {row[3].value: dict(zip(ASSESSED_COLUMNS, row, strict=True)) for row in page.iter_rows(min_row=2)}
    assert by_key["parks"]["latest_value"].value is None
    assert by_key["parks"]["progress"].value is None
    assert by_key["jobless"]["baseline_year"].value is None
    assert (by_key["gdp"]["latest_period"].value, by_key["gdp"]["latest_period"].data_type) == ("2023", "s")
    assert (by_key["gdp"]["baseline_year"].value, by_key["gdp"]["baseline_year"].data_type) == (2020, "n")
    assert not re.search(r"<t[^>]*>(nan|NaN|<NA>|None)?</t>", xml(data, "xl/sharedStrings.xml"))
    assert not re.search(r"<v>(?![-0-9.e+]+</v>)", "".join(pages(data).values()))


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(1)", "http://a.example/", "1910", "{=1}", "\t=1"])
def test_texts_stay_texts(content, plan, text):
    targets = TARGETS + f'k,"{text}","{text}","{text}",share,2020,40,2025,50\n'
    data = content(*plan(targets, "key,period,value\nk,2022,44\n"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    (name,) = (name for name in book.sheetnames if name not in ("All targets", "About", "figures"))
    shown, figures = book[name][2], dict(zip(ASSESSED_COLUMNS, book["figures"][2], strict=True))
    for cell in (shown[0], shown[1], figures["domain"], figures["name_en"], figures["unit"]):
        assert (cell.value.strip(), cell.data_type) == (text.strip(), "s")
    for page in pages(data).values():
        cells = page.partition("<sheetData>")[2].partition("</sheetData>")[0]
        assert cells.count("<c ") > 0
        assert "<f" not in cells
        assert "<hyperlink" not in page
