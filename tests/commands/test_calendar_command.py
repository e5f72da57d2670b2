"""`casework calendar`: without a register, upon a register, and with papers that are wrong."""

import json
from pathlib import Path

import pytest

from tests.support.notice_2027 import NUMBER, TEXT_2027

NOTICES = Path(__file__).parents[1] / "data" / "notices"


def _import(casework, text, *more, **settings):
    told = casework("calendar", "import", "-", "--json", *more, given=text, **settings)
    return told, json.loads(told.stdout) if told.stdout else None


def test_without_a_register_a_notice_is_shown_day_by_day(casework):
    told, answer = _import(casework, TEXT_2027)
    assert told.returncode == 0, told.stderr
    assert (answer["number"], answer["issued_on"], answer["year"]) == (NUMBER, "2026-11-18", 2027)
    assert answer["off"][:3] == ["2027-01-01", "2027-01-02", "2027-01-03"]
    assert "2027-01-31" in answer["work"]
    assert not answer["applied"]
    assert answer["doubts"] == answer["moves"] == []


def test_without_a_register_nothing_can_be_imported(casework, tmp_path):
    told, _ = _import(casework, TEXT_2027, "--yes")
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert "还没有登记簿" in told.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", sorted(path.name for path in NOTICES.glob("*.txt")))
def test_what_the_calendar_has_already_needs_no_import(casework, name):
    told, answer = _import(casework, (NOTICES / name).read_text("utf-8"), "--yes")
    assert told.returncode == 0
    assert (answer["known"], answer["applied"]) == (True, False)


def test_what_cannot_be_read_is_one_line_that_names_the_sentence(casework):
    text = TEXT_2027.replace("4月25日（周日）、5月8日（周六）上班", "另有两天上班")
    told, _ = _import(casework, text, "--yes")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1
    assert "看不懂“另有两天上班”" in told.stderr


def test_what_is_in_doubt_is_shown_and_not_imported(casework):
    told, answer = _import(casework, TEXT_2027.replace("共8天", "共7天"), "--yes")
    assert told.returncode == 1
    assert not answer["applied"]
    assert "写明共7天" in answer["doubts"][0]


def test_what_the_paper_lacks_can_be_said_beside_it(casework):
    text = TEXT_2027.replace(NUMBER, "")
    told, _ = _import(casework, text)
    assert told.returncode == 2
    assert "文号" in told.stderr
    told, answer = _import(casework, text, "--number", NUMBER)
    assert answer["number"] == NUMBER


@pytest.mark.parametrize(
    "call",
    [
        ("show", "2018x"),
        ("show", "2200"),
        ("import", "missing.txt"),
        ("import", "-", "--issued-on", "gestern"),
    ],
)
def test_a_wrong_call_is_one_line(casework, call):
    told = casework("calendar", *call)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.count("\n") == 1


def test_days_as_shown_can_be_imported_again(casework):
    shown = casework("calendar", "show", "2026", "--json").stdout
    told, answer = _import(casework, shown)
    assert told.returncode == 0, told.stderr
    assert answer["known"]


def test_a_notice_counts_once_it_is_imported(demo, tmp_path):
    data = {"data": str(tmp_path / "demo-data")}
    before = demo("calendar", "show", "2027", "--json", **data)
    assert json.loads(before.stdout)["status"] == "predicted"
    _, only_shown = _import(demo, TEXT_2027, **data)
    assert demo("calendar", "show", "2027", "--json", **data).stdout == before.stdout
    told, answer = _import(demo, TEXT_2027, "--yes", **data)
    assert told.returncode == 0, told.stderr
    assert answer == only_shown | {"applied": True}
    after = json.loads(demo("calendar", "show", "2027", "--json", **data).stdout)
    assert after["status"] == "issued"
    assert (after["off"], after["work"]) == (answer["off"], answer["work"])
    assert demo("rebuild", **data).stdout == "核对 11 件，改写 0 件\n"
    assert json.loads(demo("audit", "verify", "--json", **data).stdout)["whole"]
    again, answer = _import(demo, TEXT_2027, "--yes", **data)
    assert (again.returncode, answer["known"], answer["moves"]) == (0, True, [])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "还没有内容"),
        (b"\xef\xbb\xbf", "还没有内容"),
        ("一月一日放假".encode("big5"), "通知如下"),
        (b"%PDF-1.7\n\x00\xff", "复制粘贴"),
        (b"PK\x03\x04" + bytes(99), "打不开这个文件"),
        (("一" * 200_000).encode(), "内容过长"),
        (b"{" * 300_000, "内容过长"),
        (b" " * 20_000_001, "超过 20 MB"),
    ],
    ids=["empty", "mark", "big5", "pdf", "zip", "long", "json", "huge"],
)
def test_a_file_that_is_no_notice_is_one_line(casework, tmp_path, content, told):
    (tmp_path / "通知").write_bytes(content)
    answer = casework("calendar", "import", "通知", "--yes", "--json")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert told in answer.stderr


