"""--encoding, LIXIA_ENCODING and the setting: in every command, for every file, but those that come with lixia."""

from __future__ import annotations

import pytest

from lixia_cli import RequestError, assess

TARGETS = "key,domain,name,unit,measure,target_year,target_value,source\nx,Mobilität,Radwege,km,stock,2030,90,é\n"
ACTUALS = "key,period,value,note\nx,2022,60,Zürich\n"
COMMANDS = ["check", "report --format plain", "show x", "summary", "list keys"]


@pytest.fixture
def files(tmp_path, monkeypatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    for name, text in (("targets", TARGETS), ("actuals", ACTUALS), ("sources", "id,title\né,Straße\n")):
        (tmp_path / f"{name}.csv").write_bytes(text.encode("latin-1"))
    return ["--targets", "targets.csv", "--actuals", "actuals.csv"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_it(run, files, command):
    assert run(*command.split(), *files).exit_code == 2
    result = run(*command.split(), *files, "--encoding", "latin-1")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_environment_and_the_settings_have_it_too(run, files, command, monkeypatch, tmp_path):
    monkeypatch.setenv("LIXIA_ENCODING", "latin-1")
    assert run(*command.split(), *files).exit_code == 0
    monkeypatch.delenv("LIXIA_ENCODING")
    (tmp_path / "my.toml").write_text('encoding = "latin-1"\n', encoding="utf-8")
    monkeypatch.setenv("LIXIA_CONFIG", str(tmp_path / "my.toml"))
    assert run(*command.split(), *files).exit_code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_name_is_a_usage_error(run, files, command):
    result = run(*command.split(), *files, "--encoding", "rot13")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lixia: error: 'rot13' is not an encoding; use one such as utf-8, gb18030 or cp1252\n"


def test_the_bundled_files_are_what_they_are(run):
    result = run("report", "--encoding", "cp1252")
    assert (result.stdout, result.exit_code) == (run("report").stdout, 0)


def test_the_python_api_has_it(files):
    frame = assess("targets.csv", "actuals.csv", encoding="latin-1")
    assert frame["domain"].tolist() == ["Mobilität"]
    with pytest.raises(RequestError):
        assess("targets.csv", "actuals.csv", encoding="rot13")
