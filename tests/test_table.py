"""What people see: cells, widths, colours, in both languages and on and off a terminal."""

from __future__ import annotations

import re

import pytest

from lixia_cli.render.cells import bar_text
from lixia_cli.render.formats import table
from lixia_cli.render.numbers import number, share
from lixia_cli.text.width import text_width

HEADER = (
    "key,domain,name_zh,name_en,unit,measure,direction,qualifier,baseline_year,baseline_value,target_year,target_value"
)
TARGETS = f"""{HEADER},period_start
gdp,economy,地区生产总值,Gross domestic product,亿元,flow,,over,2020,1910,2025,2500,
firms,economy,高新技术企业,High-tech firms,家,stock,,,2020,362,2025,600,
share,economy,金融占比,Finance share,%,share,,,2020,43.8,2025,50,
total,economy,实际使用外资,Foreign investment,亿美元,cumulative,,over,,,2025,33,2021
jobless,livelihood,失业率,Unemployment,%,share,at_most,,,,2025,3.5,
lines,livelihood,新增公交线路,New bus lines,条,each_year,,,,,2025,20,2021
[红线] :cn:,livelihood,[红线],[red]line[/red] :cn:,处,stock,,,2020,1,2025,2,
empty,livelihood,缺,Nothing known,处,stock,,,2020,1,2025,2,
"""
ACTUALS = """key,period,value,status
gdp,2023,2446.9,preliminary
firms,2022,450,
share,2022,46,preliminary
total,2022,6.36,
jobless,2023,3.6,
lines,2021,25,
lines,2022,19,
[红线] :cn:,2022,2,
"""


@pytest.fixture
def report(run, plan):
    """report("--width", 80) → the lines of the table report on the plan above."""

    def call(*options: object) -> list[str]:
        result = run("report", *plan(TARGETS, ACTUALS), *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()

    return call


def row(lines: list[str], name: str) -> list[str]:
    """The cells of one row: two spaces or more part them."""
    return re.split(r" {2,}", next(line for line in lines if line.startswith(name)))


def test_cells_of_each_measure(report):
    lines = report()
    assert row(lines, "Gross domestic product") == [
        "Gross domestic product",
        "亿元",
        "1,910",
        "2,446.9 (2023) pd",
        ">2,500",
        "97.9%",
        "######|###.",  # 92 % done after 60 % of the time
        "92.0% / 60.0%",
        "+1.08%",
        "Ahead of schedule (p)",
    ]
    # (600 / 450)^(1/3) = 1.1006; 150 / 3 = 50
    assert row(lines, "High-tech firms")[-2:] == ["+50 (+10.06%)", "Slightly behind"]
    assert row(lines, "Finance share")[-2:] == ["+1.33 pp", "Slightly behind (p)"]
    assert row(lines, "Foreign investment")[2:] == [
        "-",
        "≥6.36 (2022) md",
        ">33",
        "≥19.3%",
        "#...|......",
        "≥19.3% / 40.0%",
        "≤8.88",
        "Incomplete",
    ]
    assert row(lines, "Unemployment")[3:] == ["3.6 (2023) d", "≤3.5", "-", "-", "over by 0.1", "Over limit"]
    assert row(lines, "New bus lines")[-3:] == ["- / 40.0%", "1/2 years", "Behind"]


def test_data_is_never_read_as_markup(report):
    assert row(report(), "[red]line[/red] :cn:")[-1] == "Achieved early"
    assert "\x1b[" in "".join(report("--color"))
    assert row(re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(report("--color"))).splitlines(), "[red]line[/red] :cn:")


def test_roll_up_and_footer(report):
    text = "\n".join(report())
    assert "Economy: 3 of 4 targets assessed: 1 ahead of schedule, 2 slightly behind, 1 incomplete." in text
    assert "Livelihood: 3 of 4 targets assessed: 1 achieved early, 1 behind, 1 over limit, 1 no data." in text
    assert "Not shown for lack of data: 1; --all shows them." in text
    assert "targets.csv, " in text
    assert "observations through 2023." in text
    assert "Nothing known" not in text
    assert "Nothing known" in "\n".join(report("--all"))


def test_what_a_filter_leaves_out_is_not_said_to_lack_data(report):
    assert "Hidden" not in "\n".join(report("--status", "behind"))
    assert "Hidden" not in "\n".join(report("--status", "behind", "--all"))


