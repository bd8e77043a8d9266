"""URLs of databases: what they keep secret is in no message, whatever is wrong with them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from lixia_cli.files.problems import file_label
from lixia_cli.read.engine.location import location_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,%,share,2020,40,2025,60\n"
INVALID = "is no valid URL; in user, password and parameters write @ : / ? # [ ] as %40 %3A %2F %3F %23 %5B %5D"
PARAMETERS = "has parameters behind the table; write them in front of it: …?NAME=VALUE#TABLE"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # Drivers would take a part of the password for the host, the port or a parameter, and print it.
        ("postgresql://u:s3/s3cret@h/db#t", f"postgresql://…#t: {INVALID}"),
        ("postgresql://u:s3#s3cret@h/db#t", f"postgresql://…#t: {INVALID}"),
        ("postgresql://u:s3?s3cret@h/db#t", f"postgresql://…#t: {INVALID}"),
        ("postgresql://u:[s3cret@h/db#t", f"postgresql://h/db#t: {INVALID}"),
        ("postgresql://u:s3cret/db#t", f"postgresql://u/db#t: {INVALID}"),
        ("postgresql://h/db?token=s3@s3cret#t", f"postgresql://…#t: {INVALID}"),
        ("postgresql://h/db#t?password=s3cret", f"postgresql://h/db#t: {PARAMETERS}"),
        ("postgresql://u:s3#s3cret@h/db", f"postgresql://…: {INVALID}"),
        ("foo://u:s3cret@h/db?token=s3cret#t", "foo://h/db#t: 'foo' is no engine that ibis knows; see docs/engines.md"),
    ],
)
@pytest.mark.parametrize("debug", [(), ("--debug",)])
def test_urls_that_cannot_be_used(run, tmp_path, monkeypatch, source, said, debug):
    pytest.importorskip("ibis")
    monkeypatch.chdir(tmp_path)
    Path("t.csv").write_text(TARGETS, encoding="utf-8")
    result = run("report", *debug, "--targets", "t.csv", "--actuals", source)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.splitlines()
    assert "s3cret" not in result.stderr


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("postgresql://u:s3cret@h:5432/db?sslmode=require#s.t", "postgresql://h:5432/db#s.t"),
        ("postgresql://u:s3cret@[::1]/db#t", "postgresql://[::1]/db#t"),
        ("postgresql://u:s3cret@[::1]:5432/db#t", "postgresql://[::1]:5432/db#t"),
        ("postgresql:///db?host=/tmp&password=s3cret#t", "postgresql:///db#t"),
        ("pyspark://?spark.hadoop.fs.s3a.secret.key=s3cret#s.t", "pyspark://#s.t"),
        ("bigquery://project/data#t", "bigquery://project/data#t"),
        ("duckdb:///a:b@c/d.duckdb#t", "duckdb:///a:b@c/d.duckdb#t"),
    ],
)
def test_labels(source, label):
    assert file_label(source) == label
    location = location_of(source)
    assert location is not None
    assert location.label == label


@pytest.mark.parametrize("secret", ["s3cret", "a b", "s3/cr%t", "q'uo\"te", "back\\slash", "line\nfeed", "密码"])
def test_what_drivers_repeat_of_a_url_is_taken_out(secret):
    """Each part of it, as it stands in the URL, decoded, and as a literal of Python; other words stay."""
    for spelt in (quote_plus(secret), quote(secret, safe="")):
        location = location_of(f"postgresql://me:{spelt}@host/db?token={spelt}&sslmode=require#t")
        assert location is not None
        for said in (secret, spelt, repr(secret)[1:-1], location.url, f"token={spelt}&sslmode=require"):
            text = location.without_secrets(f'cannot connect as "me" with {said}: some reason')
            for part in (secret, spelt, "me", said):
                assert not re.search(rf"\b{re.escape(part)}\b", text)
            assert text.startswith("cannot connect as ")
            assert text.endswith(": some reason")
