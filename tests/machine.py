"""A folder that stands for a machine on which lixia runs unattended: its plan, its programs, its cron, its mail."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from pages import Block, environment
from preloaded import programs

TARGETS = """key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
green,ecology,Green coverage,%,share,2020,46.5,2025,48
visitors,economy,Visitors,万人次,flow,2020,1000,2025,2500
"""
# By 2022 40 % of the time is gone. (47.2 - 46.5) / 1.5 = 0.467: ahead. ln(1.45) / ln(2.5) = 0.406: on track.
ACTUALS = "key,period,value\ngreen,2022,47.2\nvisitors,2022,1450\n"

# What the programs of others do, as far as it matters here.
CHRONIC = """#!/bin/sh
out=$(mktemp) err=$(mktemp)
"$@" > "$out" 2> "$err"; code=$?
if [ $code -ne 0 ]; then cat "$out"; cat "$err" >&2; fi
rm -f "$out" "$err"; exit $code
"""
MAIL = """#!/bin/sh
body=$(mktemp); cat > "$body"
[ ! -e "$HOME/mail-is-down" ] || { echo "mail: no connection" >&2; exit 1; }
case "$1" in -E) [ -s "$body" ] || exit 0; shift ;; esac
cp "$body" "$(mktemp "$HOME/sent/XXXXXX")"; echo "$@" >> "$HOME/envelopes"
"""


class Machine:
    """A folder that stands for a machine: its files, its programs, its mail."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.plan = root / "srv" / "plan"
        for folder in (self.plan, root / "bin", root / "sent", root / "var" / "lib" / "lixia"):
            folder.mkdir(parents=True)
        for name, text in (("chronic", CHRONIC), ("mail", MAIL), ("sendmail", MAIL)):
            (root / "bin" / name).write_text(text)
            (root / "bin" / name).chmod(0o755)
        (self.plan / "targets.csv").write_text(TARGETS, encoding="utf-8")
        self.observe("")

    def observe(self, more: str) -> None:
        """Let the actuals be those of 2022 and these."""
        (self.plan / "actuals.csv").write_text(ACTUALS + more, encoding="utf-8")

    def at_home(self, text: str) -> str:
        """A command line of the page with the places of this machine."""
        assert text.count("/opt/lixia/") == text.count("/opt/lixia/bin/lixia")
        for place, here in (
            ("/opt/lixia/bin", programs()),
            ("/srv/plan", self.plan),
            ("/usr/sbin/sendmail", self.root / "bin" / "sendmail"),
            ("%S", self.root / "var" / "lib"),
        ):
            text = text.replace(place, str(here))
        return text

    def run(self, command: list[str], variables: dict[str, str], cwd: Path) -> tuple[int, str, str]:
        """Run a command with these variables and no others; exit code, standard output, standard error."""
        done = subprocess.run(
            command, env=variables, cwd=cwd, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        out, err = (text.decode("utf-8").replace(str(self.plan), "/srv/plan") for text in (done.stdout, done.stderr))
        return done.returncode, out, err

    def script(self, block: Block, cwd: Path | None = None) -> tuple[int, str, str]:
        """Run a block as CI does."""
        command = ["bash", "-euo", "pipefail", "-c", self.at_home(block.text)]
        return self.run(command, environment(self.root), cwd or self.root)

    def sent(self) -> list[str]:
        """The mails since the last time this was asked."""
        mails = [path.read_text(encoding="utf-8") for path in (self.root / "sent").iterdir()]
        for path in (self.root / "sent").iterdir():
            path.unlink()
        return mails


class Cron:
    """A crontab, and what cron makes of its one job."""

    def __init__(self, machine: Machine, text: str) -> None:
        self.machine = machine
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        settings = dict(re.match(r'(\w+)="?([^"]*)"?$', line).groups() for line in lines if "=" in line.split()[0])
        (job,) = [line for line in lines if "=" not in line.split()[0]]
        *self.when, self.command = job.split(maxsplit=5)
        assert all(re.fullmatch(r"\*|\d+", field) for field in self.when), self.when
        assert "%" not in self.command.replace(r"\%", "")  # where the command would end
        home = str(machine.root)
        given = {"HOME": home, "LOGNAME": "planner", "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
        self.variables = given | settings

    def monday(self) -> str:
        """Run the job; gives the mail, empty if there is none."""
        shell = [self.variables["SHELL"], "-c", self.machine.at_home(self.command).replace(r"\%", "%")]
        _, out, err = self.machine.run(shell, self.variables, self.machine.root)
        return out + err
