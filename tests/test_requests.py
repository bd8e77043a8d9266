"""Requests that can't be met: one line, exit code 2, and no file is written over."""

from __future__ import annotations

import pytest

from lixia_cli.render.formats import SUFFIXES

TARGETS = "key,domain,name_en,unit,measure,target_year,target_value\nx,economy,X,%,share,2025,50\n"
ACTUALS = "key,period,value\nx,2022,40\n"


def test_nothing_is_written_over_a_good_report(run, plan, tmp_path):
    report = tmp_path / "report.csv"
    report.write_text("yesterday's")
    assert run("report", "-o", report, *plan(TARGETS, "key,period,value\nx,2022,?\n")).exit_code == 2
    assert report.read_text() == "yesterday's"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--plan", "fyp15"], "no plan 'fyp15'; is it 'fyp14'?"),
        (["--domain", "ecologi"], "no domain 'ecologi' in this plan; is it 'ecology'?"),
        (["--region", "zzz"], "no region 'zzz' in this plan; available: lixia, jinan_cbd"),
        (["--status", "behnd"], "no status 'behnd'; is it 'behind'?"),
        (["--as-of", "soon"], "--as-of: 'soon' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06"),
        (["--actuals", "a.csv"], "--actuals needs --targets FILE, to which its figures belong"),
        (["--targets", "-", "--actuals", "-"], "only one of --targets and --actuals can be standard input"),
        (
            ["-o", "a.pdf"],
            f"-o: no format has the suffix '.pdf'; use {', '.join(dict.fromkeys(SUFFIXES.values()))}, or --format",
        ),
        (
            ["--format", "cvs"],
            f"Invalid value for '--format': 'cvs' is not one of {', '.join(map(repr, SUFFIXES))}",
        ),
        (["--widht", "80"], "No such option '--widht'. Did you mean '--width'?"),
    ],
)
def test_requests_that_cant_be_met(run, options, message):
    result = run("report", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    hint = " (lixia report --help lists the options)" if message[0] in "IN" else ""
    assert result.stderr == f"lixia: error: {message}{hint}\n"


def test_an_input_is_not_written_over(run, plan):
    options = plan(TARGETS, ACTUALS)
    result = run("report", *options, "-o", options[1])
    assert result.exit_code == 2
    assert result.stderr == f"lixia: error: -o: {options[1]} is an input; name another file\n"


def test_standard_input(run, plan):
    options = plan(TARGETS, ACTUALS)
    options[3] = "-"
    result = run("report", "--format", "csv", *options, input=ACTUALS)
    assert result.exit_code == 0
    assert ",2022,40.0," in result.stdout
