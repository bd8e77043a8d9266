"""lixia as its own process: imports, pipes, encodings, exit codes."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time

import pytest
from support import PATIENCE, QUIET, interruptible, lixia_process

from lixia_cli.files.bundled import bundled
from lixia_cli.text.width import text_width

pytestmark = pytest.mark.slow

LOADED = """
import sys
from lixia_cli.cli.main import lixia
try:
    lixia({arguments})
except SystemExit:
    print([name for name in {names} if name in sys.modules])
"""


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["--version"], ["report", "--lang"]])
def test_help_imports_neither_pandas_nor_rich(arguments):
    code = LOADED.format(arguments=arguments, names=["pandas", "numpy", "rich"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_of_the_group_import_no_command(argument):
    code = LOADED.format(arguments=[argument], names=["lixia_cli.cli.commands.report", "lixia_cli.cli.commands.list"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


UNUSED = ["pathlib", "difflib", "importlib.metadata", "lixia_cli.model.schema", "lixia_cli.read.conventions"]
UNUSED += ["dataclasses", "shutil", "textwrap", "click.shell_completion"]
"""Modules that take milliseconds to import, and that nothing but a run needs."""


@pytest.mark.parametrize("arguments", [["--help"], ["report", "--help"], ["--version"]])
def test_help_and_version_import_nothing_that_a_run_needs(arguments):
    code = LOADED.format(arguments=arguments, names=[*UNUSED, "lixia_cli.assess.methods"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_report_imports_no_stage_that_it_does_not_have():
    packages = ["read.layouts.table", "read.engine.rows", "read.frames", "explain.explain", "observe.vintage"]
    others = ["check.sources", "render.charts.chart", "render.formats.csv", "assess.sides", "summarise"]
    names = [f"lixia_cli.{name}" for name in (*packages, *others)]
    names += ["difflib", "tomllib", "rich", "xlsxwriter", "numpy.ma"]
    code = LOADED.format(arguments=["report"], names=names)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_file_of_csv_loads_no_more_than_it_needs(tmp_path):
    """numpy imports masked arrays where some of its functions are first called."""
    arguments = ["report", "--format", "csv", "-o", str(tmp_path / "o.csv")]
    code = LOADED.format(arguments=arguments, names=["numpy.ma", "lixia_cli.render.columns", "pathlib"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


THREADS = """
import os, sys
sys.argv[1:] = ["report"]
from lixia_cli.__main__ import main
try:
    main()
except SystemExit:
    print("numpy" in sys.modules, len(os.listdir("/proc/self/task")), os.environ["OPENBLAS_NUM_THREADS"])
