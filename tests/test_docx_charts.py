"""The charts of Word documents: parts that the office program draws, with the numbers of csv in and behind them."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from support import dedent, rows_of

from lixia_cli.render.word import styles

TARGETS = """
key,name_en,name_zh,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
a,"<b>A&B</b>",=甲,%,share,at_least,2020,40,2025,50
b,On time,乙,%,share,at_least,2020,40,2025,50
c,Lost,丙,%,share,at_least,2020,40,2025,50
"""
ACTUALS = """
key,period,value,status,bound
a,2021,40.5,,
a,2022,41.25,preliminary,lower
b,2022,44,,
c,2022,39,,
"""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
ALWAYS_OFF = ("showLegendKey", "showCatName", "showSerName", "showPercent", "showBubbleSize")


@pytest.fixture
def files(plan):
    return plan(dedent(TARGETS), dedent(ACTUALS))


@pytest.fixture
def document(run, files):
    """The document as bytes: document("--lang", "zh")."""

    def call(*options: str) -> bytes:
        result = run("report", "--format", "docx", "--quiet", *files, *options)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout_bytes

    return call


def drawn(data: bytes) -> list[tuple[str, str, docx.opc.part.Part]]:
    """Title, description and part of every chart, in the order of the document."""
    opened = docx.Document(io.BytesIO(data))
    found = []
    for frame in opened.element.body.iter(qn("wp:inline")):
        (reference,) = frame.iter(f"{CHART}chart")
        chart = opened.part.related_parts[reference.get(qn("r:id"))]
        found.append((frame.docPr.get("title"), frame.docPr.get("descr"), chart))
    return found


def series_of(chart: docx.opc.part.Part) -> dict[str, dict[float, float]]:
    """The values that a chart draws by name and time."""
    found = {}
    for series in docx.oxml.parse_xml(chart.blob).iter(f"{CHART}ser"):
        columns = [
            {int(point.get("idx")): float(point[0].text) for point in series.find(f"{CHART}{tag}").iter(f"{CHART}pt")}
            for tag in ("xVal", "yVal")
        ]
        found[series.find(f"{CHART}tx").find(f".//{CHART}v").text] = {
            columns[0][place]: value for place, value in columns[1].items()
        }
    return found


def test_what_is_behind_has_a_chart_with_words_the_worst_first(document):
    charts = drawn(document())
    assert [(title, words) for title, words, _ in charts] == [
        ("Lost", "One actual: 39 (2022) (%). Baseline 40 in 2020. Target 50 in 2025."),
        ("<b>A&B</b>", "Actuals from 40.5 (2021) to >41.25 (2022) (%). Baseline 40 in 2020. Target 50 in 2025."),
    ]
    paragraphs = docx.Document(io.BytesIO(document())).paragraphs
    captions = [one.text for one in paragraphs if one.style.name == styles.FIGURE_CAPTION]
    assert captions == ["Figure 1. Lost (%)", "Figure 2. <b>A&B</b> (%)"]


def test_charts_are_drawn_in_chinese(document):
    data = document("--lang", "zh")
    (_, words, chart), _ = sorted(drawn(data), key=lambda found: found[0])
    assert words == "实际值自40.5（2021年）至>41.25（2022年）（%）。基期（2020年）40。目标（2025年）50。"
    assert set(series_of(chart)) == {"规划路径", "今后所需路径", "基期", "实际值", "目标", "预计期末值"}
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    assert [one.text for one in paragraphs if one.style.name == styles.FIGURE_CAPTION][1] == "图2　=甲（%）"


def test_a_chart_draws_the_figures_of_csv(run, files, document):
    row = rows_of(run("report", "--format", "csv", *files).stdout)["a"]
    series = series_of(drawn(document())[1][2])
    assert series["Actual"] == {2021: 40.5, 2022: float(row["latest_value"])}
    assert series["Baseline"] == {2020: 40}
    assert series["Target"] == {2025: float(row["target_value"])}
    assert series["Planned path"][2022] == pytest.approx(float(row["expected_now"]))
    assert series["Projection"][2025] == pytest.approx(float(row["projected"]))
    needed = series["Path needed from now"]
    assert needed[2023] - needed[2022] == pytest.approx(float(row["step_needed"]))


def test_the_workbook_behind_a_chart_has_its_numbers_in_the_cells_it_names(document):
    for title, _, chart in drawn(document()):
        (relation,) = chart.rels.values()
        assert not relation.is_external
        sheet = openpyxl.load_workbook(io.BytesIO(relation.target_part.blob)).worksheets[0]
        assert sheet["A1"].value == f"{title} (%)"
        space = docx.oxml.parse_xml(chart.blob)
        assert space.find(f"{CHART}externalData").get(qn("r:id")) == relation.rId
        for reference in space.iter(f"{CHART}numRef", f"{CHART}strRef"):
            column, first, last = re.fullmatch(
                r"Charts!\$([A-Z])\$(\d+)(?::\$\1\$(\d+))?", reference.find(f"{CHART}f").text
            ).groups(default="")
            for point in reference.iter(f"{CHART}pt"):
                cell = sheet[f"{column}{int(first) + int(point.get('idx'))}"]
                assert int(first) <= cell.row <= int(last or first)
                assert str(cell.value) == point[0].text or cell.value == pytest.approx(float(point[0].text))


def test_what_a_document_would_add_by_itself_is_off(document):
    for _, _, chart in drawn(document()):
        space = docx.oxml.parse_xml(chart.blob)
        assert space.find(f"{CHART}printSettings") is None
        assert space.find(f"{CHART}roundedCorners").get("val") == "0"
        assert {series.find(f"{CHART}smooth").get("val") for series in space.iter(f"{CHART}ser")} == {"0"}
        for shown in space.iter(f"{CHART}showVal"):
            assert {shown.getparent().find(f"{CHART}{name}").get("val") for name in ALWAYS_OFF} == {"0"}


def test_an_observation_that_is_not_final_is_drawn_apart_and_a_bound_is_said(document):
    space = docx.oxml.parse_xml(drawn(document())[1][2].blob)
    (series,) = [one for one in space.iter(f"{CHART}ser") if one.find(f".//{CHART}v").text == "Actual"]
    (pale,) = series.findall(f"{CHART}dPt")
    assert pale.find(f"{CHART}idx").get("val") == "2"  # 2020, 2021, 2022
    assert ">41.25" in "".join(series.find(f"{CHART}dLbls").itertext())


def test_nothing_leads_out_of_the_document(document):
    data = document()
    assert data == document()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert [name for name in names if "charts/chart" in name and name.endswith(".xml")] == [
            "word/charts/chart1.xml",
            "word/charts/chart2.xml",
        ]
        for name in names:
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in archive.read(name)


def test_no_charts_where_nothing_is_behind(run, plan):
    targets = "".join(f"{line}\n" for line in dedent(TARGETS).splitlines() if line[0] in "kb")
    result = run("report", "--format", "docx", *plan(targets, "key,period,value\nb,2022,44\n"))
    opened = docx.Document(io.BytesIO(result.stdout_bytes))
    assert not list(opened.element.body.iter(qn("wp:inline")))
    assert not [one for one in opened.paragraphs if one.text == "Charts of what is behind"]


def test_ranges_are_upright_bars(run, plan):
    """A target of 20 to 30, and the projection's range of the drift method: its ends are those of csv."""
    targets = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,target_high\n"
    targets += "range,Range,%,share,2020,10,2025,20,30\nlong,Long,个,stock,2020,10,2025,30,\n"
    values = [5, 6, 6.5, 8, 8.5, 9.5, 10, 11, 12.5]
    actuals = "key,period,value\nrange,2022,11\n"
    files = plan(targets, actuals + "".join(f"long,{2014 + place},{value}\n" for place, value in enumerate(values)))
    row = rows_of(run("report", "--format", "csv", "-q", *files).stdout)["long"]
    charts = drawn(run("report", "--format", "docx", "-q", *files).stdout_bytes)
    found = {}
    for title, _, chart in charts:
        for series in docx.oxml.parse_xml(chart.blob).iter(f"{CHART}ser"):
            for bars in series.iter(f"{CHART}errBars"):
                ends = ("plus", "minus")
                sizes = [[float(one.text) for one in bars.find(CHART + end).iter(f"{CHART}v")] for end in ends]
                found[title, series.find(f".//{CHART}v").text] = [max(size) for size in sizes]
    projected, low, high = (float(row[name]) for name in ("projected", "projected_low", "projected_high"))
    assert found == {
        ("Range", "Target"): [10, 0],
        ("Long", "Projection"): [pytest.approx(high - projected), pytest.approx(projected - low)],
    }
