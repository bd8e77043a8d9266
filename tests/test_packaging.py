"""The wheel and the editable install both find the data, wherever they are run from."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support import QUIET, REPOSITORY

from lixia_cli.files.bundled import bundled

FILES = ("targets.csv", "actuals.csv", "sources.csv")


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel, unpacked as pip would, in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, check=True, cwd=REPOSITORY, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run_installed(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked wheel from another folder, with nothing of the checkout in sight."""
    clean = {name: value for name, value in os.environ.items() if name not in QUIET}
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); from lixia_cli.cli.main import lixia; lixia()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder.parent,
        env=clean,
    )


def test_wheel_has_the_data_and_the_catalogue(installed):
    for name in FILES:
        assert (installed / "lixia_cli" / "data" / name).read_bytes() == (REPOSITORY / "data" / name).read_bytes()
    assert (installed / "lixia_cli" / "text" / "locale" / "zh" / "LC_MESSAGES" / "lixia.mo").is_file()
    assert not (installed / "tests").exists()


def test_wheel_reports_from_its_own_data(installed):
    done = run_installed(installed, "report", "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "地区生产总值" in done.stdout
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from lixia_cli.files.bundled import bundled; "
    found = subprocess.run(
        [sys.executable, "-c", code + "print(bundled('targets.csv'))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=installed.parent,
    )
    assert Path(found.stdout.strip()) == installed / "lixia_cli" / "data" / "targets.csv"


def test_checkout_reports_from_the_data_folder():
    assert Path(bundled("targets.csv")) == REPOSITORY / "data" / "targets.csv"


def test_an_installation_without_data_says_so(installed):
    (installed / "lixia_cli" / "data" / "actuals.csv").unlink()
    done = run_installed(installed, "report")
    assert done.returncode == 2
    assert done.stderr == "lixia: error: this installation of lixia lacks actuals.csv; install it again\n"


def test_console_script_is_the_same_program():
    script = Path(sys.executable).parent / "lixia"
    assert script.exists(), "install with: pip install --editable '.[dev]'"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    module = [sys.executable, "-m", "lixia_cli", "--version"]
    assert done.stdout == subprocess.run(module, capture_output=True, text=True, check=True).stdout
