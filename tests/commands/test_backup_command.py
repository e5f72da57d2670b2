"""`casework backup` and `casework restore` as a shell calls them."""

import re

import pytest

from casework.command import main
from tests.support.registers import register_with


@pytest.fixture
def environment(tmp_path, monkeypatch):
    given = {"CASEWORK_DATA": str(tmp_path / "data")}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    register_with(given, clerks=1, cases=1).close()
    return given


def test_there_and_back_again(environment, tmp_path, monkeypatch, capsys):
    backup = tmp_path / "b.zip"
    assert main(["backup", str(backup)]) == 0
    assert "已备份" in capsys.readouterr().out
    monkeypatch.setenv("CASEWORK_DATA", str(tmp_path / "new"))
    assert main(["restore", str(backup)]) == 0
    told = capsys.readouterr().out
    assert "审计链完整" in told
    assert re.match(r"已恢复 \d{4}-\d\d-\d\d \d\d:\d\d 的备份", told)
    assert main(["restore", "--release"]) == 0
    assert main(["audit", "verify"]) == 0


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["backup"], "FILE"),
        (["restore"], "备份文件"),
        (["restore", "x.zip", "--release"], "备份文件"),
        (["restore", "none.zip"], "不是空的"),
    ],
)
def test_a_wrong_call_is_one_line_and_changes_nothing(environment, capsys, call, told):
    assert main(call) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_an_existing_file_is_not_overwritten(environment, tmp_path, capsys):
    backup = tmp_path / "b.zip"
    backup.write_text("mine")
    assert main(["backup", str(backup)]) == 2
    assert backup.read_text() == "mine"
    assert main(["backup", str(tmp_path / "none" / "b.zip")]) == 2
    assert capsys.readouterr().err.count("\n") == 2


def test_a_file_that_is_no_backup_is_refused_and_leaves_no_folder(
    environment, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("CASEWORK_DATA", str(tmp_path / "new"))
    for content in (b"", b"not a zip"):
        (tmp_path / "x.zip").write_bytes(content)
        assert main(["restore", str(tmp_path / "x.zip")]) == 2
    assert "不是完好的备份" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["queue", "clock"])
def test_the_processes_of_the_production_form_ask_for_their_broker(environment, capsys, name):
    assert main([name]) == 2
    assert "CASEWORK_BROKER_URL" in capsys.readouterr().err
