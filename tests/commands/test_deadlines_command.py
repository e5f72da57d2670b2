"""`casework deadlines`: the stable face for scripts and other programs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECEIVED = {"kind": "received", "on": "2023-03-01", "channel": "in_person"}


def test_one_history_in_one_answer_out(casework):
    told = casework("deadlines", "-", "--json", given=json.dumps({"events": [RECEIVED]}))
    answer = json.loads(told.stdout)
    assert told.returncode == 0
    assert told.stderr == ""
    assert answer["state"] == "received"
    assert answer["inadmissible"] == []
    [reply] = [m for m in answer["milestones"] if m["name"] == "reply"]
    assert list(reply) == [
        "name",
        "ref",
        "round",
        "due_on",
        "cautious_on",
        "done_on",
        "binds",
        "waiting_for",
        "provisional",
        "article",
        "steps",
        "flags",
    ]
    assert reply["due_on"] == "2023-03-29"
    assert reply["binds"] == "office"
    assert list(reply["steps"][1]) == ["n", "from", "to", "workdays", "text", "article"]
    assert reply["steps"][1]["workdays"] == 20


def test_an_array_in_an_array_out(casework, tmp_path):
    histories = [{"events": [RECEIVED], "today": "2023-03-10"}, {"events": []}]
    (tmp_path / "cases.json").write_text(json.dumps(histories), "utf-8")
    told = casework("deadlines", "cases.json", "--json")
    assert told.returncode == 0
    assert [answer["state"] for answer in json.loads(told.stdout)] == ["received", None]


def test_something_inadmissible_is_said_with_exit_code_1(casework):
    late = {"kind": "opinion_received", "on": "2023-03-03", "ref": "1"}
    told = casework("deadlines", "-", "--json", given=json.dumps({"events": [RECEIVED, late]}))
    assert told.returncode == 1
    [objection] = json.loads(told.stdout)["inadmissible"]
    assert (objection["seq"], objection["kind"]) == (2, "opinion_received")
    assert objection["reason"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "不是正确的 JSON"),
        ("{", "第1行"),
        ("[NaN]", "不能有 NaN"),
        ("[1]", "第1件"),
        ('{"events": 1}', "列表"),
        ('{"events": [], "tomorrow": 1}', "tomorrow"),
        ('{"events": [], "today": "soon"}', "today"),
        ('{"events": [{"kind": "received", "on": "2023-03-01"}]}', "channel"),
        ('[{"events": []}, {"events": [{"kind": "x"}]}]', "第2件：第1个事件"),
        ("[" * 100_000, "不是正确的 JSON"),
        (
            '{"events": [{"kind": "received", "on": "2050-12-30", "channel": "fax"}]}',
            "日历范围内",
        ),
    ],
)
def test_wrong_input_gets_one_line_and_exit_code_2(casework, given, said):
    told = casework("deadlines", "-", "--json", given=given)
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["deadlines", "missing.json"], "读不到 missing.json"),
        (["deadlines"], "FILE"),
        (["deadlines", "-", "--colour"], "--colour"),
        (["dance"], "没有“dance”这个命令"),
    ],
)
def test_a_wrong_call_gets_one_line_and_exit_code_2(casework, arguments, said):
    told = casework(*arguments)
    assert told.returncode == 2
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_help_and_deadlines_start_without_the_heavy_packages():
    watch = (
        "import sys\n"
        "from casework.command import main\n"
        "for call in (['--help'], ['deadlines', '--help'], ['deadlines', '-']):\n"
        "    try: main(call)\n"
        "    except SystemExit: pass\n"
        "heavy = {'flask', 'sqlmodel', 'celery', 'sqlalchemy', 'pydantic', 'apscheduler'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", watch],
        input='{"events": []}',
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert told.stderr.strip() == "[]"
