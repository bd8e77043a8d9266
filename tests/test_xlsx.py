"""Workbooks, read back by another library: sheets, numbers that look like the table, texts that stay texts."""

from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest

from lixia_cli.files import write as output
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.render.excel import workbook as workbooks
from lixia_cli.render.excel.number_formats import cell_value, number_format
from lixia_cli.render.excel.sheet_names import sheet_name
from lixia_cli.render.numbers import rounded, share

GOLDEN = Path(__file__).parent / "golden"
PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023", "--all"]
TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
COLOURS = {"FF006100": "green", "FF7F4F00": "yellow", "FF9C0006": "red", "FF404040": "grey"}


@pytest.fixture
def content(run):
    """The bytes of a workbook: content("--lang", "zh", *options)."""

    def call(*options: str) -> bytes:
        result = run("report", "--format", "xlsx", "--quiet", *options)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout_bytes

    return call


@pytest.fixture
def opened(content):
    """The same, opened: opened(...)["Economy"]["A1"]."""
    return lambda *options: openpyxl.load_workbook(io.BytesIO(content(*options)))


def xml(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def pages(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name}


def displayed(cell) -> str:
    """What a spreadsheet program shows of a cell, as far as our number formats go."""
    if cell.value is None:
        return ""
    if cell.data_type == "s":
        return cell.value
    parts = re.findall(r'((?:"[^"]*"|[^";])+)', cell.number_format)
    value = Decimal(repr(cell.value))
    sign = "-" if value < 0 and len(parts) == 1 else ""
    part = parts[1] if value < 0 and len(parts) > 1 else parts[0]
    before, pattern, percent, after = re.fullmatch(r'("[^"]*")?([#,0.]+)(%?)("[^"]*")?', part).groups()
    decimals = len(pattern.partition(".")[2])
    shown = (abs(value) * (100 if percent else 1)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    digits = f"{shown:,f}" if "," in pattern else f"{shown:f}"
    return sign + (before or "").strip('"') + digits + percent + (after or "").strip('"')


def table_rows(page) -> list[list]:
    """The rows of the table, without its titles and what stands under it."""
    return list(page.iter_rows(min_row=2, max_row=int(re.search(r"\d+$", page.auto_filter.ref)[0])))


def domains(book) -> list:
    """The sheets of the domains: behind those on all indicators and on the data, before charts and figures."""
    return [page for page in book.worksheets[2:] if page.title not in ("Charts", "图", "figures")]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["All targets", "About", "Economy", "Ecology", "Livelihood", "Charts", "figures"]),
        ("zh", ["全部指标", "说明", "经济", "生态", "民生", "图", "figures"]),
    ],
)
def test_one_sheet_per_domain_between_about_and_figures(opened, language, names):
    assert opened(*PLAN, "--lang", language).sheetnames == names


def test_titles_in_both_languages(opened):
    english = [cell.value for cell in opened(*PLAN, "--lang", "en")["Economy"][1]]
    chinese = [cell.value for cell in opened(*PLAN, "--lang", "zh")["经济"][1]]
    assert " | ".join(english) == (
        "Indicator | Unit | Baseline (2020) | Latest | Period | Marks | Target (2025) | Of target | Bar | Progress | "
        "Time elapsed | Needed per year | Verdict"
    )
    assert " | ".join(chinese) == (
        "指标 | 单位 | 基期值（2020年） | 最新值 | 时期 | 标记 | 目标值（2025年） | 相当于目标值 | 进度条 | 进度 | "
        "序时进度 | 年均尚需 | 评价"
    )


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
    assert [displayed(limit[3]), displayed(limit[11])] == ["2.1235", "headroom 1.3765"]


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


