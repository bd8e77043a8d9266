"""Completion in a shell runs nothing that stands in the files, and offers whole names."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
import sys
import time

import pytest
from support import QUIET

TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
ONE = TARGETS + '"zz$(touch PWNED)",economy,X,%,share,2020,40,2025,50\n'
KEYS = ["zz$(touch PWNED)", "zz`touch PWNED`", "zz;touch PWNED;", "zz a'b\"c", "zz*", "zz\\n", "zz&|<>~"]


pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path):
    """A folder with targets under hostile keys, and lixia to be called by its name."""
    rows = "".join('"{}",economy,X,%,share,2020,40,2025,50\n'.format(key.replace('"', '""')) for key in KEYS)
    (tmp_path / "t.csv").write_text(TARGETS + rows + "--output=x,economy,X,%,share,2020,40,2025,50\n")
    (tmp_path / "a.csv").write_text("key,period,value\n")
    (tmp_path / "lixia.toml").write_text('targets = "t.csv"\nactuals = "a.csv"\n')
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "lixia"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m lixia_cli "$@"\n')
    script.chmod(0o755)
    return tmp_path


def environment(folder) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in QUIET}
    return clean | {"PATH": f"{folder}/bin:{os.environ['PATH']}", "HISTFILE": "", "TERM": "dumb"}


def offered(folder, shell: str) -> list[str]:
    """The words that a shell is offered behind ``lixia show zz``."""
    words = {"COMP_WORDS": "lixia show zz", "COMP_CWORD": "zz" if shell == "fish" else "2"}
    variables = environment(folder) | words | {"_LIXIA_COMPLETE": f"{shell}_complete"}
    done = subprocess.run(["lixia"], cwd=folder, env=variables, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_bash_gets_each_key_as_one_harmless_word(folder):
    lines = offered(folder, "bash")
    assert [shlex.split(line.removeprefix("plain,")) for line in lines] == [[key] for key in KEYS]
    # And bash itself reads it so.
    words = " ".join(line.removeprefix("plain,") for line in lines)
    done = subprocess.run(
        ["bash", "-c", f"printf '%s\\n' {words}"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == KEYS
    assert not (folder / "PWNED").exists()


def test_no_value_is_offered_that_would_be_an_option(folder):
    variables = environment(folder) | {
        "COMP_WORDS": "lixia show ",
        "COMP_CWORD": "2",
        "_LIXIA_COMPLETE": "bash_complete",
    }
    done = subprocess.run(["lixia"], cwd=folder, env=variables, capture_output=True, text=True, check=True)
    assert "zz" in done.stdout
    assert "--output" not in done.stdout


def test_tab_and_enter_in_bash_run_nothing(folder):
    (folder / "t.csv").write_text(ONE)
    load = 'eval "$(_LIXIA_COMPLETE=bash_source lixia)"'
    typed = type_into(["bash", "--norc", "-i"], folder, load, "lixia show zz\t")
    assert "zz\\$\\(touch\\ PWNED\\)" in typed
    assert not (folder / "PWNED").exists()


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_tab_and_enter_in_other_shells_run_nothing(folder, shell):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    (folder / "t.csv").write_text(ONE)
    start, load = {
        "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u; eval "$(_LIXIA_COMPLETE=zsh_source lixia)"'),
        "fish": (["fish", "--no-config", "-i"], "_LIXIA_COMPLETE=fish_source lixia | source"),
    }[shell]
    typed = type_into(start, folder, load, "lixia show zz\t")
    assert "touch" in typed
    assert not (folder / "PWNED").exists()


def type_into(shell: list[str], folder, load: str, line: str) -> str:
    """Type a line into a shell on a terminal, wait, press Enter, and return what is on the screen."""
    main, other = pty.openpty()
    terminal = {"preexec_fn": lambda: os.login_tty(other)}
    process = subprocess.Popen(shell, cwd=folder, env=environment(folder), pass_fds=[other], **terminal)
    os.close(other)
    seen = b""

    def listen(until: bytes, seconds: float) -> None:
        nonlocal seen
        end = time.monotonic() + seconds
        while until not in seen and time.monotonic() < end:
            if select.select([main], [], [], 0.2)[0]:
                try:
                    seen += os.read(main, 65536)
                except OSError:
                    return

    os.write(main, f"{load}; echo rea''dy\n".encode())
    listen(b"ready", 60)
    os.write(main, line.encode())
    listen(b"PWNED", 60)
    os.write(main, b"\n")
    os.write(main, b"echo do''ne\n")
    listen(b"done", 60)
    process.kill()
    process.wait()
    os.close(main)
    return seen.decode(errors="replace")
