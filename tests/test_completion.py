"""The scripts that shells load for the Tab key: they can be loaded, and they find lixia again."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from pages import Block, environment, page, run_block, sections
from support import lixia_process

SECTION = "Completion in the shell"
FILES = {
    "bash": ".local/share/bash-completion/completions/lixia",
    "zsh": ".local/share/zsh/site-functions/_lixia",
    "fish": ".config/fish/completions/lixia.fish",
}


def blocks() -> dict[str, Block]:
    """What the page says to run for each shell."""
    return {
        shell: block for block in sections("settings.md")[SECTION] for shell in FILES if f"{shell}_source" in block.text
    }


def test_the_page_has_each_shell_and_its_file():
    assert list(blocks()) == list(FILES)
    for shell, file in FILES.items():
        assert f"> ~/{file}\n" in blocks()[shell].text


@pytest.fixture(params=list(FILES))
def script(request, tmp_path):
    """The shell, and the file that the page has it written to."""
    run_block(blocks()[request.param], tmp_path)
    return request.param, tmp_path / FILES[request.param]


def test_script_is_for_lixia(script):
    shell, file = script
    text = file.read_text(encoding="utf-8")
    assert f"{shell}_complete" in text
    assert {"bash": "lixia\n", "zsh": "#compdef lixia\n", "fish": "--command lixia "}[shell] in text


def test_shell_can_read_the_script(script):
    shell, file = script
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("line", "completions"),
    [
        ("lixia re", ["report"]),
        ("lixia report --fo", ["--format"]),
        ("lixia report --format json", ["json", "jsonl"]),
        ("lixia report --lang z", ["zh"]),
        ("lixia list m", ["methods"]),
        ("lixia nothing", []),
    ],
)
def test_bash_completes_with_the_script_that_it_loaded(line, completions, tmp_path):
    """As bash does it: the words of the line into COMP_WORDS, then the function, then COMPREPLY."""
    run_block(blocks()["bash"], tmp_path)
    words = " ".join(f"'{word}'" for word in line.split())
    ask = f"""
        source {FILES["bash"]}
        complete -p lixia > /dev/null
        COMP_WORDS=({words})
        COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        compopt() {{ :; }}  # there is no line being edited
        _lixia_completion lixia
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    printed = run_block(Block("sh", ask, None), tmp_path)
    assert printed.split() == completions


def test_settings_that_are_broken_do_not_disturb_the_line(tmp_path):
    """Nothing that goes wrong while the Tab key is pressed is printed into what is being typed."""
    (tmp_path / "lixia.toml").write_text("nonsense", encoding="utf-8")
    asked = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": "lixia report --dom", "COMP_CWORD": "2"}
    done = lixia_process(environment={**asked, "LIXIA_NO_SUCH": "1"}, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"plain,--domain\n", b"")


def test_a_script_in_a_file_runs_nothing_when_the_shell_starts(tmp_path):
    """bash with that file sourced starts no lixia: there is none on this PATH, and nothing complains."""
    run_block(blocks()["bash"], tmp_path)
    path = {"PATH": "/usr/bin:/bin", "HOME": environment(tmp_path)["HOME"]}
    loaded = subprocess.run(
        ["bash", "-c", f"source {tmp_path / FILES['bash']}; complete -p lixia"],
        env=path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.stderr == ""
    assert loaded.stdout.endswith(" lixia\n")


def test_the_way_that_costs_a_start_of_lixia_is_not_advised():
    assert "eval" not in page("settings.md")