def test_domains_of_any_name_get_sheets(opened, plan):
    domains = [
        "Public services and neighbourhoods of the old town",
        "Public services and neighbourhoods of the new town",
        "[Water]: 5*3? a/b\\c",
        "'quoted'",
        "'",
        "history",
        "Figures",
        "about",
        "WATER",
        "water",
        "城市治理与公共服务均等化水平提升专项行动计划第一批重点任务清单",
        "😀" * 20,
        "No\uffffcharacter",
    ]
    targets = TARGETS + "".join(
        f'k{number},"{domain}",X,%,share,2020,40,2025,50\n' for number, domain in enumerate(domains)
    )
    book = opened(*plan(targets, "key,period,value\nk0,2022,44\n"), "--all", "--lang", "en")
    assert book.sheetnames == [
        "All targets",
        "About",
        "Public services and neighbourho",
        "Public services and neighbo (2)",
        "-Water-- 5-3- a-b-c",
        "quoted",
        "-",
        "history (2)",
        "Figures (2)",
        "about (2)",
        "WATER",
        "water (2)",
        "城市治理与公共服务均等化水平提升专项行动计划第一批重点任务清单"[:31],
        "😀" * 15,
        "No\ufffdcharacter",
        "figures",
    ]
    # The whole name is on the printed page.
    assert book["history (2)"].oddHeader.right.text == "history"
    assert book["Public services and neighbo (2)"].oddHeader.right.text == domains[1]


def test_a_cut_name_neither_ends_in_an_apostrophe_nor_in_half_a_character():
    taken: set[str] = set()
    assert sheet_name("a" * 30 + "'b", taken) == "a" * 30
    assert sheet_name("b" * 30 + "😀", taken) == "b" * 30
    assert sheet_name(" \t ", taken) == "-"
    assert sheet_name("ＡＢ", taken) == "ＡＢ"
    assert sheet_name("ab", taken) == "ab (2)"


def test_several_regions_have_their_own_sheets(opened, plan):
    targets = "key,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    targets += (
        "a,east,economy,A,%,share,2020,40,2025,50\n"
        "a,west,economy,A,%,share,2020,40,2025,50\n"
        "b,east,economy,B,%,share,2020,40,2025,50\n"
    )
    book = opened(*plan(targets, "key,region,period,value\na,west,2022,44\n"), "--all", "--lang", "zh")
    assert book.sheetnames == ["全部指标", "说明", "east · 经济", "west · 经济", "figures"]
    assert [row[0].value for row in table_rows(book["east · 经济"])] == ["A", "B"]
    assert [cell.value.partition("：")[0] for cell in book["说明"]["A"][4:6]] == ["east · 经济", "west · 经济"]


def test_a_domain_without_rows_keeps_its_sheet(opened):
    book = opened(*PLAN, "--lang", "en", "--status", "completed")
    assert book.sheetnames == ["All targets", "About", "Economy", "Ecology", "Livelihood", "figures"]
    page = book["Ecology"]
    assert page.auto_filter.ref == "A1:M1"
    assert page["A3"].value == "Ecology: 2 of 3 targets assessed: 1 ahead of schedule, 1 behind, 1 no data."
    assert book["figures"].max_row == 1


def test_about_says_what_the_report_rests_on(run, opened):
    words = [cell.value for cell in opened(*PLAN, "--lang", "zh")["说明"]["A"] if cell.value]
    told = run("report", *PLAN, "--lang", "zh").stdout.splitlines()
    assert words[0] == told[0] == "目标进展情况"
    assert words[1:3] == told[1:3]
    assert words[2].startswith("总体：")
    assert words[3].startswith("经济：")
    assert words[6:] == told[-4:]


