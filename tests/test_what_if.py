"""lixia show --if: what would remain under assumed changes a year, worked out by hand."""

from __future__ import annotations

import json

import pytest

from lixia_cli import RequestError, explain
from lixia_cli.model.assumptions import parse_assumptions

approx = pytest.approx
HEADER = "key,name_en,unit,measure,direction,path,baseline_year,baseline_value,target_year,target_value,target_high\n"
TARGETS = (
    HEADER
    + "gdp,GDP,亿元,flow,at_least,,2020,100,2025,200,\n"
    + "beds,Beds,张,stock,at_least,,2020,100,2025,200,\n"
    + "cover,Cover,%,share,at_least,,2020,40,2025,50,\n"
    + "smoke,Smoke,吨,stock,at_most,,2020,100,2025,60,\n"
    + "total,Total,家,cumulative,at_least,,2020,,2025,500,\n"
    + "growth,Growth,%,growth,at_least,,2020,,2025,7,\n"
    + "energy,Energy,%,cumulative,at_most,compound,2020,,2025,-17,\n"
    + "band,Band,家,stock,within,,2020,100,2025,140,180\n"
    + "place,Place,位,rank,at_most,,2020,10,2025,5,\n"
    + "yearly,Yearly,%,each_year,at_least,,2020,,2025,5,\n"
    + "month,Month,家,stock,at_least,,2020,100,2025,200,\n"
    + "none,None,家,stock,at_least,,2020,100,2025,200,\n"
    + "over,Over,家,stock,at_least,,2015,100,2020,200,\n"
)
ACTUALS = (
    "key,period,value\ngdp,2022,150\nbeds,2022,120\ncover,2022,43\nsmoke,2022,90\ntotal,2021,80\ntotal,2022,120\n"
    "growth,2021,5\ngrowth,2022,6\nenergy,2021,-3\nenergy,2022,-4\nband,2022,120\nplace,2022,8\nyearly,2022,4\n"
    "month,2022-06,130\nover,2020,150\n"
)


@pytest.fixture
def assumed(run, plan):
    """assumed("gdp", "5%") → the part `what_if` of the explanation in json."""

    def call(key, *changes):
        options = [part for change in changes for part in ("--if", change)]
        result = run("show", key, *plan(TARGETS, ACTUALS), "--format", "json", "-q", *options)
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)["indicators"][0]["what_if"]

    return call


def values(found):
    return [point["value"] for point in found["path"]]


def test_growth_every_year(assumed):
    found = assumed("gdp", "5%")
    assert [point["year"] for point in found["path"]] == [2023, 2024, 2025]
    assert values(found) == [approx(157.5), approx(165.375), approx(173.64375)]
    assert (found["gap"], found["years_left"]) == (approx(26.35625), 0)
    assert (found["cagr_needed"], found["step_needed"]) == (None, None)


def test_units_every_year(assumed):
    assert values(assumed("beds", "30")) == [150, 180, 210]
    assert assumed("beds", "30张")["gap"] == -10
    assert values(assumed("gdp", "+10")) == [160, 170, 180]
    assert values(assumed("beds", "10%")) == [approx(132), approx(145.2), approx(159.72)]


def test_the_rest_is_needed_after_the_years_named(assumed):
    found = assumed("gdp", "2023=4%")
    assert values(found) == [approx(156)]
    assert found["cagr_needed"] == approx((200 / 156) ** 0.5 - 1)
    assert found["step_needed"] == approx(22)
    found = assumed("beds", "2023=20", "2024年=40")
    assert (values(found), found["step_needed"], found["gap"]) == ([140, 180], 20, 20)
    # With a change for every other year the path goes on to the end.
    assert values(assumed("beds", "10", "2024=50")) == [130, 180, 190]


def test_points_and_falling(assumed):
    assert values(assumed("cover", "2pp")) == values(assumed("cover", "2个百分点")) == values(assumed("cover", "2"))
    assert values(assumed("cover", "2pp")) == [45, 47, 49]
    found = assumed("smoke", "-5%")
    assert values(found)[0] == approx(85.5)
    assert found["gap"] == approx(60 - 90 * 0.95**3)


def test_totals_and_rates(assumed):
    found = assumed("total", "100")
    assert (values(found), found["gap"]) == ([300, 400, 500], 0)
    # Average growth: 1.05 × 1.06 × 1.08^3 over five years.
    found = assumed("growth", "8%")
    assert values(found)[-1] == approx(100 * ((1.05 * 1.06 * 1.08**3) ** 0.2 - 1))
    assert assumed("growth", "2023=8%")["cagr_needed"] == approx((1.07**5 / (1.05 * 1.06 * 1.08)) ** 0.5 - 1)
    # Yearly changes in percent, compounded: 0.97 × 0.96 × 0.95.
    found = assumed("energy", "2023=-5%")
    assert values(found) == [approx(100 * (0.97 * 0.96 * 0.95 - 1))]
    assert found["gap"] == approx(100 * (0.83 / (0.97 * 0.96 * 0.95) - 1))
    assert values(assumed("energy", "2023=-5")) == values(found)


def test_ranges_and_parts_of_a_year(assumed):
    assert [assumed("band", change)["gap"] for change in ("5", "10", "30")] == [5, 0, -30]
    # June 2022 is half a year before the end of 2022.
    found = assumed("month", "20")
    assert (values(found), found["path"][0]["year"]) == ([140, 160, 180, 200], 2022)
    assert values(assumed("place", "-1")) == [7, 6, 5]


