"""`casework proof` as a shell calls it."""

import json
from pathlib import Path

import pytest

NUMBER = "晋西公开〔2023〕1号"


@pytest.fixture
def bundle(demo):
    """The bundle of a case of the demonstration, in the folder of the call."""
    answer = demo("proof", "make", NUMBER, "p.zip")
    assert answer.returncode == 0, answer.stderr
    assert NUMBER in answer.stdout
    return Path("p.zip")


def test_there_and_checked(demo, bundle):
    answer = demo("proof", "verify", "p.zip")
    assert answer.returncode == 0
    assert f"{NUMBER}的证据包" in answer.stdout
    assert "问题" not in answer.stdout
    assert "未能核对" not in answer.stdout
    told = json.loads(demo("proof", "verify", "p.zip", "--json").stdout)
    assert told["whole"] is True
    assert told["problems"] == told["unverified"] == []


def test_it_needs_no_register(demo, bundle, tmp_path):
    told = demo("proof", "verify", "p.zip", data=str(tmp_path / "nowhere"))
    assert told.returncode == 0
    assert "未能核对：封印" in told.stdout
    assert not (tmp_path / "nowhere").exists()


def test_a_changed_one_is_1_with_a_sentence_a_fault(demo, bundle):
    bundle.write_bytes(bundle.read_bytes() + b"x")
    answer = demo("proof", "verify", "p.zip")
    assert answer.returncode == 1
    assert "不完整" in answer.stdout
    assert "问题：" in answer.stdout


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["proof"], "action"),
        (["proof", "look"], "action"),
        (["proof", "make", NUMBER], "FILE"),
        (["proof", "make", "没有〔2023〕9号", "q.zip"], "请核对编号"),
        (["proof", "make", NUMBER, "p.zip"], "已经存在"),
        (["proof", "make", NUMBER, "none/q.zip"], "写不了"),
        (["proof", "make", NUMBER, "q.zip", "--agency", "nobody"], "请核对编号"),
        (["proof", "verify"], "FILE"),
        (["proof", "verify", "none.zip"], "读不到"),
        (["proof", "verify", "demo-data/casework.db"], "不是证据包"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_wrong_call_is_one_line_and_changes_nothing(demo, bundle, call, told):
    before = demo("audit", "verify").stdout
    answer = demo(*call)
    assert answer.returncode == 2
    [line] = [line for line in answer.stderr.splitlines() if line.startswith("casework")]
    assert told in line
    assert answer.stdout == ""
    assert not Path("q.zip").exists()
    assert demo("audit", "verify").stdout == before