"""


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="needs /proc")
@pytest.mark.parametrize(("given", "said"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")])
def test_a_report_has_one_thread_unless_told_otherwise(given, said):
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"} | given
    done = subprocess.run([sys.executable, "-c", THREADS], env=environment, capture_output=True, text=True, check=True)
    numpy_is_there, threads, variable = done.stdout.splitlines()[-1].split()
    assert (numpy_is_there, variable) == ("True", said)
    assert given or threads == "1"


@pytest.mark.parametrize("name", ["actuals.parquet", "actuals.data"])
def test_engines_are_read_like_files(tmp_path, name):
    pytest.importorskip("ibis")
    duckdb = pytest.importorskip("duckdb")
    targets, actuals = bundled("targets.csv"), bundled("actuals.csv")
    duckdb.sql(f"copy (from read_csv('{actuals}', all_varchar = true)) to '{tmp_path / name}' (format parquet)")
    options = ["--targets", targets, "--format", "csv", "--quiet", "--actuals"]
    from_engine = lixia_process("report", *options, str(tmp_path / name))
    assert (from_engine.returncode, from_engine.stderr) == (0, b"")
    assert from_engine.stdout == lixia_process("report", *options, actuals).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["summary"],
        ["show", "gdp"],
        *(["report", "--format", name] for name in ("plain", "csv", "jsonl", "html")),
        ["report", "--by", "owner"],
        ["list"],
        ["list", "keys"],
        ["list", "methods"],
        *(["history", "--format", name] for name in ("plain", "csv")),
        *(["compare", "--as-of", "2022", "--as-of", "2023", "--format", name] for name in ("plain", "json")),
    ],
)
def test_small_files_are_judged_without_pandas(arguments):
    """Which takes longer to import than such a run."""
    code = LOADED.format(arguments=arguments, names=["rich", "pandas"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_pipe_gets_the_whole_table_without_colour():
    piped = lixia_process("report", "--all", shell="| cat", environment={"TERM": "xterm-256color", "COLUMNS": "80"})
    assert (piped.returncode, piped.stderr) == (0, b"")
    text = piped.stdout.decode()
    assert "\x1b" not in text
    assert "Gazelle, champion and specialised firms, city level and above" in text
    assert "left out for width" not in text


@pytest.mark.parametrize("arguments", ["report --format csv --all", "report", "--help"])
def test_a_closed_pipe_ends_quietly(arguments):
    done = lixia_process(*arguments.split(), shell="| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", ["report --format csv --all", "report", "--help"])
def test_a_full_disk_is_an_error(arguments):
    done = lixia_process(*arguments.split(), shell="> /dev/full")
    assert done.returncode == 74
    assert done.stderr.decode() == "lixia: error: the output can't be written: No space left on device\n"


def test_closed_streams_are_no_bugs(tmp_path):
    done = lixia_process("report", shell=">&-", installed=True)
    assert done.returncode == 74
    assert done.stderr.decode() == "lixia: error: the output can't be written: Bad file descriptor\n"
    assert lixia_process("report", "--plan", "none", shell="2>&-").returncode == 2
    (tmp_path / "a.csv").write_text("key,period,value\n")
    unread = lixia_process("report", "--targets", "-", "--actuals", str(tmp_path / "a.csv"), shell="<&-")
    assert unread.returncode == 2
    assert unread.stderr.decode().startswith("<stdin>: cannot be read: Bad file descriptor\n")


def test_nobody_listening_to_errors_changes_no_exit_code(tmp_path):
    (tmp_path / "bad.csv").write_text("key\n")
    options = ("report", "--targets", str(tmp_path / "bad.csv"), "--actuals", str(tmp_path / "bad.csv"))
    assert lixia_process(*options, shell="2>/dev/full").returncode == 2


def test_output_into_a_pipe_by_name():
    done = lixia_process("report", "--format", "csv", "-o", "/dev/stdout", shell="| head -c 5")
    assert (done.returncode, done.stdout) == (0, b"plan,")


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_output_into_a_log_that_is_open_is_appended(tmp_path, name):
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    done = lixia_process("report", "--format", "csv", "-o", name, shell=f">> '{log}'")
    assert (done.returncode, done.stderr) == (0, b"")
    assert log.read_bytes().startswith(b"before\nplan,region,")


@pytest.mark.parametrize("output", ["-", "out.txt", "out.csv", "out.html", "out.xlsx"])
@pytest.mark.parametrize("command", ["report", "summary"])
def test_name_of_an_input_that_is_not_unicode(tmp_path, command, output):
    targets = os.fsencode(tmp_path) + b"/\xff.csv"
    with open(targets, "wb") as stream:
        stream.write(b"key,domain,name_en,unit,measure,target_year,target_value\na,d,A,x,stock,2025,1\n")
    (tmp_path / "actuals.csv").write_text("key,period,value\na,2022,1\n")
    options = ("--targets", os.fsdecode(targets), "--actuals", "actuals.csv", "-o", output)
    done = lixia_process(command, *options, cwd=tmp_path, environment={"PYTHONIOENCODING": "utf-8"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert output == "-" or (tmp_path / output).stat().st_size


def test_links_in_a_circle(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    done = lixia_process("report", "-o", str(tmp_path / "a.csv"))
    assert done.returncode == 74
    assert b"Traceback" not in done.stderr


def test_a_directory_that_is_not_there(tmp_path):
    done = lixia_process("report", "-o", str(tmp_path / "none" / "a.csv"))
    assert done.returncode == 74
    assert done.stderr.decode().endswith("none/a.csv: No such file or directory\n")


def test_ctrl_c(tmp_path):
    clean = {name: value for name, value in os.environ.items() if name not in QUIET}
    pipe = tmp_path / "targets"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "lixia_cli", "report", "--targets", pipe, "--actuals", os.devnull]
    process = interruptible(command, env=clean)
    # A pipe can be opened for writing, without waiting, once somebody reads it: then lixia waits for its input.
    writer = None
    while writer is None and process.poll() is None:
        with contextlib.suppress(OSError):
            writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE)
    os.close(writer)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_ctrl_c_while_lixia_is_loaded():
    script = """
import sys
class Interrupted:
    def find_spec(self, name, *_):
        if name == "lixia_cli.cli.main":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupted())
from lixia_cli.__main__ import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_without_home_or_environment():
    done = subprocess.run(
        [sys.executable, "-m", "lixia_cli", "report"], capture_output=True, env={}, check=False, cwd="/"
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_standard_input_of_a_real_pipe(tmp_path):
    (tmp_path / "a.csv").write_text("key,period,value\nx,2022,44\n")
    targets = b"key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    targets += b"x,economy,X,%,share,2020,40,2025,50\n"
    done = lixia_process("report", "--targets", "-", "--actuals", str(tmp_path / "a.csv"), input=targets)
    assert done.returncode == 0
    assert b"On track" in done.stdout
    assert b"Data: <stdin>, " in done.stdout


def test_terminal_of_eighty_columns():
    """On a real terminal the table fits it, in colour."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    clean = {name: value for name, value in os.environ.items() if name not in QUIET} | {"TERM": "xterm-256color"}
    process = subprocess.Popen([sys.executable, "-m", "lixia_cli", "report"], stdout=other, env=clean, close_fds=True)
    os.close(other)
    seen = b""
    with contextlib.suppress(OSError):  # which is how a terminal says that nobody writes to it any more
        while part := os.read(main, 65536):
            seen += part
    assert process.wait() == 0
    text = seen.decode()
    assert "\x1b[32m" in text
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r", "")
    assert max(map(text_width, plain.splitlines())) <= 80
    assert "Columns left out" in plain
