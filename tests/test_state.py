"""What lixia summary reports as changed since the last run."""

from __future__ import annotations

import json
import re

from state_files import ACTUALS, BEFORE, GDP, LATER, TARGETS, changed, known, left_over


def test_first_run_says_everything_and_writes_the_file(summed_up, state_path, run, plan):
    state_path.unlink()
    text = summed_up(TARGETS, ACTUALS, "--changed-only")
    assert text == run("summary", *plan(TARGETS, ACTUALS)).stdout
    assert "Changed" not in text
    assert state_path.read_text(encoding="utf-8") == BEFORE
    assert left_over(state_path) == []


def test_nothing_changed_is_nothing_said_and_nothing_written(summed_up, state_path):
    before = state_path.stat()
    assert summed_up(TARGETS, ACTUALS, "--changed-only") == ""
    assert (state_path.stat().st_ino, state_path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_notes_on_the_input_are_no_change(run, plan, state_path, tmp_path):
    columns = plan("".join(f"{line},x\n" for line in TARGETS.splitlines()), ACTUALS)
    assert run("summary", *columns).stderr.startswith("lixia: note: ")
    silent = run("summary", *columns, "--state", state_path, "--changed-only")
    assert (silent.exit_code, silent.stdout, silent.stderr) == (0, "", "")


def test_a_change_is_said_once_from_what_to_what(summed_up, state_path, tmp_path):
    assert summed_up(TARGETS, LATER, "--changed-only") == (
        f"Progress towards the targets\n\n{changed(GDP)}\n"
        f"Data: {tmp_path}/targets.csv, {tmp_path}/actuals.csv; observations through 2055.\n"
        "Rule set: progress ÷ time elapsed; lixia show KEY explains every figure.\n"
    )
    assert known(state_path) == {"green": "ahead", "gdp": "ahead", "jobs": "behind"}
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


def test_in_chinese(summed_up):
    text = summed_up(TARGETS, LATER, "--changed-only", "--lang", "zh")
    assert "自上次运行以来的变化：\n- GDP：达到序时进度→快于序时进度（2030年→2055年）\n" in text


def test_the_whole_summary_says_it_too_but_not_of_nothing(summed_up):
    assert "Changed" not in summed_up(TARGETS, ACTUALS)
    text = summed_up(TARGETS, LATER)
    assert text.index(GDP) < text.index("Economy: 2 of 2") < text.index("Furthest behind:")
    assert "Changed" not in summed_up(TARGETS, LATER)


def test_a_new_figure_with_the_same_verdict_is_no_change(summed_up, state_path):
    assert summed_up(TARGETS, ACTUALS + "jobs,2055,40.3\n", "--changed-only") == ""
    assert '"key": "jobs", "status": "behind", "latest_period": "2055"' in state_path.read_text()


def test_another_verdict_from_the_same_period_and_from_a_preliminary_figure(summed_up):
    text = summed_up(TARGETS, ACTUALS.replace("40.2", "43"))
    assert "- Jobs: behind -> ahead of schedule (2030)\n" in text
    actuals = "key,period,value,status\n" + "gdp,2030,40,preliminary\n"
    text = summed_up(TARGETS, actuals)
    assert "- GDP: on track -> behind (provisional) (2030)\n" in text
    assert "- Jobs: ahead of schedule (2030) -> no data\n" in text


def test_new_targets_and_targets_gone(summed_up, state_path):
    targets = TARGETS.replace("jobs,economy,Jobs", "schools,economy,Schools")
    text = summed_up(targets, ACTUALS, "--changed-only")
    assert changed("- New: Schools: no data\n", "- No longer a target: jobs (was: behind)\n") in text
    assert set(known(state_path)) == {"green", "gdp", "schools"}


def test_a_domain_asked_for_the_first_time_is_one_line(summed_up, state_path):
    state_path.unlink()
    summed_up(TARGETS, ACTUALS, "--domain", "ecology")
    text = summed_up(TARGETS, ACTUALS, "--changed-only")
    line = "- Not selected before: Economy: 2 of 2 targets assessed: 1 on track, 1 behind.\n"
    assert changed(line) in text
    assert state_path.read_text(encoding="utf-8") == BEFORE


def test_what_was_not_asked_for_is_not_gone(summed_up, state_path):
    assert summed_up(TARGETS, LATER, "--domain", "ecology", "--changed-only") == ""
    assert state_path.read_text(encoding="utf-8") == BEFORE
    assert GDP in summed_up(TARGETS, LATER, "--domain", "Economy", "--changed-only")
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


def test_a_target_in_another_domain_is_the_same_target(summed_up, state_path):
    moved = TARGETS.replace("jobs,economy", "jobs,ecology")
    assert summed_up(moved, ACTUALS, "--domain", "economy", "--changed-only") == ""
    assert summed_up(moved, ACTUALS, "--changed-only") == ""
    assert known(state_path) == {"green": "ahead", "gdp": "on_track", "jobs": "behind"}
    assert state_path.read_text().count('"ecology"') == 2


def test_plans_and_regions_share_a_file(summed_up, state_path):
    header, *rows = TARGETS.splitlines()
    both = "".join(f"{row},{plan},{region}\n" for plan, region in (("a", "x"), ("a", "y"), ("b", "x")) for row in rows)
    targets = f"{header},plan,region\n{both}"
    actuals = "key,region,period,value\ngdp,x,2030,41.45\ngdp,y,2030,40\n"
    text = summed_up(targets, actuals, "--plan", "b", "--changed-only")
    assert text.startswith("Plan b, x\nFigures up to the end of 2030\n")
    assert "Changed" not in summed_up(targets, actuals, "--plan", "a", "--region", "y", "--changed-only")
    text = summed_up(targets, actuals, "--plan", "a", "--changed-only")
    assert text.count("- Not selected before: x · ") == 2
    assert summed_up(targets, actuals, "--plan", "b", "--changed-only") == ""
    places = [(row["plan"], row["region"]) for row in json.loads(state_path.read_text())["verdicts"]]
    assert sorted(set(places)) == [("", ""), ("a", "x"), ("a", "y"), ("b", "x")]
    assert places == sorted(places)
    without = "".join(row for row in targets.splitlines(keepends=True) if not row.startswith("jobs"))
    text = summed_up(without, actuals, "--plan", "a", "--region", "y", "--changed-only")
    assert changed("- No longer a target: jobs (was: no data)\n") in text


def test_as_of_is_stored(summed_up, state_path):
    assert GDP in summed_up(TARGETS, LATER, "--as-of", "2055")
    assert json.loads(state_path.read_text())["as_of"] == "2055"
    text = summed_up(TARGETS, LATER, "--as-of", "2030", "--changed-only")
    assert "- GDP: ahead of schedule -> on track (2055 -> 2030)\n" in text


def test_other_rules_start_anew(summed_up, state_path, run, plan):
    said = "The last run used the rule set lixia: its verdicts can't be compared with these.\n"
    text = summed_up(TARGETS, LATER, "--method", "lights", "--changed-only")
    assert text.replace(f"{said}\n", "") == run("summary", *plan(TARGETS, LATER), "--method", "lights").stdout
    assert json.loads(state_path.read_text())["method"] == "lights"
    assert known(state_path) == {"green": "green", "gdp": "green", "jobs": "yellow"}
    assert summed_up(TARGETS, LATER, "--method", "lights", "--changed-only") == ""


def test_a_status_that_is_no_more(summed_up, state_path):
    state_path.write_text(BEFORE.replace('"on_track"', '"so_so\\u001b[1m"'), encoding="utf-8")
    assert "- GDP: so_so [1m -> on track (2030)\n" in summed_up(TARGETS, ACTUALS)


def test_fail_on_matches_also_in_silence(run, plan, state_path):
    options = ["summary", *plan(TARGETS, ACTUALS), "--state", state_path, "--changed-only"]
    silent = run(*options, "--fail-on", "behind")
    assert (silent.exit_code, silent.stdout, silent.stderr) == (1, "", "")
    state_path.unlink()
    assert run(*options, "--fail-on", "no such").exit_code == 2
    assert not state_path.exists()


def test_silence_leaves_the_output_file_alone(summed_up, tmp_path):
    mail = tmp_path / "mail"
    assert summed_up(TARGETS, LATER, "--changed-only", "-o", mail) == ""
    text = mail.read_text(encoding="utf-8")
    assert GDP in text
    summed_up(TARGETS, LATER, "--changed-only", "-o", mail)
    assert mail.read_text(encoding="utf-8") == text


def test_what_is_no_longer_observed_says_when_it_was(run, plan, tmp_path):
    files = plan(
        "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
        "x,economy,Alpha,%,share,2020,40,2025,50\n",
        "key,period,value\nx,2021,41\n",
    )
    options = ["summary", *files, "--state", tmp_path / "s.json", "--lang", "en"]
    assert run(*options).exit_code == 0
    # 10 % of the way in 20 % of the time: pace 0.5.
    assert "- Alpha: behind (2021) -> no data\n" in run(*options, "--as-of", "2020").stdout
    assert "- Alpha: no data -> behind (2021)\n" in run(*options).stdout


def test_a_new_figure_with_the_same_verdict_is_said_on_request_only(run, plan, tmp_path):
    files = plan(TARGETS, ACTUALS)
    options = ["summary", "--lang", "en", *files, "--state", str(tmp_path / "state.json"), "--changed-only"]
    run(*options)
    plan(TARGETS, ACTUALS.replace("gdp,2030,41.45", "gdp,2030,41.46"))
    kept = (tmp_path / "state.json").read_bytes()
    assert run(*options).stdout == ""
    (tmp_path / "state.json").write_bytes(kept)
    text = run(*options, "--changed", "figures").stdout
    assert "\nNew figures, same verdict:\n- GDP: 41.45% (2030) -> 41.46% (2030); still on track\n" in text
    assert run(*options, "--changed", "figures").stdout == ""


def test_a_state_without_figures_has_no_new_ones(run, plan, tmp_path):
    state = tmp_path / "state.json"
    options = ["summary", "--lang", "en", *plan(TARGETS, ACTUALS), "--state", str(state), "--changed-only"]
    run(*options)
    state.write_text(re.sub(', "latest_value": "[^"]*"', "", state.read_text()))
    assert run(*options, "--changed", "figures").stdout == ""
    assert '"latest_value": "41.45"' in state.read_text()


def test_a_title_cannot_begin_a_header_of_its_own(run, plan):
    text = run(
        "summary", "--subject", "--lang", "en", "--title", "Plan\nBcc: x@example.org", *plan(TARGETS, ACTUALS)
    ).stdout
    head = text.partition("\n\n")[0]
    assert [line.partition(":")[0] for line in head.splitlines() if not line.startswith(" ")] == [
        "Subject",
        "Date",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]
