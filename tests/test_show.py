"""``lixia show``: every figure can be recalculated from what it prints, and what it says is all there."""

from __future__ import annotations

import math
import re

import pandas as pd
import pytest
from frames import checked, judged, measured
from hypothesis import given
from random_plans import cells_of, plans
from support import REPOSITORY, TARGET_HEADER, explained, lixia_process, written

from lixia_cli.assess import methods
from lixia_cli.assess.assess import ask
from lixia_cli.explain.explain import explain
from lixia_cli.explain.formula_text import filled_in, formula_of
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.records import records_of
from lixia_cli.text.width import text_width

FINANCE = "share,at_least,over,,,2020,43.8,2025,50,,"


def calculated(text: str) -> float:
    """What a formula with its numbers comes to."""
    assert re.fullmatch(r"[\d.e+\-×/^()| ln]+", text), text
    text = re.sub(r"\|(.*)\|", r"abs(\1)", text)
    return float(eval(text.replace("×", "*").replace("^", "**").replace("ln", "log"), {"log": math.log, "abs": abs}))


@given(plans)
def test_every_figure_is_what_its_formula_says(some):
    for record in records_of(measured(*cells_of(some)), whole=()):
        for figure in FIGURES:
            if not math.isnan(record[figure]):
                text = filled_in(formula_of(figure, record), record)
                assert calculated(text) == pytest.approx(record[figure], rel=1e-6, abs=1e-6), (figure, text)


@given(plans)
def test_every_quantity_is_what_its_formula_says(some):
    _, actuals = checked(*cells_of(some))
    table = measured(*cells_of(some))
    rules = [methods.load(name) for name in methods.names()]
    sources = pd.DataFrame({"id": []})
    opinions = ask(table, rules[0], rules[1:])
    for about in explain(table, judged(table, rules[0]), opinions, actuals, sources, range(len(table)), "en", str):
        for opinion in about["methods"]:
            if opinion["calculation"] is not None:
                assert calculated(opinion["calculation"]) == pytest.approx(opinion["value"], rel=1e-6, abs=1e-6), (
                    opinion
                )


@pytest.fixture
def finance(plan):
    return plan(
        TARGET_HEADER + f"finance,economy,Finance,%,{FINANCE}\n",
        "key,period,value,status,source,locator\nfinance,2021,44.2,final,,\nfinance,2022,46,preliminary,paper,page 3\n",
    )


def test_json_says_everything(run, finance, tmp_path):
    (tmp_path / "sources.csv").write_text("id,title,publisher,published,url\npaper,A Paper,The Press,2023,http://x\n")
    content = explained(run, "finance", *finance)
    assert (content["schema_version"], content["as_of"]) == (1, None)
    (about,) = content["indicators"]
    assert about["promise"]["target_value"] == 50
    assert about["baseline"] == {"year": 2020, "value": 43.8, "origin": "targets", "provisional": False}
    last = about["observations"][-1]
    assert (last["period"], last["value"], last["status"], last["latest"]) == ("2022", 46, "preliminary", True)
    assert last["source"] == {
        "id": "paper",
        "locator": "page 3",
        "title": "A Paper",
        "publisher": "The Press",
        "published": "2023",
        "url": "http://x",
        "note": "",
    }
    figures = {figure["name"]: figure for figure in about["figures"]}
    assert list(figures) == list(FIGURES)
    assert figures["progress"]["calculation"] == "(46 - 43.8) / (50 - 43.8)"
    assert figures["progress"]["value"] == pytest.approx(2.2 / 6.2)
    assert about["verdict"]["status"] == "slightly_behind"
    rule = "pace >= 0.60 and speed-up factor < 2"
    assert {"status": "slightly_behind", "label": "Slightly behind", "light": "yellow", "rule": rule} in (
        about["verdict"]["bands"]
    )
    assert [opinion["method"] for opinion in about["methods"]] == methods.names()
    assert about["methods"][2]["status"] == "moderate"
    assert about["methods"][2]["value"] == pytest.approx(0.9245, abs=0.0001)
    # From 43.8 by 1.24 a year; from 46 by 4/3 a year.
    assert about["chart"]["planned"][1] == [2021, pytest.approx(45.04)]
    assert about["chart"]["needed"] == [
        [2022, 46],
        [2023, pytest.approx(47.3333, abs=1e-4)],
        *about["chart"]["needed"][2:],
    ]
    assert about["chart"]["observed"] == [[2020, 43.8], [2021, 44.2], [2022, 46]]


