"""The demonstration is the published report of 西园街道 made right, cell by cell."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from casework.desk.demo.texts import TEXTS
from casework.report.checks import check
from casework.store import sqlite

RIGHT = Path(__file__).parents[1] / "data" / "report" / "xiyuan-2023-right.json"
EXPECTED = json.loads(RIGHT.read_text("utf-8"))


def test_the_report_is_the_published_one_made_right(demo):
    told = demo("report", "--agency", "xiyuan", "--year", "2023", "--format", "json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == EXPECTED


def test_text_and_tables_agree(demo):
    told = demo("report", "--agency", "xiyuan", "--year", "2023", "--format", "json")
    assert check(json.loads(told.stdout), text="\n".join(TEXTS.values())) == []


def test_made_again_it_stays_as_it_is(demo):
    before = demo("audit", "verify", "--json").stdout
    assert demo("demo", "--prepare-only").returncode == 0
    assert demo("audit", "verify", "--json").stdout == before
    assert json.loads(before)["whole"]


def test_the_open_cases_of_the_running_year_are_open(demo):
    year = json.loads(demo("calendar", "show", "2026", "--json").stdout)["year"]
    told = demo("report", "--agency", "xiyuan", "--year", str(year), "--format", "json")
    table = json.loads(told.stdout)["table3"]
    opened = table["new"][6] + table["carried_in"][6]
    assert table["carried_out"][6] == opened


def test_rebuilding_changes_nothing(demo, tmp_path):
    told = demo("rebuild", data=str(tmp_path / "demo-data"))
    assert told.stdout == "核对 11 件，改写 0 件\n"


def test_every_format_is_written(demo, tmp_path):
    call = ["report", "--agency", "xiyuan", "--year", "2023"]
    for form, magic in (("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!"), ("md", b"#")):
        told = demo(*call, "--format", form, "--out", f"report.{form}")
        assert told.returncode == 0, told.stderr
        assert told.stdout == ""
        assert (tmp_path / f"report.{form}").read_bytes().startswith(magic)


def test_the_demo_says_where_its_reports_are_and_serves_with_a_link(
    casework, tmp_path, monkeypatch
):
    served = []
    monkeypatch.setattr("casework.commands.demo.serve", lambda _, path, **__: served.append(path))
    told = casework("demo")
    assert told.returncode == 0, told.stderr
    for form in ("docx", "xlsx", "html"):
        assert str(tmp_path / "demo-data" / f"xiyuan-2023.{form}") in told.stdout
    assert "  6    0    0    0    0    0    6  一、本年新收政府信息公开申请数量" in told.stdout
    assert served[0].startswith("/welcome/")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agency", "nobody", "--year", "2023", "--format", "json"], "没有代码为“nobody”的机关"),
        (["--agency", "xiyuan", "--year", "2018", "--format", "json"], "修订前的条例"),
        (["--agency", "xiyuan", "--year", "2023", "--format", "docx"], "--out"),
        (["--agency", "xiyuan", "--year", "2023", "--format", "pdf"], "--format"),
        (["--agency", "xiyuan", "--year", "soon", "--format", "json"], "--year"),
        (
            ["--agency", "xiyuan", "--year", "2023", "--format", "md", "--as-of", "gestern"],
            "--as-of",
        ),
        (["--agency", "xiyuan", "--year", "2023", "--format", "md", "--as-of", ""], "--as-of"),
        (["--agency", "xiyuan", "--year", "2999", "--format", "json"], "还没有开始"),
        (["--agency", "xiyuan", "--year", "99999999999", "--format", "json"], "还没有开始"),
        (
            ["--agency", "xiyuan", "--year", "2023", "--format", "md", "--out", "no/such/folder"],
            "写不了",
        ),
    ],
)
def test_a_wrong_call_gets_one_line_and_exit_code_2(demo, arguments, said):
    told = demo("report", *arguments)
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr.splitlines()[-1]


def test_without_a_register_nothing_is_made(casework, tmp_path):
    told = casework("report", "--agency", "xiyuan", "--year", "2023", "--format", "json")
    assert told.returncode == 2
    assert "还没有登记簿" in told.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_demo_is_not_mixed_with_real_agencies(casework, tmp_path):
    made = casework(
        *("simulate", "--agencies", "1", "--cases", "3", "--years", "2023-2023", "--seed", "1"),
        data="real",
    )
    assert made.returncode == 0, made.stderr
    before = casework("audit", "verify", "--json", data="real").stdout
    told = casework("demo", "--prepare-only", data="real")
    assert told.returncode == 2
    assert "另选文件夹" in told.stderr
    assert casework("audit", "verify", "--json", data="real").stdout == before


def test_a_misspelt_setting_is_an_error(casework):
    told = casework("doctor", "--json", databse_url="sqlite:///x")
    assert told.returncode == 2
    assert "CASEWORK_DATABSE_URL" in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "address", ["foo", "mysql://localhost/x", "postgresql://h:port/x", "sqlite:", "postgresql"]
)
@pytest.mark.parametrize("command", [["doctor", "--json"], ["rebuild"], ["migrate"]])
def test_an_address_that_is_no_database_is_an_error_that_names_the_setting(
    casework, command, address
):
    told = casework(*command, database_url=address)
    assert told.returncode == 2
    assert told.stdout == ""
    assert "CASEWORK_DATABASE_URL" in told.stderr
    assert told.stderr.count("\n") == 1


def test_the_doctor_looks_at_the_database_and_leaves_nothing_behind(demo, tmp_path):
    told = demo("doctor", "--json")
    found = json.loads(told.stdout)
    assert told.returncode == 0, found["warnings"]
    assert found["database"]["schema"] == found["database"]["schema_wanted"]
    assert found["database"]["synchronous"] == 2
    assert "CASEWORK_SMTP_URL" in found["settings"]


@pytest.mark.parametrize("key", ["audit.key", "field.key"])
@pytest.mark.parametrize("command", [["audit", "verify"], ["rebuild"]])
def test_a_key_that_was_lost_is_one_line_that_asks_for_it(demo, tmp_path, command, key):
    data = tmp_path / "demo-data"
    (data / key).unlink()
    told = demo(*command, data=str(data))
    assert told.returncode == 2
    assert "请放回原来的密钥文件" in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"x" * 9000, b"SQLite format 3\0" + b"\xff" * 3000])
@pytest.mark.parametrize("command", [["doctor"], ["rebuild"], ["migrate"], ["audit", "verify"]])
def test_a_damaged_database_is_one_line_that_points_to_the_backup(
    demo, tmp_path, command, content
):
    data = tmp_path / "demo-data"
    (data / "casework.db").write_bytes(content)
    told = demo(*command, data=str(data))
    assert told.returncode == 2
    assert "请从备份恢复" in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_database_that_another_program_writes_for_too_long_is_one_line(
    demo, tmp_path, monkeypatch
):
    data = tmp_path / "demo-data"
    monkeypatch.setitem(sqlite._PRAGMAS, "busy_timeout", 1)
    with closing(sqlite.choose_library().connect(data / "casework.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        told = demo("link", "demo", data=str(data))
    assert told.returncode == 2
    assert "另一个程序正在写入数据库" in told.stderr
    assert told.stderr.count("\n") == 1


def test_the_doctor_makes_nothing_where_there_is_no_register_yet(casework, tmp_path):
    told = casework("doctor", "--json", data=str(tmp_path / "new" / "office"))
    assert told.returncode == 1
    assert [each for each in json.loads(told.stdout)["warnings"] if "还没有登记簿" in each]
    assert not (tmp_path / "new").exists()


def test_the_doctor_misses_the_sender_of_mail_that_would_be_sent(demo):
    told = demo("doctor", smtp_url="smtp://mail.example.gov.cn")
    assert told.returncode == 1
    assert "CASEWORK_MAIL_FROM，邮件发不出去" in told.stdout


def test_the_doctor_without_json_tells_a_line_a_fact(demo):
    told = demo("doctor").stdout.splitlines()
    assert "  CASEWORK_PORT：8000（监听端口；0 表示任选空闲端口）" in told
    assert "  CASEWORK_SMTP_URL：未设置（发信服务器，如 smtp://mail.example.gov.cn:25）" in told
    assert "warnings：无" in told
    assert not any("{" in line for line in told)


def test_the_file_of_an_older_program_is_brought_up_to_date_and_a_copy_kept(demo, tmp_path):
    data = str(tmp_path / "demo-data")
    assert demo("migrate", "0005", data=data).returncode == 0
    assert demo("demo", "--prepare-only").returncode == 0
    assert (tmp_path / "demo-data" / "casework-0005.db").stat().st_mode & 0o077 == 0
    told = demo("report", "--agency", "xiyuan", "--year", "2023", "--format", "json")
    assert json.loads(told.stdout) == EXPECTED


def test_the_database_goes_down_to_nothing_and_up_again(demo, tmp_path):
    data = str(tmp_path / "copy")
    shutil.copytree(tmp_path / "demo-data", data)
    assert demo("migrate", "base", data=data).stdout.endswith("→ 空\n")
    assert demo("migrate", data=data).returncode == 0
    assert demo("migrate", "0900", data=data).returncode == 2
