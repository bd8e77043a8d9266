"""What a shell offers for keys, statuses and the rest, asked as a shell asks."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from support import REPOSITORY, TARGET_HEADER, lixia_process


def offered(line: str, **environment: str) -> list[str]:
    """The words offered for the last word of a line."""
    words = line.split(" ")
    asked = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    found = lixia_process(environment=asked | environment)
    assert found.stderr == b""
    return [answer.partition(",")[2] for answer in found.stdout.decode("utf-8").split()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("lixia sho", ["show"]),
        ("lixia show gd", ["gdp", "gdp_per_capita"]),
        ("lixia show --plan annual-2020 tax_b", ["tax_buildings_yearly", "tax_buildings_monthly"]),
        ("lixia report --plan annual-202", ["annual-2020", "annual-2022", "annual-2023"]),
        ("lixia report --domain l", ["livelihood"]),
        ("lixia report --region j", ["jinan_cbd"]),
        ("lixia report --method e", ["eurostat"]),
        ("lixia report --status o", ["on_track", "over_pace", "over_limit"]),
        ("lixia report --fail-on behind,mi", ["behind,missed"]),
        ("lixia report --method eurostat --status m", ["moderate", "moving_away"]),
        ("lixia report --format js", ["json", "jsonl"]),
        ("lixia list k", ["keys"]),
    ],
)
def test_words_are_offered(line, words):
    assert offered(line) == words


def test_keys_come_from_the_files_named(tmp_path):
    targets = tmp_path / "targets.csv"
    header = TARGET_HEADER.replace("key", "指标").replace("name_en", "指标名称")
    targets.write_bytes((header + "财政,economy,财政收入,%,share,,,,,2020,40,2025,50,,\n").encode("gb18030"))
    assert offered(f"lixia show --targets {targets} 财") == ["财政"]
    assert offered(f"lixia show --targets {tmp_path / 'none.csv'} x") == []
    assert offered("lixia show --targets - x") == []


PLAN_TABLE = """\
专栏1 主要指标
类别,指标,2020年,2025年,属性
民生,1.绿化覆盖率（%）,46.5,48,预期性
,2.城镇调查失业率（%）,5.2,<5.5,预期性
注：按年末数。
"""


def test_keys_come_from_the_table_of_a_plan(tmp_path):
    (tmp_path / "t.csv").write_text(PLAN_TABLE, encoding="utf-8")
    assert offered(f"lixia show --targets {tmp_path / 't.csv'} ") == ["绿化覆盖率", "城镇调查失业率"]
    assert offered(f"lixia show --targets {tmp_path / 't.csv'} 城") == ["城镇调查失业率"]


def test_keys_come_from_workbooks(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet("主要指标")
    for line in PLAN_TABLE.splitlines():
        sheet.append(line.split(","))
    file = tmp_path / "t.xlsx"
    book.save(file)
    for name in (file, f"{file}#主要指标"):
        assert offered(f"lixia show --targets {name} 绿") == ["绿化覆盖率"]
    assert offered(f"lixia show --targets {file}#Sheet ") == []


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gbk"])
def test_files_are_read_as_reports_read_them(tmp_path, codec):
    rows = TARGET_HEADER.replace("key", " ＫＥＹ ").replace("name_en", '"name\n_en"') + "\n"
    rows += 'gdp,economy,"Output, 产值",%,share,,,,,2020,40,2025,50,,\n,,,,,,,,,,,,,,\n'
    for separator in (",", ";", "\t"):
        (tmp_path / "t.csv").write_bytes(rows.replace(",", separator).encode(codec))
        assert offered(f"lixia show --targets {tmp_path / 't.csv'} ") == ["gdp"]


def test_encodings_are_offered_and_used(tmp_path):
    (tmp_path / "t.csv").write_bytes((TARGET_HEADER + "é,economy,X,%,share,,,,,2020,40,2025,50,,\n").encode("latin-1"))
    assert offered("lixia check --encoding l") == ["latin-1"]
    assert offered(f"lixia show --targets {tmp_path / 't.csv'} ") == []
    assert offered(f"lixia show --targets {tmp_path / 't.csv'} --encoding latin-1 ") == ["é"]
    assert offered(f"lixia show --targets {tmp_path / 't.csv'} --encoding nonsense ") == []


def test_what_never_ends_is_left_alone(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    assert offered(f"lixia show --targets {tmp_path / 'fifo'} ") == []
    assert offered("lixia show --targets /dev/zero ") == []


def test_keys_come_from_the_files_of_the_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGET_HEADER + "mine,economy,X,%,share,,,,,2020,40,2025,50,,\n", encoding="utf-8")
    (tmp_path / "lixia.toml").write_text("targets = 't.csv'\nactuals = 't.csv'\n", encoding="utf-8")
    assert offered("lixia show m", PYTHONPATH=str(REPOSITORY)) == ["mine"]
    (tmp_path / "lixia.toml").write_text("nonsense", encoding="utf-8")
    assert offered("lixia show gd", PYTHONPATH=str(REPOSITORY)) == ["gdp", "gdp_per_capita"]


def test_completing_the_name_of_a_command_imports_no_command():
    code = (
        "import sys; sys.argv = ['lixia']; from lixia_cli.cli.main import lixia\n"
        "try: lixia()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith('lixia_cli.cli.commands') or name == 'pathlib'])"
    )
    environment = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": "lixia s", "COMP_CWORD": "1"}
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, env=os.environ | environment, check=False, text=True)
    assert found.stdout.splitlines() == ["plain,show", "plain,site", "plain,summary", "[]"]


@pytest.mark.parametrize(
    ("words", "last"),
    [("lixia report --status b", "plain,behind"), ("lixia show --targets t.csv 绿", "plain,绿化覆盖率")],
)
def test_completion_loads_neither_pandas_nor_rich(tmp_path, words, last):
    (tmp_path / "t.csv").write_text(PLAN_TABLE, encoding="utf-8")
    code = (
        "import sys, os; sys.argv = ['lixia']; from lixia_cli.cli.main import lixia\n"
        "try: lixia()\nexcept SystemExit: pass\n"
        "print(sorted({'pandas', 'rich'} & set(sys.modules)))"
    )
    environment = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    clean = os.environ | environment
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, env=clean, check=False, text=True, cwd=tmp_path)
    assert found.stdout.splitlines() == [last, "[]"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [("targets = 't.csv'\nactuals = 'a.csv'\n", ["gdp_of_ours"]), ("targets =", ["gdp", "gdp_per_capita"])],
)
def test_words_come_from_the_files_that_the_settings_name(tmp_path, monkeypatch, settings, words):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lixia.toml").write_text(settings, encoding="utf-8")
    row = "gdp_of_ours,economy,X,%,share,,,,,2020,40,2025,50,,\n"
    (tmp_path / "t.csv").write_text(TARGET_HEADER + row, encoding="utf-8")
    assert offered("lixia show gd") == words
