"""The sheets of workbooks: one per domain, with names that spreadsheet programs take."""

from __future__ import annotations

import pytest
from excel import PLAN, TARGETS, table_rows

from lixia_cli.render.excel.sheet_names import sheet_name


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
        "指标 | 单位 | 基期值\n（2020年） | 最新值 | 时期 | 标记 | 目标值\n（2025年） | 相当于目标值 | 进度条 | 进度 | "
        "序时进度 | 年均尚需 | 评价"
    )


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