def test_too_few_assessed_is_said(report):
    text = "\n".join(report("--as-of", "2021"))
    assert "Economy: 0 of 4 targets assessed: 4 no data. Too few to sum up the domain." in text
    assert "as of 2021." in text


def test_filters(report):
    text = "\n".join(report("--domain", "Livelihood", "--status", "over_limit"))
    assert "Unemployment" in text
    assert "New bus lines" not in text
    assert "Economy" not in text
    # The roll-up still counts the whole domain.
    assert "Livelihood: 3 of 4 targets assessed" in text
    assert "Nothing known" in "\n".join(report("--status", "no_data"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_no_digit_is_lost(report, language, width):
    lines = report("--lang", language, "--width", width)
    assert max(map(text_width, lines)) <= width
    shown = "\n".join(lines)
    year = "（{}年）" if language == "zh" else " ({})"
    dated = [value + year.format(when) for value, when in (("2,446.9", 2023), ("6.36", 2022), ("450", 2022))]
    for figure in (*dated, "92.0% / 60.0%", ">2,500"):
        assert figure in shown


def test_a_narrow_terminal_says_what_it_leaves_out(report):
    text = " ".join(report("--width", 80))
    assert (
        "Columns left out for width: Baseline, Of target, Bar, Needed per year; a wider terminal or --width shows them."
        in text
    )
    assert "Gross domestic" in text
    assert "(亿元)" in text  # the unit goes with the name where it has no column
    assert "Columns left out" not in " ".join(report("--width", 200))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [None, 70, 100])
def test_rich_and_plain_padding_give_the_same_table(report, language, width, monkeypatch):
    options = ["--lang", language, *(["--width", width] if width else [])]
    plain = report(*options)
    without_colour = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(report(*options, "--color"))).split("\n")
    assert [line.rstrip() for line in without_colour] == plain
    monkeypatch.setattr(table, "PLAIN_ABOVE", 0)
    assert report(*options, "--color") == plain


def test_chinese_lines_up(report):
    lines = report("--lang", "zh")
    start = lines.index("经济") + 1
    header, rule, *rows = lines[start : start + 6]
    assert set(rule) == {"-"}
    for title, written in (("单位", ("亿元", "家", "%", "亿美元")), ("评价", ("快于", "略慢", "略慢", "数据不全"))):
        column = text_width(header[: header.index(title)])
        assert [text_width(line[: line.index(cell)]) for line, cell in zip(rows, written, strict=True)] == [column] * 4


def test_never_100_percent_before_it_is_met():
    assert share(0.99999, met=False).text == "<100%"
    assert share(0.1 + 0.7 + 0.2, met=False).text == "≤100%"  # exactly on a target to be exceeded
    assert share(1.0004, met=False).text == ">100%"  # past a range
    assert share(-1.0, met=False).text == "-100.0%"
    assert share(1.0, met=True).text == "100.0%"
    assert share(1.204, met=True).text == "120.4%"
    assert bar_text(0.99999, 1.0, met=False) == "#########.|"
    assert bar_text(-0.5, 0.2, met=False) == "..|........"
    assert bar_text(1.5, 0.2, met=True) == "##|########"


def test_small_numbers_do_not_become_zero():
    assert number(0.00001) == "0.00001"
    assert number(-0.00001) == "-0.00001"
    assert number(0.00333, signed=True, decimals=2) == "+0.0033"
    assert number(0, signed=True, decimals=2) == "+0"
    assert number(1234567.5) == "1,234,567.5"
    assert number(1000000) == "1,000,000"


def test_each_year_is_never_100_percent_short_of_it(run, plan):
    targets = "key,domain,name_en,unit,measure,period_start,target_year,target_value\n"
    targets += "x,economy,X,条,each_year,2021,2025,20\n"
    short = run("report", *plan(targets, "key,period,value\nx,2021,20\nx,2022,19.999\n")).stdout
    assert "<100%" in short
    assert "100.0%" not in short


def test_a_share_that_is_no_percentage_has_its_own_steps(run, plan):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    options = plan(targets + "x,economy,X,张/千人,share,2020,5,2025,10\n", "key,period,value\nx,2022,6\n")
    assert row(run("report", *options).stdout.splitlines(), "X ")[-2] == "+1.3"


