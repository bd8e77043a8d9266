"""docs/automation.md, as far as a machine without cron, systemd and mail goes: every command line on it is run."""

from __future__ import annotations

import configparser
import email
import re
import shutil
import subprocess
from email import policy
from pathlib import Path

import pytest
from machine import Cron, Machine
from pages import PROGRAMS, Block, page, sections

from lixia_cli.cli.diagnostics import ExitCode

pytestmark = pytest.mark.slow

SECTIONS = sections("automation.md")
SLOWER = "green,2023,47.3\n"  # (47.3 - 46.5) / 1.5 = 0.533 against 0.6: slightly behind
RED = "visitors,2023,1209\n"  # ln(1.209) / ln(2.5) = 0.207 against 0.6: behind
BROKEN = "green,2024,many\n"


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def only(title: str, language: str) -> list[Block]:
    return [block for block in SECTIONS[title] if block.language == language]


def test_every_section_with_blocks_is_run_here():
    assert {title: [block.language for block in blocks] for title, blocks in SECTIONS.items()} == {
        "cron": ["crontab"],
        "chronic": ["crontab"],
        "systemd": ["ini", "ini"],
        "Mail": ["sh", "sh", "sh", "sh"],
        "Continuous integration": ["sh", "yaml", "yaml"],  # those of yaml: test_hooks.py
        "Exit codes": ["sh"],
    }


def test_cron_mails_when_there_is_something_to_say(machine):
    (block,) = only("cron", "crontab")
    cron = Cron(machine, block.text)
    assert cron.when == ["0", "8", "*", "*", "1"]
    assert cron.monday().startswith(
        "Progress towards the targets\nFigures up to the end of 2022\nOverall: 2 of 2 targets assessed: 1 ahead of"
    )
    assert cron.monday() == ""
    machine.observe(SLOWER)
    assert f"```text\n{cron.monday()}```" in page("automation.md")
    assert cron.monday() == ""
    machine.observe(SLOWER + BROKEN)
    complaint = "/srv/plan/actuals.csv:5: value: 'many' is not a number"
    assert cron.monday().startswith(complaint)
    assert cron.monday().startswith(complaint)
    machine.observe(SLOWER)
    assert cron.monday() == ""


def test_cron_has_no_locale_but_the_mail_is_utf_8(machine):
    (block,) = only("cron", "crontab")
    cron = Cron(machine, block.text.replace("LIXIA_LANG=en", "LIXIA_LANG=zh"))
    assert not {"LANG", "LC_ALL", "TERM"} & set(cron.variables)
    assert cron.monday().startswith("目标进展情况")
    assert cron.variables["CONTENT_TYPE"] == "text/plain; charset=UTF-8"


def test_settings_at_home_are_read_under_cron(machine):
    (block,) = only("cron", "crontab")
    cron = Cron(machine, block.text.replace("LIXIA_LANG=en\n", ""))
    (machine.root / "lixia.toml").write_text("lang = 'zh'\n")
    assert cron.monday().startswith("目标进展情况")


def test_chronic_lets_a_red_table_through(machine):
    (block,) = only("chronic", "crontab")
    cron = Cron(machine, block.text)
    cron.variables["PATH"] = f"{machine.root}/bin:{cron.variables['PATH']}"  # where moreutils may not be installed
    assert cron.monday() == ""
    machine.observe(SLOWER)  # a yellow one
    assert cron.monday() == ""
    machine.observe(RED)
    mail = cron.monday()
    assert "Behind" in mail
    assert "Green coverage" in mail  # the whole table
    assert "Rule set: progress" in mail
    machine.observe(BROKEN)
    assert "'many' is not a number" in cron.monday()


@pytest.fixture
def units():
    """The unit files of the page by name, as they are written."""
    return {Path(block.file).name: block.text for block in only("systemd", "ini")}


def unit(text: str) -> configparser.ConfigParser:
    """A unit file in which nothing stands twice."""
    parser = configparser.ConfigParser(interpolation=None, delimiters=["="], strict=True)
    parser.optionxform = str
    parser.read_string(text)
    return parser


def test_service_runs_twice_and_speaks_once(units, machine):
    service = unit(units["lixia.service"])["Service"]
    assert service["StateDirectory"] == "lixia"
    assert "%S/lixia/" in service["ExecStart"]
    name, _, value = service["Environment"].partition("=")
    # What systemd gives a service of the system, in the folder that such a service runs in.
    variables = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", name: value}
    command = machine.at_home(service["ExecStart"]).split()
    code, out, err = machine.run(command, variables, Path("/"))
    assert (code, err) == (0, "")
    assert out.startswith("Progress towards the targets\n")
    assert machine.run(command, variables, Path("/")) == (0, "", "")
    assert (machine.root / "var" / "lib" / "lixia" / "state.json").exists()
    machine.observe(BROKEN)
    assert machine.run(command, variables, Path("/"))[0] == ExitCode.INVALID


