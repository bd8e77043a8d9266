"""names.csv: what people read instead of codes, in either language; and what a report begins with."""

from __future__ import annotations

import csv
import json
import re

import pytest
from support import REPOSITORY

TARGETS = """
    key,plan,region,domain,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,nature,owner
    a,p1,r1,d1,甲,A,亿元,stock,2020,10,2025,20,binding,fgj
    b,p1,r1,d2,乙,B,%,share,2020,40,2025,50,expected,
    """
ACTUALS = """
    key,period,value
    a,2022,14
    b,2022,42
    """
NAMES = """
    kind,code,name_zh,name_en,note
    plan,p1,东区规划,Plan of East District,
    region,r1,东区,East District,
    domain,d1,产业,Industry,
    单位,亿元,,100 million yuan,
    责任单位,fgj,发展和改革局,Development Office,
    """


@pytest.fixture
def named(plan, tmp_path):
    """Return the options of a plan with names.csv beside its targets."""

    def write(names=NAMES, targets=TARGETS, actuals=ACTUALS):
        options = plan(targets, actuals)
        text = "".join(f"{line.strip()}\n" for line in names.strip().splitlines())
        (tmp_path / "names.csv").write_text(text, encoding="utf-8")
        return options

    return write


def test_names_stand_for_codes_in_english(run, named):
    text = run("report", *named(), "--lang", "en", "--width", "200").stdout
    assert text.startswith("Plan of East District\nFigures up to the end of 2022\n")
    assert re.search(r"^Industry$", text, re.MULTILINE)
    assert "100 million yuan" in text
    assert not re.search(r"\b(p1|r1|d1|fgj)\b", text)


def test_names_stand_for_codes_in_chinese(run, named):
    text = run("report", *named(), "--lang", "zh", "--width", "200").stdout
    # The district is in the name of the plan, and is not said twice.
    assert text.startswith("东区规划\n数据截至2022年底\n")
    assert re.search(r"^产业$", text, re.MULTILINE)
    assert "亿元" in text


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_names_stand_in_every_format_for_people(run, named, form):
    text = run("report", *named(), "--lang", "en", "--format", form).stdout
    assert "Plan of East District" in text
    assert "100 million yuan" in text
    assert "亿元" not in text


def test_an_explanation_has_names(run, named):
    text = run("show", "a", *named(), "--lang", "en").stdout
    assert "Plan of East District · East District · Industry" in text
    assert "20 × 100 million yuan" in text
    assert "Development Office" in text


def test_data_for_programs_keep_codes(run, named):
    options = named()
    row = json.loads(run("report", *options, "--format", "jsonl").stdout.splitlines()[0])
    assert (row["plan"], row["region"], row["domain"], row["unit"]) == ("p1", "r1", "d1", "亿元")
    about = json.loads(run("show", "a", *options, "--format", "json").stdout)["indicators"][0]
    assert (about["plan"], about["unit"], about["promise"]["owner"]) == ("p1", "亿元", "fgj")


def test_options_take_names_too(run, named):
    options = named()
    by_name = run(
        "report", *options, "--plan", "东区规划", "--region", "East District", "--domain", "产业", "--format", "csv"
    )
    assert by_name.stdout == run("report", *options, "--domain", "d1", "--format", "csv").stdout
    assert by_name.exit_code == 0


def test_a_title_of_ones_own(run, named):
    text = run("report", *named(), "--title", "三年行动\n中期评估", "--lang", "zh").stdout
    assert text.startswith("三年行动 中期评估\n数据截至")
    assert run("summary", *named(), "--title", "X").stdout.startswith("X\n")


@pytest.mark.parametrize(
    ("names", "place", "message"),
    [
        ("kind,code,name_zh\nplan,p1,x\nplan,P1,y\n", "3: code", "'P1' is in line 2 too; keep one of them"),
        ("kind,code,name_zh\nplann,p1,x\n", "2: kind", "'plann' is not known; is it 'plan'?"),
        ("kind,code,name_zh\nmeasure,flow,x\n", "2: kind", "'measure' has no names; use one of: plan"),
        ("kind,code,name_zh\nplan,,x\n", "2: code", "is empty"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(run, named, tmp_path, names, place, message):
    result = run("report", *named(names))
    assert result.exit_code == 2
    assert f"{tmp_path}/names.csv:{place}: {message}" in result.stderr


def test_a_file_of_somebody_else_is_left_alone(run, named, tmp_path):
    options = named("first,last\nAda,Lovelace\n")
    result = run("report", *options, "--lang", "en")
    assert result.exit_code == 0
    assert "names.csv is not used for names: kind: this column is missing" in result.stderr
    asked = run("report", *options, "--names", str(tmp_path / "names.csv"))
    assert asked.exit_code == 2


# The total.
def test_the_total_counts_all_domains_and_the_binding_ones_apart(run, named):
    # a: 4 of 10 in 2 of 5 years, on track; b: 2 of 10 in 2 of 5 years, pace 0.5.
    text = run("report", *named(), "--lang", "en", "--width", "200").stdout
    assert "Overall: 2 of 2 targets assessed: 1 on track, 1 behind." in text
    assert "Binding: 1 of 1 target assessed: 1 on track." in text


def test_rates_of_completion_once_all_is_decided(run, named):
    # a reaches 21 of 20, which is more than asked for; b 49 of 50; both in the target year.
    actuals = "key,period,value\na,2025,21\nb,2025,49\n"
    text = run("report", *named(actuals=actuals), "--lang", "en", "--width", "200").stdout
    assert "Of the 2 targets decided, 50.0% completed, 50.0% not completed, 50.0% exceeded." in text
    assert (
        "完成率50.0%，未完成率50.0%，超额完成率50.0%" in run("report", *named(actuals=actuals), "--lang", "zh").stdout
    )


def test_a_nature_that_is_given_is_a_column(run, named):
    heads = {row.split()[0]: row.split() for row in run("report", *named(), "--lang", "zh").stdout.splitlines() if row}
    assert "属性" in heads["指标"]
    assert "约束性" in heads["甲"]
    without = named(targets=TARGETS.replace("binding", "").replace("expected", ""))
    assert "属性" not in run("report", *without, "--lang", "zh").stdout


# The bundled plan.
def test_every_code_of_the_bundled_plan_has_a_name():
    def rows(name):
        with (REPOSITORY / "data" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    named = {(row["kind"], row["code"]): row for row in rows("names.csv")}
    used = {(kind, row[kind]) for row in rows("targets.csv") for kind in ("plan", "region", "domain", "unit")}
    used |= {(kind, row[kind]) for row in rows("actuals.csv") for kind in ("region", "unit")}
    assert used <= set(named)
    assert all(row["name_en"] for row in named.values())
    assert all(row["name_zh"] for row in named.values() if row["kind"] != "unit")
