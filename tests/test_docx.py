"""Word documents, read back: paragraphs and tables in named styles, landscape, in both languages."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from lixia_cli.files import write as output
from lixia_cli.render.word import styles

GOLDEN = Path(__file__).parent / "golden"
PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023"]
TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"


@pytest.fixture
def content(run):
    """The bytes of a document: content("--lang", "zh", *options)."""

    def call(*options: object) -> bytes:
        result = run("report", "--format", "docx", "--quiet", *options)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout_bytes

    return call


@pytest.fixture
def opened(content):
    """The same, opened by python-docx."""
    return lambda *options: docx.Document(io.BytesIO(content(*options)))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def outline(document) -> str:
    """Every paragraph behind the name of its style; the rows of tables with bars between their cells."""
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(f"[{block.style.name}] {block.text}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_content_is_as_it_was(opened, language, request, monkeypatch):
    monkeypatch.chdir(GOLDEN)
    plan = [option.removeprefix(f"{GOLDEN}/") for option in PLAN]
    file = GOLDEN / f"report-{language}.docx.txt"
    found = outline(opened(*plan, "--lang", language, "--all"))
    if request.config.getoption("--golden"):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("options", [[*PLAN, "--all"], []], ids=["golden", "bundled"])
def test_cells_are_those_of_the_table(run, opened, language, options):
    lines = run("report", *options, "--lang", language, "--format", "markdown").stdout.splitlines()
    rows = [line.replace("\\", "").strip("| ").split(" | ") for line in lines if line.startswith("| ")]
    bar = next(place for place, title in enumerate(rows[0]) if title in ("Bar", "进度条"))
    expected = [row[:bar] + row[bar + 1 :] for row in rows if not set("".join(row)) <= set("-:| ")]
    found = [
        [cell.text.removeprefix("● ").rstrip() for cell in row.cells]
        for table in opened(*options, "--lang", language).tables
        for row in table.rows
    ]
    assert found == [[" ".join(cell.split()) if cell == row[-1] else cell.rstrip() for cell in row] for row in expected]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_are_those_of_the_text(run, opened, language):
    text = run("report", *PLAN, "--lang", language, "--format", "sentences").stdout
    paragraphs = [one.text for one in opened(*PLAN, "--lang", language).paragraphs if one.style.name == styles.TEXT]
    assert len(paragraphs) == 4
    for paragraph in paragraphs:
        assert f"{paragraph}\n" in text


def test_a_table_repeats_its_header_and_splits_no_row(opened):
    tables = opened(*PLAN).tables
    assert len(tables) == 3
    for table in tables:
        assert table.style.name == styles.TABLE
        marked = [[child.tag for child in row._tr.trPr] for row in table.rows]
        assert marked == [[qn("w:cantSplit"), qn("w:tblHeader")]] + [[qn("w:cantSplit")]] * (len(table.rows) - 1)


def test_a_verdict_is_a_word_in_the_colour_of_its_light(opened):
    document = opened(*PLAN, "--all", "--lang", "en")
    runs = [row.cells[-1].paragraphs[0].runs[0] for table in document.tables for row in list(table.rows)[1:]]
    found = {run.text: run.style.name for run in runs}
    assert found == {
        "● Ahead of schedule (p)": "Green Light",
        "● Ahead of schedule": "Green Light",
        "● Within limit": "Green Light",
        "● Slightly behind (p)": "Yellow Light",
        "● Slightly behind": "Yellow Light",
        "● Missed (p)": "Yellow Light",  # an aspiration
        "● Behind": "Red Light",
        "● Incomplete": "Grey Light",
        "● No baseline": "Grey Light",
        "● No data": "Grey Light",
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_everything_to_see_is_in_the_styles(content, opened, language):
    """Nothing in the text overrides a style, so that changing the style changes the document."""
    body = part(content(*PLAN, "--lang", language), "word/document.xml")
    assert not re.search(r"<w:(?:b|i|sz|color|rFonts|jc|spacing|ind|shd)\b", body)
    document = opened(*PLAN, "--lang", language)
    for name, look in styles.LOOKS[language].items():
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == look.chinese
        assert fonts.get(qn("w:ascii")) == look.latin
        assert fonts.get(qn("w:asciiTheme")) is None
    assert {style.name for style in document.styles} >= {"Normal", "Title", "Heading 1", "Heading 2", "Caption"}
    # The counting lists keep their numbering.
    assert document.styles["List Number"].element.pPr.numPr is not None


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_page_language_and_properties(content, opened, language, tag):
    document = opened(*PLAN, "--lang", language, "--all")
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    properties = document.core_properties
    assert (properties.language, properties.author, properties.comments) == (tag, "", "")
    assert properties.title == document.paragraphs[0].text
    assert properties.created.year == properties.modified.year == 1980
    data = content(*PLAN, "--lang", language, "--all")
    assert '<w:lang w:val="en-' in part(data, "word/styles.xml")
    assert 'w:eastAsia="zh-CN"' in part(data, "word/styles.xml")
    assert "FangSong" in part(data, "word/fontTable.xml")
    assert "PAGE" in "".join(
        part(data, name) for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "footer" in name
    )


def test_sources_are_listed_once(opened):
    """The bundled plan: each target is from the outline; the figures of 2022 are from other documents."""
    document = opened("--lang", "zh", "--as-of", "2022")
    listed = [one.text for one in document.paragraphs if one.style.name == styles.NUMBERED]
    assert listed[0].startswith(
        "《济南市历下区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》，济南市历下区人民政府，"
    )
    assert len(listed) == len(set(listed)) > 3
    assert not any("2024-01-17" in one for one in listed)  # a report on 2023


def test_headings_are_numbered_in_chinese(opened):
    headings = [one.text for one in opened(*PLAN, "--lang", "zh").paragraphs if one.style.name == styles.HEADING]
    assert headings == ["一、经济", "二、生态", "三、民生", "四、进展滞后指标图", "五、数据来源和说明"]


def test_without_a_domain_there_is_no_heading(opened, plan):
    targets = TARGETS.replace("domain,", "") + "a,A,%,share,2020,40,2025,50\n"
    document = opened(*plan(targets, "key,period,value\na,2022,44\n"), "--lang", "en")
    assert [one.style.name for one in document.paragraphs] == [
        *(styles.TITLE, styles.SUBTITLE, styles.TEXT, styles.TEXT, styles.CAPTION, styles.HEADING),
        *([styles.BULLETED] * (len(document.paragraphs) - 6)),
    ]


@pytest.mark.parametrize(
    "text", ["<w:b/>&amp;", "\x1b[31mred", "a\x07b", "\u202eevil", "=1+1", "http://a.example/", "\uffff"]
)
def test_texts_stay_texts(content, opened, plan, text):
    targets = TARGETS + f'k,"{text}","{text}","{text}",share,2020,40,2025,50\n'
    files = plan(targets, "key,period,value\nk,2022,44\n")
    data = content(*files)
    shown = text.replace("\x1b", " ").replace("\x07", " ").replace("\u202e", "").replace("\uffff", "\ufffd")
    row = opened(*files).tables[0].rows[1]
    assert [cell.text for cell in row.cells[:2]] == [shown, shown]
    body = part(data, "word/document.xml")
    assert "<w:hyperlink" not in body
    assert "instrText" not in body
    assert 'TargetMode="External"' not in part(data, "word/_rels/document.xml.rels")


def test_same_report_same_bytes(content):
    data = content(*PLAN)
    assert data == content(*PLAN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]


def test_suffix_of_the_file_asks_for_a_document(run, content, tmp_path):
    path = tmp_path / "进展情况.DOCX"
    result = run("report", *PLAN, "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes() == content(*PLAN)


def test_a_terminal_is_no_place_for_a_document(run, monkeypatch):
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    result = run("report", "--format", "docx")
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr == "lixia: error: docx can't be shown on a terminal; name a file: -o FILE.docx\n"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "a Word document needs python-docx, which is not installed: pip install 'lixia-cli[word]'\n"),
        ("zh", "输出 Word 文档需要 python-docx，尚未安装：pip install 'lixia-cli[word]'\n"),
    ],
)
def test_missing_library_is_named(run, monkeypatch, tmp_path, language, sentence):
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("report", "--lang", language, "-o", tmp_path / "a.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_a_title_longer_than_a_property_is_whole_on_the_page(opened):
    document = opened(*PLAN, "--title", "长" * 300)
    assert document.paragraphs[0].text == "长" * 300
    assert document.core_properties.title == "长" * 255