def test_words_and_chart(run, plan):
    files = plan(TARGETS, ACTUALS)
    text = run("show", "gdp", *files, "-q", "--if", "2023=4%").stdout
    assert "Under these assumptions" in text
    assert "2023 (+4%)" in text
    assert "44 亿元 short of the target for 2025" in text
    assert "+13.23% (from now +10.06%)" in text
    assert "* assumed path" in text
    chinese = run("show", "beds", *files, "-q", "--if", "30", "--lang", "zh").stdout
    assert "2023-2025年（+30张）" in chinese
    assert "已无差距：超出2025年目标10张" in chinese
    assert "assumed" in run("show", "gdp", *files, "-q", "--if", "5%", "--format", "svg").stdout
    assert "Under these" not in run("show", "gdp", *files, "-q").stdout


@pytest.mark.parametrize(
    ("key", "changes", "message"),
    [
        ("gdp", ["much"], "--if: 'much' is no change a year; write 5%, or 30 for units, or 2024=5% for one year"),
        ("gdp", ["5,5"], "is no change a year"),
        ("gdp", ["1,000"], "is no change a year"),
        ("gdp", [""], "is no change a year"),
        ("gdp", ["5%", "6%"], "--if: '6%' and '5%' are for the same years"),
        ("gdp", ["2024=5%", "2024=6%"], "'2024=6%' and '2024=5%' are for the same years"),
        ("gdp", ["2026=5%"], "--if: '2026=5%': the years to come are 2023 to 2025"),
        ("gdp", ["2022=5%"], "the years to come are 2023 to 2025"),
        ("gdp", ["2024=5%"], "nothing is assumed for 2023, which comes before 2024; say --if 2023=… too"),
        ("gdp", ["-100%"], "nothing is left after a fall by 100%"),
        ("gdp", ["5万元"], "the unit of 'gdp' is 亿元"),
        ("gdp", ["5pp"], "'gdp' does not move by percentage points"),
        ("cover", ["5%"], "'5%' may be percentage points or growth in percent; write 5pp for points"),
        ("total", ["5%"], "'total' does not grow by percent; write units a year"),
        ("place", ["5%"], "'place' does not grow by percent; write units a year"),
        ("yearly", ["5"], "'yearly' is judged year by year, without a path to carry on"),
        ("none", ["5"], "'none' has no figure to start from"),
        ("over", ["5"], "the target time of 'over' has come"),
    ],
)
def test_what_means_nothing_or_two_things_is_refused(run, plan, key, changes, message):
    options = [part for change in changes for part in ("--if", change)]
    result = run("show", key, *plan(TARGETS, ACTUALS), "-q", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_full_width_signs_are_read():
    assert parse_assumptions(["２０２４＝５％"])[0][:3] == (2024, 5.0, "percent")


def test_in_python(plan, tmp_path):
    plan(TARGETS, ACTUALS)
    names = (tmp_path / "targets.csv", tmp_path / "actuals.csv")
    (about,) = explain(*names, "beds", what_if="30")
    assert about["what_if"]["gap"] == -10
    with pytest.raises(RequestError, match="no change a year"):
        explain(*names, "beds", what_if=["x"])


@pytest.mark.parametrize(
    ("target", "change", "english", "chinese"),
    [
        # 90 and two years of 5 % are 99.2 of about 100; of 94, 1 a year leads to 96, the least that counts.
        (
            "at_least,about,2027,100,",
            "5%",
            "nothing: 0.8 个 from the target for 2027, which is near enough",
            "相差0.8个",
        ),
        ("at_least,about,2027,100,", "1", "8 个 short of the target for 2027", "距2027年目标差8个"),
        ("at_most,,2027,80,", "-2", "6 个 above the target for 2027", "高于2027年目标6个"),
        ("at_most,,2027,80,", "-6", "nothing: 2 个 beyond the target for 2027", "已无差距"),
        ("within,,2027,92,95", "2", "nothing: within the range for 2027", "无差距：处于2027年目标区间之内"),
        ("within,,2027,92,95", "4", "3 个 outside of the range for 2027", "距2027年目标区间3个"),
        ("within,about,2027,92,95", "4", "nothing: 3 个 from the target for 2027, which is near enough", "无差距"),
        ("at_least,over,2027,100,", "5", "the target for 2027 is reached, but is to be passed", "尚需越过"),
        ("at_least,,2027,100,", "5", "nothing: the value is the target for 2027", "无差距"),
    ],
)
def test_what_is_left_is_said_as_the_target_is_meant(run, plan, target, change, english, chinese):
    """From 90 in 2025."""
    header = "key,domain,name_en,unit,measure,baseline_year,baseline_value,direction,qualifier,target_year,target_value"
    files = plan(f"{header},target_high\nx,e,X,个,stock,2020,70,{target}\n", "key,period,value\nx,2025,90\n")
    for language, said in (("en", english), ("zh", chinese)):
        text = run("show", "x", *files, "-q", "--if", change, "--lang", language).stdout
        label = "Then left" if language == "en" else "届时差距"
        assert said in next(line for line in text.splitlines() if line.startswith(label))
