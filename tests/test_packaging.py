"""The sdist, the wheel built from it and the editable install: each finds its data and brings what it should."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import QUIET, REPOSITORY

from lixia_cli import __version__
from lixia_cli.cli.main import lixia
from lixia_cli.files.bundled import bundled

pytestmark = pytest.mark.slow
FILES = ("targets.csv", "actuals.csv", "sources.csv", "names.csv")
COMPLETIONS = {
    "bash": "share/bash-completion/completions/lixia",
    "zsh": "share/zsh/site-functions/_lixia",
    "fish": "share/fish/vendor_completions.d/lixia.fish",
}


def python(*arguments: object, folder: Path = REPOSITORY) -> None:
    """Run the Python of the tests; what it prints is shown only if it fails."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def build(target: str, source: Path, folder: Path) -> Path:
    """Build the sdist or the wheel of a source tree."""
    python("-m", "hatchling", "build", "--target", target, "--directory", folder, folder=source)
    (made,) = (path for path in folder.iterdir() if path.is_file())
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory) -> Path:
    return build("sdist", REPOSITORY, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory) -> Path:
    """The wheel as pip builds it: from the unpacked sdist."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    return build("wheel", source, tmp_path_factory.mktemp("wheel"))


def install(package: Path, folder: Path) -> Path:
    """Install a package with pip into a new environment, whose other packages are those of the tests."""
    python("-m", "venv", "--without-pip", folder)
    (site,) = folder.glob("lib/python*/site-packages")
    others = [path for path in sys.path if path.endswith("site-packages")]
    (site / "others.pth").write_text("\n".join(others), encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--disable-pip-version-check")
    python("-m", "pip", "--python", folder / "bin" / "python", "install", *options, package)
    return folder


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    return install(wheel, tmp_path_factory.mktemp("installed"))


def run_installed(prefix: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command from another folder, with nothing of the checkout in sight."""
    clean = {name: value for name, value in os.environ.items() if name not in QUIET} | environment
    command = [prefix / "bin" / "lixia", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=prefix.parent, env=clean)


def test_wheel_has_data_types_and_the_catalogue(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        for name in FILES:
            assert archive.read(f"lixia_cli/data/{name}") == (REPOSITORY / "data" / name).read_bytes()
    needed = (
        "py.typed",
        "text/locale/zh/LC_MESSAGES/lixia.mo",
        "render/formats/report.css",
        "render/formats/report.js",
    )
    assert {f"lixia_cli/{name}" for name in needed} < set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"lixia_cli"}
    assert wheel.name == f"lixia_cli-{__version__}-py3-none-any.whl"


def test_installed_command_reports_from_its_own_data(installed):
    done = run_installed(installed, "report", "--lang", "zh")
    assert (done.returncode, done.stderr) == (0, "")
    assert "地区生产总值" in done.stdout
    code = "from lixia_cli.files.bundled import bundled; print(bundled('targets.csv'))"
    found = subprocess.run(
        [installed / "bin" / "python", "-c", code], capture_output=True, text=True, check=True, cwd=installed
    )
    assert Path(found.stdout.strip()).is_relative_to(installed)


def test_sdist_can_be_installed_as_it_is(sdist, tmp_path):
    done = run_installed(install(sdist, tmp_path / "environment"), "--version")
    assert (done.returncode, done.stdout) == (0, f"lixia {__version__}\n")


def test_sdist_holds_every_file_of_the_repository(sdist):
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert set(filter(None, listed.stdout.split("\0"))) - packed == set()


def test_checkout_reports_from_the_data_folder():
    assert Path(bundled("targets.csv")) == REPOSITORY / "data" / "targets.csv"


@pytest.fixture
def without_actuals(installed) -> Iterator[Path]:
    (file,) = installed.glob("lib/python*/site-packages/lixia_cli/data/actuals.csv")
    aside = shutil.move(file, file.with_suffix(".aside"))
    yield installed
    shutil.move(aside, file)


def test_an_installation_without_data_says_so(without_actuals):
    done = run_installed(without_actuals, "report")
    assert done.returncode == 2
    assert done.stderr.startswith("lixia: error: ")
    assert "actuals.csv" in done.stderr


def test_every_command_has_a_man_page(installed):
    pages = {path.name: path.read_text(encoding="utf-8") for path in (installed / "share/man/man1").iterdir()}
    assert set(pages) == {"lixia.1", *(f"lixia-{name}.1" for name in lixia.commands)}
    for name, command in {
        "lixia.1": lixia,
        **{f"lixia-{name}.1": each for name, each in lixia.commands.items()},
    }.items():
        text = pages[name].replace(r"\-", "-")
        for option in command.params:
            assert all(spelling in text for spelling in option.opts if spelling.startswith("-")), option.opts
        assert "-h, --help" in re.sub(r"\\f.", "", text)
        assert [code for code in ("0", "1", "2", "70", "74", "130", "141") if f"\n.B {code}\n" not in text] == []
    assert "lixia report --domain ecology" in pages["lixia.1"].replace(r"\-", "-")


def test_man_pages_are_sound(installed):
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    for page in (installed / "share/man/man1").iterdir():
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", page], capture_output=True, text=True, check=True)
        assert done.stderr == "", page.name


@pytest.mark.parametrize("shell", COMPLETIONS)
def test_installed_completions_are_what_the_command_prints(installed, shell):
    printed = run_installed(installed, _LIXIA_COMPLETE=f"{shell}_source")
    assert (installed / COMPLETIONS[shell]).read_text(encoding="utf-8").strip() == printed.stdout.strip() != ""


def test_console_script_is_the_same_program():
    script = Path(sys.executable).parent / "lixia"
    assert script.exists(), "install with: pip install --editable '.[dev]'"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    module = [sys.executable, "-m", "lixia_cli", "--version"]
    assert done.stdout == subprocess.run(module, capture_output=True, text=True, check=True).stdout


def test_version_needs_no_installation(run, monkeypatch):
    """In a checkout that nobody installed there is no metadata to look the version up in."""
    monkeypatch.setattr("importlib.metadata.version", None)
    assert run("--version").stdout == f"lixia {__version__}\n"


INSTALLED_AS_LIXIA = re.compile(
    r"\blixia\[|(uvx|(pip3?|pipx|uv tool|uv pip) (install|upgrade|run))( [^|&;`]*?)? ['\"]?lixia(?![\w-])"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pip install 'lixia[excel]'", True),
        ("`pipx install lixia`", True),
        ("uv tool install lixia && lixia report", True),
        ("pip install 'lixia-cli[excel]'", False),
        ("pipx install . && lixia report", False),
    ],
)
def test_what_is_found_as_an_install_of_another_project(text, found):
    assert bool(INSTALLED_AS_LIXIA.search(text)) == found


def test_no_text_tells_people_to_install_the_project_of_another():
    """The distribution is lixia-cli; lixia on the public index is somebody else's."""
    texts = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "pyproject.toml"]
    texts += [*(REPOSITORY / "docs").glob("*.md"), *(REPOSITORY / "lixia_cli").rglob("*.p[yo]")]
    found = [
        (path.name, line)
        for path in texts
        for line in path.read_text(encoding="utf-8").splitlines()
        if INSTALLED_AS_LIXIA.search(line)
    ]
    assert found == []
