"""Help, languages, version, files written: everything about the command line but bad input."""

from __future__ import annotations

import os
import stat

import pytest
from support import rows_of

from lixia_cli import __version__
from lixia_cli.cli.config import preview
from lixia_cli.cli.main import lixia
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.text import i18n as language
from lixia_cli.text.width import text_width


def test_bare_lixia_shows_help(run):
    assert run().stdout == run("--help").stdout
    assert run().exit_code == 0


def test_help_in_both_languages(run, monkeypatch):
    english = run("report", "--help").stdout
    assert "Usage: lixia report [OPTIONS]" in english
    assert "Ignore what was observed later" in english
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    chinese = run("report", "--help").stdout
    assert "用法: lixia report [OPTIONS]" in chinese
    assert "不计此后的数据。" in chinese
    assert "显示本说明并退出。" in chinese
    assert run("report", "--help", "--lang", "en").stdout == english


@pytest.mark.parametrize("command", [[], ["report"], ["list"], ["check"], ["summary"]])
@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_help_fits_eighty_cells_and_is_wholly_translated(run, command, chosen):
    text = run(*command, "--lang", chosen, "--help").stdout
    assert max(map(text_width, text.splitlines())) <= 80
    if chosen == "zh":
        meanings = [line[25:].strip() for line in text.splitlines() if line.startswith("  -")]
        assert all(not meaning or not meaning.isascii() for meaning in meanings)
        sentences = [line for line in text.splitlines() if line.startswith("  ") and line.rstrip().endswith(".")]
        assert sentences == []
        assert "Examples:" not in text


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        (["--lang", "zh"], {}, "zh"),
        (["report", "--lang=zh"], {"LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LIXIA_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.GBK"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {}, "en"),
        (["--", "--lang", "zh"], {}, "en"),
        (["--lang", "fr"], {"LANG": "zh_CN.UTF-8"}, "zh"),  # refused later, in the language of the locale
        (["--lang"], {}, "en"),
        (["--lang", "zh", "report", "--lang", "en"], {}, "en"),  # the last one, as for every option
    ],
)
def test_choice_of_language(arguments, environment, chosen):
    assert language.choose(preview(lixia, arguments).language, environment) == chosen


def test_language_before_or_behind_the_command(run):
    before, behind = run("--lang", "zh", "report"), run("report", "--lang", "zh")
    assert before.stdout == behind.stdout
    assert "经济" in before.stdout


def test_version(run):
    assert run("--version").stdout == f"lixia {__version__}\n"


def test_csv_columns_in_their_order(run):
    header = run("report", "--format", "csv", "--all").stdout.splitlines()[0]
    assert header == ",".join(ASSESSED_COLUMNS)
    # The order is part of the contract, so it stands here once more, by hand.
    assert header == (
        "plan,region,domain,key,name_zh,name_en,unit,measure,direction,qualifier,nature,path,"
        "baseline_year,baseline_value,latest_period,latest_value,latest_status,target_year,target_value,target_high,"
        "percent_of_target,progress,elapsed,lead_pp,pace,cagr_required,cagr_achieved,cagr_needed,"
        "step_required,step_achieved,step_needed,speed_up,expected_now,projected,years_ahead,gap,"
        "method,method_value,status,light,flags,note,"
        "planned_progress,target_period,next_due,next_due_value,next_due_step,milestones_due,milestones_met,"
        "original_target_value,reached_years,reached_of,projected_low,projected_high,target_text,owner"
    )


def test_csv_hides_what_the_table_hides(run):
    shown = rows_of(run("report", "--format", "csv").stdout)
    everything = rows_of(run("report", "--format", "csv", "--all").stdout)
    assert {row["status"] for row in everything.values()} - {row["status"] for row in shown.values()} == {"no_data"}
    assert {key for key, row in everything.items() if row["status"] != "no_data"} == set(shown)


def test_output_file_takes_its_format_from_its_suffix(run, tmp_path):
    for name, start in (("a.csv", "plan,region"), ("a.txt", "14th Five-Year Plan"), ("a", "14th Five-Year Plan")):
        result = run("report", "-o", tmp_path / name, "--format" if name == "a" else "--all", *["table"][: name == "a"])
        assert (result.exit_code, result.stdout) == (0, "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.csv", "a.txt"]


def test_output_file_keeps_its_permissions_and_takes_no_colour(run, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("old")
    path.chmod(0o640)
    run("report", "-o", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "\x1b[" not in path.read_text(encoding="utf-8")
    fresh = tmp_path / "fresh.txt"
    mask = os.umask(0o027)
    try:
        run("report", "-o", fresh)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o640


def test_output_goes_through_a_link(run, tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    run("report", "-o", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("plan,")


def test_bundled_plan_is_named_as_such(run):
    assert "Data: the plans of Lixia District, Jinan, that come with lixia" in run("report").stdout
    assert "数据：lixia 自带" in run("report", "--lang", "zh").stdout


def test_domain_by_code_or_by_word(run):
    assert run("report", "--domain", "ecology").stdout == run("report", "--domain", "Ecology").stdout
    chinese = run("report", "--lang", "zh", "--domain", "生态", "--domain", "民生").stdout
    assert "生态" in chinese
    assert "民生" in chinese
    assert "经济" not in chinese


def test_internal_errors_are_one_line(run, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("lixia_cli.stages.measure_trajectories", broken)
    result = run("report")
    assert (result.exit_code, result.stdout) == (70, "")
    assert result.stderr == "lixia: error: internal error: ZeroDivisionError: a bug (--debug shows where)\n"
    assert "Traceback" in run("report", "--debug").stderr
    monkeypatch.setenv("LIXIA_DEBUG", "1")
    assert "Traceback" in run("report").stderr


def test_a_file_beside_the_bundled_plan_is_named(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "plan that comes with lixia" not in run("summary").stderr
    (tmp_path / "targets.csv").write_text("key\n", encoding="utf-8")
    assert "--targets targets.csv reads the file in this folder" in run("summary").stderr