def test_timer_starts_the_service(units):
    timer = unit(units["lixia.timer"])
    assert set(timer["Timer"]) == {"OnCalendar", "Persistent"}  # no Unit: it starts the service of its own name
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert set(units) == {"lixia.service", "lixia.timer"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_accepts_the_units(units, machine):
    files = [machine.root / name for name in units]
    for file in files:
        # %S stays: systemd knows it.
        file.write_text(units[file.name].replace("/opt/lixia/bin", str(PROGRAMS)))
    verify = ["systemd-analyze", "verify", "--man=no", *map(str, files)]
    done = subprocess.run(verify, capture_output=True, text=True, check=False)
    assert [line for line in (done.stdout + done.stderr).splitlines() if "lixia" in line] == []
    when = unit(units["lixia.timer"])["Timer"]["OnCalendar"]
    calendar = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=False)
    assert "Mon *-*-* 08:00:00" in calendar.stdout


@pytest.mark.parametrize("number", [0, 1])
def test_mail_is_sent_exactly_when_there_is_something_to_say(machine, number):
    block = only("Mail", "sh")[number]
    assert machine.script(block) == (0, "", "")
    (mail,) = machine.sent()
    assert mail.startswith("Progress towards the targets\nFigures up to the end of 2022\nOverall:")
    assert machine.script(block) == (0, "", "")
    assert machine.sent() == []
    machine.observe(SLOWER)
    assert machine.script(block) == (0, "", "")
    (mail,) = machine.sent()
    assert "- Green coverage: ahead of schedule -> slightly behind (2022 -> 2023)\n" in mail
    machine.observe(BROKEN)
    code, out, err = machine.script(block)
    assert (code, out, machine.sent()) == (ExitCode.INVALID, "", [])
    assert "'many' is not a number" in err
    assert set((machine.root / "envelopes").read_text().splitlines()) == {
        "-s Plan: changed verdicts planning@example.org"
    }


def test_what_could_not_be_mailed_is_mailed_later(machine):
    block = only("Mail", "sh")[0]
    machine.script(block)
    machine.sent()
    machine.observe(SLOWER)
    (machine.root / "mail-is-down").touch()
    assert machine.script(block)[0] == 1
    assert machine.sent() == []
    (machine.root / "mail-is-down").unlink()
    assert machine.script(block)[0] == 0
    assert "slightly behind" in machine.sent()[0]


def test_news_come_with_subject_and_date(machine):
    block = only("Mail", "sh")[2]
    assert machine.script(block) == (0, "", "")
    first = email.message_from_string(machine.sent()[0], policy=policy.default)
    assert first["Subject"] == "Progress towards the targets: Figures up to the end of 2022"
    assert first["Date"].datetime.tzinfo is not None
    assert machine.script(block) == (0, "", "")
    assert machine.sent() == []
    machine.observe(SLOWER)
    machine.script(block)
    assert "verdicts changed: 1" in machine.sent()[0]
    machine.observe(SLOWER.replace("47.3", "47.25"))
    assert machine.script(block) == (0, "", "")
    (mail,) = machine.sent()
    head, _, body = mail.partition("\n\n")
    subject = head.partition("\nDate: ")[0]
    shown = f"{subject}\n\n{body.rpartition(chr(10) * 2 + 'Data: ')[0]}\n"
    assert f"```text\n{shown}```" in page("automation.md")
    assert email.message_from_string(mail)["Content-Type"] == "text/plain; charset=utf-8"


def test_html_mail_can_be_read(machine):
    assert machine.script(only("Mail", "sh")[3]) == (0, "", "")
    message = email.message_from_string(machine.sent()[0])
    assert message["To"] == "planning@example.org"
    assert (machine.root / "envelopes").read_text() == "-t\n"
    assert message.get_content_type() == "text/html"
    text = message.get_payload(decode=True).decode(message.get_content_charset())
    assert text.startswith("<!doctype html>\n")
    assert text.rstrip().endswith("</html>")
    assert "万人次" in text


def test_continuous_integration(machine):
    (block,) = only("Continuous integration", "sh")
    code, out, err = machine.script(block, machine.plan)
    assert (code, out.splitlines()[-1], err) == (0, "2 targets and 2 observations, no problem", "")
    machine.observe(RED)
    (machine.plan / "report.html").unlink()
    assert machine.script(block, machine.plan)[0] == ExitCode.MATCHED
    assert (machine.plan / "report.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    machine.observe(BROKEN)
    code, out, err = machine.script(block, machine.plan)
    assert (code, out) == (ExitCode.INVALID, "")
    assert err.startswith("actuals.csv:4: value: 'many' is not a number")


def test_every_exit_code_has_its_row():
    text = page("automation.md").split("## Exit codes")[1]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == list(ExitCode)


def test_script_that_looks_at_the_exit_code(machine):
    (block,) = only("Exit codes", "sh")
    assert machine.script(block) == (0, "nothing is red\n", "")
    machine.observe(RED)
    assert machine.script(block) == (0, "something is red: see report.html\n", "")
    (machine.plan / "report.html").unlink()
    (machine.plan / "report.html").mkdir()
    code, out, err = machine.script(block)
    assert (code, out) == (74, "no report: exit code 74\n")
    assert err == "lixia: error: the output can't be written: /srv/plan/report.html: Is a directory\n"
    machine.observe(BROKEN)
    code, out, err = machine.script(block)
    assert (code, out) == (2, "the files have errors\n")