def test_a_file_is_read_as_windows_writes_it(casework, tmp_path):
    (tmp_path / "通知.txt").write_bytes(TEXT_2027.encode("gb18030"))
    told = casework("calendar", "import", "通知.txt")
    assert told.returncode == 0, told.stderr
    assert "2027-01-31 周日 春节上班" in told.stdout
    assert "没有改动" in told.stdout


def _withdraw(demo, number, *more, **data):
    told = demo("calendar", "withdraw", number, "--json", *more, **data)
    return told, json.loads(told.stdout) if told.stdout else None


def test_a_wrongly_imported_notice_is_shown_then_withdrawn(demo, tmp_path):
    data = {"data": str(tmp_path / "demo-data")}
    before = demo("calendar", "show", "2027", "--json", **data).stdout
    _import(demo, TEXT_2027, "--yes", **data)
    imported = demo("calendar", "show", "2027", "--json", **data).stdout
    typed = "国办发明电[2026]9号"
    told, shown = _withdraw(demo, typed, **data)
    assert told.returncode == 0, told.stderr
    assert (shown["applied"], shown["number"], shown["reason"]) == (False, NUMBER, None)
    assert demo("calendar", "show", "2027", "--json", **data).stdout == imported
    told, answer = _withdraw(demo, typed, "--yes", "--reason", "错误的文件", **data)
    assert told.returncode == 0, told.stderr
    assert answer == shown | {"applied": True, "reason": "错误的文件"}
    assert demo("calendar", "show", "2027", "--json", **data).stdout == before
    assert demo("rebuild", **data).stdout == "核对 11 件，改写 0 件\n"
    assert json.loads(demo("audit", "verify", "--json", **data).stdout)["whole"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ((NUMBER, "--yes"), "须写明原因"),
        ((NUMBER, "--yes", "--reason", "错"), "没有导入过"),
        (("国办发明电〔2025〕7号",), "随程序提供的通知不能撤回"),
        (("2027",), "没有导入过2027"),
    ],
)
def test_what_cannot_be_withdrawn_is_one_line(demo, tmp_path, call, told):
    answer, _ = _withdraw(demo, *call, data=str(tmp_path / "demo-data"))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.count("\n") == 1
    assert told in answer.stderr


def test_without_a_register_there_is_nothing_to_withdraw(casework):
    answer, _ = _withdraw(casework, NUMBER)
    assert answer.returncode == 2
    assert "还没有登记簿" in answer.stderr


def test_a_number_said_beside_the_paper_may_have_the_brackets_of_a_keyboard(casework):
    told, answer = _import(casework, TEXT_2027, "--number", "国办发明电[2026] 9号")
    assert told.returncode == 0, told.stderr
    assert answer["number"] == NUMBER


def test_what_is_odd_is_told_and_no_hindrance(casework):
    text = TEXT_2027.replace("5月8日（周六）上班", "7月10日（周六）上班")
    told, answer = _import(casework, text)
    assert told.returncode == 0
    assert ["很远" in remark for remark in answer["remarks"]] == [True, False]
    assert (
        "请留意：劳动节：2027-07-10上班离放假的日子"
        in casework("calendar", "import", "-", given=text).stdout
    )