def test_layout_for_reading_and_printing(opened):
    book = opened(*PLAN, "--lang", "zh")
    page = book["经济"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:M5"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"
    assert (page.oddHeader.left.text, page.oddHeader.right.text) == ("目标进展情况", "经济")
    assert (page["A1"].font.bold, page["A1"].alignment.wrap_text, page["A2"].alignment.wrap_text) == (True,) * 3
    assert page["I2"].font.name == "Courier New"
    # 金融业增加值占全市比重 takes 22 cells, and Chinese a little more.
    assert 24 < page.column_dimensions["A"].width < 30
    assert book["figures"].freeze_panes == "B2"
    assert book["figures"].auto_filter.ref == "A1:BD12"


def test_long_words_make_the_row_higher(opened, plan):
    targets = TARGETS + (
        "a,economy,A name that goes on until there is no more room for it in the column,%,share,2020,40,2025,50\n"
        f"c,economy,{'on and on ' * 500},%,share,2020,40,2025,50\n"
        "b,economy,B,%,share,2020,40,2025,50\n"
    )
    page = opened(*plan(targets, "key,period,value\na,2022,44\n"), "--all", "--lang", "en")["Economy"]
    assert page.row_dimensions[2].height == 30
    assert page.row_dimensions[3].height == 405  # 409 is the most
    assert page.row_dimensions[4].height is None


def test_an_ampersand_is_no_code_in_a_header(content, plan):
    targets = TARGETS + f"a,R&D {'x' * 300},A,%,share,2020,40,2025,50\n"
    data = content(*plan(targets, "key,period,value\na,2022,44\n"))
    header = re.search("<oddHeader>(.*?)</oddHeader>", xml(data, "xl/worksheets/sheet3.xml"))[1]
    assert header.startswith("&amp;LProgress towards the targets&amp;RR&amp;&amp;D xxx")
    assert header.endswith("xxx…")
    assert len(header) < 255


def light(page, verdict: str, marks: str) -> str:
    """The colour that the first rule that holds gives to a verdict in column M, with its marks in column F."""
    (formats,) = page.conditional_formatting
    for rule in sorted(formats.rules, key=lambda rule: rule.priority):
        assert rule.stopIfTrue
        (formula,) = rule.formula
        words = re.findall(r'LEFT\(\$M2&"([ (（]+)",(\d+)\)="([^"]*)"', formula)
        found = any(f"{verdict}{opening}"[: int(length)] == word for opening, length, word in words)
        if found and ('FIND("a",$F2)' not in formula or "a" in marks):
            return COLOURS[rule.dxf.font.color.rgb]
    return ""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("options", [PLAN, ["--all"]], ids=["golden", "bundled"])
def test_verdicts_have_the_colour_of_their_light(opened, language, options):
    book = opened(*options, "--lang", language)
    figures = [dict(zip(ASSESSED_COLUMNS, row, strict=True)) for row in book["figures"].iter_rows(2, values_only=True)]
    lights = {row[name]: row["light"] for row in figures for name in ("name_zh", "name_en")}
    for name in [page.title for page in domains(book)]:
        page = book[name]
        (formats,) = page.conditional_formatting
        assert str(formats.sqref) == f"M2:M{len(table_rows(page)) + 1}"
        for row in table_rows(page):
            assert light(page, row[12].value, row[5].value or "") == lights[row[0].value]


def test_a_missed_aspiration_is_not_red(opened):
    page = opened(*PLAN, "--lang", "en")["Livelihood"]
    assert light(page, "Missed (p)", "pa") == "yellow"
    assert light(page, "Missed (p)", "p") == "red"
    assert light(page, "Missed", "") == "red"
    assert light(page, "Within limit", "a") == "green"
    assert light(page, "Something else", "") == ""


def test_words_can_be_read_on_their_colours():
    """WCAG: at least 4.5 to 1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert set(workbooks.COLOURS) == {"green", "yellow", "red", "grey"}
    for letters, ground in workbooks.COLOURS.values():
        assert (luminance(ground) + 0.05) / (luminance(letters) + 0.05) >= 4.5


def test_same_report_same_bytes(content):
    data = content(*PLAN)
    assert data == content(*PLAN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = xml(data, "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", properties)) == {"1980-01-01T00:00:00Z"}
    assert "<dc:creator></dc:creator>" in properties
    assert "<dc:title>Progress towards the targets</dc:title>" in properties


def test_no_temporary_files(content, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert content(*PLAN).startswith(b"PK")


def test_suffix_of_the_file_asks_for_a_workbook(run, content, tmp_path):
    path = tmp_path / "报告.XLSX"
    result = run("report", *PLAN, "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes() == content(*PLAN)


@pytest.mark.parametrize("options", [[], ["-o", "-"]])
def test_a_terminal_is_no_place_for_a_workbook(run, monkeypatch, options):
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    result = run("report", "--format", "xlsx", *options)
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr == "lixia: error: xlsx can't be shown on a terminal; name a file: -o FILE.xlsx\n"


def test_from_a_terminal_into_a_file(run, monkeypatch, tmp_path):
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    assert run("report", *PLAN, "-o", tmp_path / "a.xlsx").exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "lixia: error: a workbook needs XlsxWriter, which is not installed: pip install 'lixia-cli[excel]'\n"),
        ("zh", "lixia: 错误：输出工作簿需要 XlsxWriter，尚未安装：pip install 'lixia-cli[excel]'\n"),
    ],
)
def test_missing_library_is_named(run, monkeypatch, tmp_path, language, sentence):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("report", "--lang", language, "-o", tmp_path / "a.xlsx")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence)
    assert list(tmp_path.iterdir()) == []


def test_what_a_cell_cannot_hold_is_refused(run, plan, tmp_path):
    options = plan(TARGETS + f"a,economy,{'x' * 32_768},%,share,2020,40,2025,50\n", "key,period,value\na,2022,44\n")
    result = run("report", *options, "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert result.stderr == (
        "lixia: error: a workbook holds at most 1,048,576 rows, and 32,767 characters in a cell; csv holds more\n"
    )
    assert not (tmp_path / "a.xlsx").exists()


def test_the_first_sheet_has_every_indicator_and_a_total(opened):
    """By hand: of 11 targets 3 are green, 3 yellow (an aspiration too), 2 red, and 3 are not assessed."""
    page = opened(*PLAN, "--lang", "en").worksheets[0]
    titles = [cell.value for cell in page[1]]
    assert " | ".join(titles) == (
        "Domain | Indicator | Unit | Baseline (2020) | Latest | Period | Marks | Target (2025) | Of target | "
        "Progress | Time elapsed | Lead (pp) | Needed per year | Verdict"
    )
    assert page.auto_filter.ref == "A1:N12"
    assert [row[0].value for row in table_rows(page)] == ["Economy"] * 4 + ["Ecology"] * 3 + ["Livelihood"] * 4
    finance = page[3]
    # (46 - 43.8)/(50 - 43.8) = 35.48 % after 40 % of the time
    assert finance[titles.index("Lead (pp)")].value == pytest.approx(-4.516129, abs=1e-6)
    assert displayed(finance[11]) == "-4.5"
    assert (page["B13"].value, page["N13"].value) == ("Total: 11", "green 3, yellow 3, red 2, grey 3")
    assert page["B15"].value.startswith("Overall: 8 of 11 targets assessed: ")
    assert (page.freeze_panes, page.print_title_rows) == ("C2", "$1:$1")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth or 1) == ("landscape", 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_sheet_has_the_cells_of_the_others(opened, language):
    book = opened(*PLAN, "--lang", language)
    every, *_ = book.worksheets
    lead = [cell.value for cell in every[1]].index({"en": "Lead (pp)", "zh": "超(欠)进度 (百分点)"}[language])
    rows = [[displayed(cell) for place, cell in enumerate(row) if place not in (0, lead)] for row in table_rows(every)]
    bar = 8
    others = [row for page in domains(book) for row in table_rows(page)]
    assert rows == [[displayed(cell) for place, cell in enumerate(row) if place != bar] for row in others]
    total = [cell.value for cell in every[13] if cell.value]
    assert (
        total
        == {
            "en": ["Total: 11", "green 3, yellow 3, red 2, grey 3"],
            "zh": ["合计：11项", "绿3，黄3，红2，灰3"],
        }[language]
    )


def test_regions_and_owners_are_columns_where_there_are_several(opened, plan):
    targets = "key,region,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,owner\n"
    targets += "a,east,A,%,share,2020,40,2025,50,Bureau A\na,west,A,%,share,2020,40,2025,50,\n"
    page = opened(*plan(targets, "key,region,period,value\na,west,2022,44\n"), "--all", "--lang", "en").worksheets[0]
    titles = [cell.value for cell in page[1]]
    assert (titles[:2], titles[-2:]) == (["Region", "Indicator"], ["Verdict", "Owner"])
    assert [(row[0].value, row[-1].value) for row in table_rows(page)] == [("east", "Bureau A"), ("west", None)]