def test_an_aspiration_is_not_counted_as_a_failure(run, plan):
    targets = "key,domain,name_en,unit,measure,aspiration,baseline_year,baseline_value,target_year,target_value\n"
    rows = "x,economy,X,%,share,yes,2020,40,2025,50\ny,economy,Y,%,share,,2020,40,2025,50\n"
    text = run("report", *plan(targets + rows, "key,period,value\nx,2025,45\ny,2025,45\n")).stdout
    assert "Economy: 2 of 2 targets assessed: 1 missed, 1 aspired to but not reached." in text


def test_sixty_percent_is_enough(run, plan):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
        f"k{number},economy,X,%,share,2020,40,2025,50\n" for number in range(5)
    )
    actuals = "key,period,value\n" + "".join(f"k{number},2022,45\n" for number in range(3))
    assert "Too few" not in run("report", *plan(targets, actuals)).stdout
    assert "Too few" in run("report", *plan(targets, actuals.replace("k2,2022,45\n", ""))).stdout


def test_control_characters_do_not_reach_the_terminal(run, plan):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    options = plan(targets, "key,period,value\nx,2022,45\n")
    with open(options[1], "a", encoding="utf-8") as file:
        file.write('x,economy,"two\nlines\tand \x1b[31mred",%,share,2020,40,2025,50\n')
    lines = run("report", *options).stdout.splitlines()
    assert any(line.startswith("two lines and  [31mred") for line in lines)
    assert "\x1b[31m" not in run("report", "--color", *options).stdout


def test_nor_do_those_in_plans_regions_and_lists(run, plan):
    targets = "key,plan,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    options = plan(targets, "key,region,period,value\nx,e,2022,45\n")
    with open(options[1], "a", encoding="utf-8") as file:
        for region in ("e", '"a\x1b[31m\nb"'):
            file.write(f'x,"p\x1b[31m",{region},economy,"X\n\x1b[31mY",%,share,2020,40,2025,50\n')
    for command in (["report"], ["report", "--color"], ["list"], ["list", "keys"]):
        text = run(*command, *options).stdout
        assert "\x1b[31mY" not in text
        assert "p\x1b[31m" not in text
        assert "a\x1b[31m" not in text
        assert "a [31m b" in text


def test_a_word_beyond_all_measure_is_broken(run, plan):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    options = plan(targets + f"x,economy,{'y' * 120},%,share,2020,40,2025,50\n", "key,period,value\nx,2022,45\n")
    lines = run("report", "--width", 80, *options).stdout.splitlines()
    assert max(map(text_width, lines)) <= 80
    assert "".join(lines).count("y") >= 120
    assert "Target" in "".join(lines)


def test_a_dumb_terminal_loses_nothing_in_colour(report, monkeypatch):
    plain = report()
    monkeypatch.setenv("TERM", "dumb")
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(report("--color"))).split("\n")
    assert [line.rstrip() for line in coloured] == plain


def test_colour_only_where_it_is_wanted(report, monkeypatch):
    assert "\x1b[" not in "".join(report())
    assert "\x1b[" in "".join(report("--color"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in "".join(report())
    assert "\x1b[" not in "".join(report("--no-color"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in "".join(report())


def test_regions_get_tables_of_their_own(run, plan):
    targets = "key,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    options = plan(
        targets + "x,east,economy,X,%,share,2020,40,2025,50\nx,west,economy,X,%,share,2020,40,2025,50\n",
        "key,region,period,value\nx,east,2022,44\nx,west,2022,39\n",
    )
    text = run("report", *options).stdout
    assert "east · Economy" in text
    assert "west · Economy" in text
    only = run("report", *options, "--region", "west").stdout
    assert "On track" not in only
    assert "Moving away" in only


def test_other_domains_keep_their_words(run, plan):
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    text = run("report", *plan(targets + "x,治理,X,%,share,2020,40,2025,50\n", "key,period,value\nx,2022,44\n")).stdout
    assert "治理: 1 of 1 target assessed" in text


def test_many_rows_are_padded_plainly_and_completely(run, plan):
    targets = "key,domain,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
        f"k{number},economy,指标{number},家,stock,2020,100,2025,200\n" for number in range(600)
    )
    actuals = "key,period,value\n" + "".join(f"k{number},2022,{100 + number}\n" for number in range(600))
    text = run("report", *plan(targets, actuals)).stdout
    assert text.count("\n指标") == 600
    assert "699 (2022)" in text