def test_json_is_the_same_in_every_language(run, finance):
    assert explained(run, "finance", *finance, "--lang", "zh") == explained(run, "finance", *finance, "--lang", "en")


def test_an_empty_figure_has_its_reason(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,亿元,flow,at_least,,,,,,2025,50,,\n", "key,period,value\nx,2022,40\n")
    figures = {figure["name"]: figure for figure in explained(run, "x", *files)["indicators"][0]["figures"]}
    assert figures["progress"]["value"] is None
    assert figures["progress"]["reason"]["code"] == "no_baseline"
    # (50 / 40)^(1/3) - 1
    assert figures["cagr_needed"]["value"] == pytest.approx(0.07722, abs=0.00001)


def test_chosen_method_comes_first(run, finance):
    (about,) = explained(run, "finance", *finance, "--method", "eurostat")["indicators"]
    assert (about["verdict"]["method"], about["verdict"]["status"]) == ("eurostat", "moderate")
    assert about["methods"][0]["method"] == "eurostat"


def test_as_of_hides_what_came_later(run, finance):
    (about,) = explained(run, "finance", *finance, "--as-of", "2021")["indicators"]
    assert [seen["period"] for seen in about["observations"]] == ["2021"]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("finanse", "lixia: error: no indicator 'finanse'; is it one of: finance, Finance?\n"),
        ("zzz", "lixia: error: no indicator 'zzz'; lixia list keys names them\n"),
        ("other", "lixia: error: 'other' is observed, but no plan has a target for it\n"),
        ("later", "lixia: error: no target 'later' in this selection; --plan has it: second\n"),
    ],
)
def test_what_is_not_there(run, plan, key, message):
    files = plan(
        TARGET_HEADER.replace("key,", "plan,key,", 1)
        + f"first,finance,economy,Finance,%,{FINANCE}\nsecond,later,economy,Later,%,{FINANCE}\n",
        "key,period,value\nother,2022,1\n",
    )
    result = run("show", key, *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines(keepends=True)[-1] == message


def test_what_the_options_leave_out(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\ny,ecology,Y,%,{FINANCE}\n", "key,period,value\nx,2022,46\n")
    result = run("show", "x", *files, "--domain", "ecology")
    message = "lixia: error: 'x' is left out by --region or --domain; it is in economy\n"
    assert (result.exit_code, result.stderr) == (2, message)


def test_a_part_of_the_year_starts_from_zero(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,亿元,flow,,,,,2022,90,2023,100,,\n", "key,period,value\nx,2023H1,45\n")
    assert "Baseline 90 亿元 in 2022, as the targets state it\n" in written(run, "x", *files)
    (about,) = explained(run, "x", *files)["indicators"]
    assert (about["symbols"]["y0"], about["baseline"]["value"]) == (0, 90)
    assert "counted from zero" in about["note"]


def test_the_name_will_do(run, finance):
    assert explained(run, "Finance", *finance)["indicators"][0]["key"] == "finance"


def test_several_regions_are_shown_one_after_the_other(run, plan):
    files = plan(
        TARGET_HEADER.replace("key,", "region,key,", 1)
        + f"east,x,economy,X,%,{FINANCE}\nwest,x,economy,X,%,{FINANCE}\n",
        "key,period,value\n",
    )
    assert [about["region"] for about in explained(run, "x", *files)["indicators"]] == ["east", "west"]
    assert len(explained(run, "x", *files, "--region", "west")["indicators"]) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_bundled_indicator_fits_the_terminal(run, language, width):
    for key in ("gdp", "finance_share_of_city", "foreign_investment", "registered_unemployment", "coal_growth"):
        result = run("show", key, "--lang", language, "--width", width)
        assert result.exit_code == 0
        wide = [line for line in result.stdout.splitlines() if text_width(line) > width]
        assert wide == []


def test_people_read_the_same_in_text_and_markdown(run):
    text = run("show", "gdp", "--lang", "en").stdout
    markdown = run("show", "gdp", "--lang", "en", "--format", "markdown").stdout
    for words in ("92.0%", "1.5337", "Ahead of schedule (green) by the rule set lixia", "2,446.9", "+1.08%"):
        assert words in text
        assert words in markdown
    assert "ln(y / y0) / ln(T / y0) = ln(2446.9 / 1910) / ln(2500 / 1910)" in text


def test_colour_is_only_added(run):
    plain = run("show", "gdp", "--lang", "en", "--width", 100).stdout
    colored = run("show", "gdp", "--lang", "en", "--width", 100, "--color").stdout
    assert "\x1b[" not in plain
    assert "\x1b[32m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_markup_in_data_stays_text(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,[bold]*a*|b<script>,%,{FINANCE}\n", "key,period,value\nx,2022,46\n")
    markdown = run("show", "x", *files, "--format", "markdown").stdout
    assert markdown.startswith("# \\[bold\\]\\*a\\*\\|b\\<script\\>\n")
    assert "[bold]*a*|b<script>" in run("show", "x", *files).stdout


def test_output_goes_to_the_file_in_the_format_of_its_suffix(run, tmp_path, finance):
    path = tmp_path / "finance.md"
    assert run("show", "finance", *finance, "-o", path).stdout == ""
    assert path.read_text(encoding="utf-8").startswith("# Finance\n")


def test_a_broken_list_of_sources(run, finance, tmp_path):
    (tmp_path / "sources.csv").write_text("id,title\na,One\na,Two\n", encoding="utf-8")
    result = run("show", "finance", *finance)
    assert result.exit_code == 2
    assert "sources.csv:3: id: 'a' is in line 2 too; keep one of them" in result.stderr
    assert run("show", "finance", *finance, "--sources", REPOSITORY / "data" / "sources.csv").exit_code == 0


@pytest.mark.parametrize("named", [True, False])
def test_the_list_of_sources_is_never_overwritten(run, finance, tmp_path, named):
    path = tmp_path / "sources.csv"
    path.write_text("id,title\na,One\n", encoding="utf-8")
    result = run("show", "finance", *finance, *(["--sources", path] if named else []), "--format", "json", "-o", path)
    assert (result.exit_code, result.stderr) == (2, f"lixia: error: -o: {path} is an input; name another file\n")
    assert path.read_text(encoding="utf-8") == "id,title\na,One\n"


def test_every_known_source_of_the_bundled_plan_is_listed(run):
    (about,) = explained(run, "gdp")["indicators"]
    assert all(seen["source"]["title"] for seen in about["observations"])


def test_markdown_is_utf_8_like_that_of_a_report():
    done = lixia_process("show", "gdp", "--format", "markdown", environment={"PYTHONIOENCODING": "gbk"}, installed=True)
    assert done.stdout.decode("utf-8").startswith("# Gross domestic product\n\n地区生产总值")


@pytest.mark.parametrize(
    "rows", ["x,2022,43,preliminary\nx,2022,44,final\n", "x,2022,44,final\nx,2022,43,preliminary\n"]
)
def test_the_final_figure_of_a_period_is_the_one_judged(run, plan, rows):
    target = (
        "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,X,%,share,2020,40,2025,50\n"
    )
    (about,) = explained(run, "x", *plan(target, f"key,period,value,status\n{rows}"))["indicators"]
    assert [(seen["value"], seen["latest"]) for seen in about["observations"]] == [(43, False), (44, True)]
