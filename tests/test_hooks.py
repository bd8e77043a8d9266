"""The pre-commit hook and the GitHub action, tried by running what they would run."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from pages import sections
from preloaded import programs
from support import QUIET, REPOSITORY

pytestmark = pytest.mark.slow
TARGETS = (
    "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    "green,ecology,Green coverage,%,share,2020,46,2025,51\n"
)
AHEAD = "key,period,value\ngreen,2022,48.5\n"  # half of the way in 40 % of the time: pace 1.25
BEHIND = AHEAD + "green,2023,46.6\n"  # 12 % in 60 %: pace 0.2
BROKEN = AHEAD + "green,2023,many\n"


def environment(**more: str) -> dict[str, str]:
    """What git and lixia get, with nothing of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name not in QUIET and not name.startswith("GIT")}
    names = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
    names |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    return kept | names | {"PATH": f"{programs()}:{os.environ['PATH']}"} | more


def git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, env=environment())
    return done.stdout.strip()


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A repository with a plan in a folder, committed once."""
    folder = tmp_path / "checkout"
    (folder / "plan").mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "plan" / "targets.csv").write_text(TARGETS, encoding="utf-8")
    (folder / "plan" / "actuals.csv").write_text(AHEAD, encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Plan")
    return folder


# The hook.
(HOOK,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("actuals", "code", "said"),
    [
        (AHEAD, 0, "(?s).*\n1 target and 1 observation, no problem\n"),
        (BROKEN, 2, "plan/actuals.csv:3: value: 'many' is not a number"),
    ],
)
@pytest.mark.parametrize("settings", [False, True])
def test_hook_checks_the_plan_that_options_or_settings_name(checkout, actuals, code, said, settings):
    assert (HOOK["id"], HOOK["language"], HOOK["pass_filenames"]) == ("lixia-check", "python", False)
    (checkout / "plan" / "actuals.csv").write_text(actuals, encoding="utf-8")
    files = {"targets": "plan/targets.csv", "actuals": "plan/actuals.csv"}
    if settings:
        lines = [f"{name} = '{path}'\n" for name, path in files.items()]
        (checkout / "lixia.toml").write_text("".join(lines), encoding="utf-8")
    options = [] if settings else [part for name, path in files.items() for part in (f"--{name}", path)]
    command = [*HOOK["entry"].split(), *options]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode == code, done.stderr
    assert re.match(said, done.stdout + done.stderr)


def test_hook_runs_for_tables_and_settings():
    seen = re.compile(HOOK["files"])
    assert [
        bool(seen.search(name)) for name in ("plan/targets.csv", "a.tsv", "lixia.toml", "a.md", "csv", "my-lixia.toml")
    ] == [
        *[True] * 3,
        *[False] * 3,
    ]


# The page.
def documented(key: str) -> dict:
    """The example of docs/automation.md with that key."""
    blocks = [yaml.safe_load(block.text) for block in sections("automation.md")["Continuous integration"][1:]]
    (found,) = (block for block in blocks if key in block)
    return found


def test_page_shows_the_hook(checkout):
    (repository,) = documented("repos")["repos"]
    (hook,) = repository["hooks"]
    assert hook["id"] == HOOK["id"]
    command = [*HOOK["entry"].split(), *hook["args"]]
    done = subprocess.run(command, cwd=checkout / "plan", capture_output=True, check=False, env=environment())
    assert (done.returncode, done.stderr) == (0, b"")


def test_page_shows_the_action():
    steps = documented("jobs")["jobs"]["plan"]["steps"]
    given = steps[-1]["with"]
    required = {name for name, about in ACTION["inputs"].items() if about.get("required")}
    assert required <= set(given) <= set(ACTION["inputs"])


# The action.
ACTION = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))
INSTALL, CHECK, COMPARE = ACTION["runs"]["steps"]


def run_step(step: dict, folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Run a step as a runner does: its exit code, what it prints and what it adds to the job summary."""
    given = {name: str(about.get("default", "")) for name, about in ACTION["inputs"].items()} | inputs
    variables = {}
    for name, value in step.get("env", {}).items():
        (wanted,) = re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value).groups()
        variables[name] = given[wanted]
    temporary = folder.parent / "runner"
    temporary.mkdir(exist_ok=True)
    summary = folder.parent / "summary.md"
    summary.write_text("", encoding="utf-8")
    runner = {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(summary)}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env=environment(**variables, **runner)
    )
    return done.returncode, done.stdout + done.stderr, summary.read_text(encoding="utf-8")


FILES = {"targets": "plan/targets.csv", "actuals": "plan/actuals.csv"}


def test_action_installs_its_own_checkout(tmp_path):
    """With programs that only say what they were asked, for the packages come from an index."""
    for program in ("python3", "bin/pip"):
        file = tmp_path / program
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'#!/bin/sh\necho {program} "$@" >> {tmp_path}/asked\n', encoding="utf-8")
        file.chmod(0o755)
    script = INSTALL["run"].replace('"$RUNNER_TEMP/lixia/bin/pip"', f"{tmp_path}/bin/pip")
    variables = {"PATH": f"{tmp_path}:/usr/bin:/bin", "RUNNER_TEMP": "/t", "GITHUB_ACTION_PATH": "/action"}
    variables["GITHUB_PATH"] = str(tmp_path / "path")
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], check=True, env=variables)
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked == ["python3 -m venv /t/lixia", "bin/pip install --quiet /action"]
    assert (tmp_path / "path").read_text(encoding="utf-8") == "/t/lixia/bin\n"


def test_action_checks_the_files(checkout):
    code, _, summary = run_step(CHECK, checkout, **FILES)
    assert code == 0
    assert "no problem" in summary
    (checkout / "plan" / "actuals.csv").write_text(BROKEN, encoding="utf-8")
    code, printed, summary = run_step(CHECK, checkout, **FILES)
    assert code == 2
    assert "::error file=plan/actuals.csv,line=3,title=value::'many' is not a number" in printed
    assert "plan/actuals.csv:3: value: 'many' is not a number" in summary


def test_action_shows_which_verdicts_change(checkout):
    base = git(checkout, "rev-parse", "HEAD")
    code, _, summary = run_step(COMPARE, checkout, base=base, **FILES)
    assert (code, summary) == (0, "### Changed verdicts\n```text\nNo verdict has changed.\n```\n")
    (checkout / "plan" / "actuals.csv").write_text(BEHIND, encoding="utf-8")
    code, _, summary = run_step(COMPARE, checkout, base=base, **FILES)
    assert code == 0
    assert "- Green coverage: ahead of schedule -> behind (2022 -> 2023)\n" in summary
    failing = {"base": base, "fail-on": "behind", "lang": "zh", "options": "--method lixia"}
    code, _, summary = run_step(COMPARE, checkout, **failing, **FILES)
    assert code == 1
    assert "- Green coverage：快于序时进度→明显滞后（2022年→2023年）\n" in summary


def test_action_without_anything_to_compare_with(checkout):
    for base in ("", "0" * 40):
        code, _, summary = run_step(COMPARE, checkout, base=base, **FILES)
        assert code == 0
        assert summary.startswith("### Verdicts\n```text\n")
        assert "1 ahead of schedule" in summary
    (checkout / "plan" / "new.csv").write_text(BEHIND, encoding="utf-8")
    new = {**FILES, "actuals": "plan/new.csv", "base": git(checkout, "rev-parse", "HEAD")}
    code, _, summary = run_step(COMPARE, checkout, **new)
    assert code == 0
    assert summary.startswith("### Verdicts\n```text\n")
    assert "1 behind" in summary
