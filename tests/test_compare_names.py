"""Long names of sides in lixia compare: whole above the tables, and in them without the words that all of them have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.render.compare.short_labels import short_labels
from lixia_cli.text.width import text_width

NAMES = """kind,code,name_zh,name_en
plan,five,济南市东部新区“十四五”规划,Five-Year Plan of the Eastern District
plan,2023,济南市东部新区2023年度目标,Targets of the Eastern District for 2023
"""
HEADER = "key,plan,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"


@pytest.fixture
def printed(run, plan, tmp_path):
    """printed("en", width) → the lines of a comparison of two plans with long names."""
    rows = ("five,绿地,Green,%,share,2020,40,2025,50", "2023,绿地,Green,%,share,2022,44,2023,46")
    files = plan(HEADER + "".join(f"x,{row}\n" for row in rows), "key,period,value\nx,2022,44\nx,2023,46\n")
    (tmp_path / "names.csv").write_text(NAMES, encoding="utf-8")

    def call(language, *options):
        result = run("compare", *files, "--plan", "five", "--plan", "2023", "--lang", language, "-q", *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout.splitlines()

    return call


@pytest.mark.parametrize(
    ("language", "whole", "short"),
    [
        ("en", "Side by side: Five-Year Plan of the Eastern District, ", ("Five-Year Plan", "Targets for 2023")),
        ("zh", "并列比较：济南市东部新区“十四五”规划，济南市东部新区2023年度目标", ("“十四五”规划", "2023年度目标")),
    ],
)
@pytest.mark.parametrize("width", ["80", "120", "200"])
def test_names_are_whole_above_and_short_in_the_table(printed, language, whole, short, width):
    lines = printed(language, "--width", width)
    assert any(line.startswith(whole) for line in lines)
    table = "\n".join(lines).partition("-----")[0].rsplit("\n\n", 1)[1] + "\n".join(lines).partition("-----")[2]
    assert [name for name in short if name not in table] == []
    assert max(map(text_width, lines)) <= int(width)


def test_other_formats_have_the_whole_names(printed):
    assert "| Five-Year Plan of the Eastern District: Target (2025) |" in "\n".join(
        printed("en", "--format", "markdown")
    )


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("2022", "2023"), ("2022", "2023")),  # short enough
        (("Lixia District", "Central Business District"), ("Lixia District", "Central Business District")),
        (("North of the river", "South of the river"), ("North", "South")),
        (
            ("A plan of one town", "Another plan of it"),
            ("A plan of one town", "Another plan of it"),
        ),  # little is shared
        (
            ("Targets of the town", "Targets of the town for 2023"),
            ("Targets of the town", "Targets of the town for 2023"),
        ),
        (("Plan of the town (draft)", "Plan of the town (adopted)"), ("(draft)", "(adopted)")),
        (
            ("济南市历下区人民政府工作目标（上半年）", "济南市历下区人民政府工作目标（全年）"),
            ("（上半年）", "（全年）"),
        ),
    ],
)
def test_what_is_left_out(labels, expected):
    assert short_labels(labels, 16) == expected


words = st.lists(
    st.sampled_from(["Plan", "of", "the", "town", "for", "2023", "市", "区", "规划", "(", "）", "-"]), max_size=8
)


@given(st.lists(words.map(" ".join), min_size=2, max_size=4, unique=True).filter(all))
def test_short_names_stay_apart_and_are_never_longer(labels):
    shorter = short_labels(labels, 16)
    assert len(set(shorter)) == len(labels)
    assert all(shorter)
    assert all(text_width(short) <= text_width(label) for short, label in zip(shorter, labels, strict=True))
