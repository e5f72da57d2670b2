"""`casework report` gives what was sealed, byte for byte, unless today's numbers are asked for."""

from datetime import date

import pytest

from casework.desk.act import acting
from casework.desk.annulling import void_case
from casework.desk.drafting import draft_of
from casework.desk.sealing import freeze
from casework.desk.signing import sign_report
from casework.office import open_office
from casework.papers.annual_report import FORMATS
from casework.settings import read_settings
from casework.store.queries.agencies import agency_by_code
from casework.store.tables import CaseRow

CALL = ("report", "--agency", "xiyuan", "--year", "2023", "--format")


@pytest.fixture
def sealed(demo, tmp_path):
    """The demonstration, its report of 2023 sealed, and then one case void."""
    office = open_office(read_settings({"CASEWORK_DATA": str(tmp_path / "demo-data")}))
    with office.reading() as tx:
        draft = draft_of(office, tx, agency_by_code(tx, "xiyuan"), 2023)
        last = tx.get(CaseRow, 1).last_seq
    with acting(office, 1) as act:
        sign_report(act, "xiyuan", 2023, issued_on=date(2024, 1, 18), seen=draft.sha256)
    with acting(office, 1) as act:
        freeze(act, "xiyuan", 2023, version=1, seen=draft.sha256)
    with acting(office, 1) as act:
        void_case(act, 1, "重复登记", after=last)
    office.close()
    return demo


def read(casework, tmp_path, kind, *more):
    told = casework(*CALL, kind, "--out", "out", *more)
    assert told.returncode == 0, told.stderr
    return (tmp_path / "out").read_bytes()


def test_the_sealed_file_comes_out_and_the_live_one_when_asked_for(sealed, tmp_path):
    stored = {path.read_bytes() for path in (tmp_path / "demo-data" / "files").glob("??/*")}
    for kind in FORMATS:
        content = read(sealed, tmp_path, kind)
        assert content in stored
        assert content == read(sealed, tmp_path, kind)
        assert read(sealed, tmp_path, kind, "--live") not in stored


def test_a_checked_copy_has_no_error(sealed, tmp_path):
    read(sealed, tmp_path, "json")
    assert sealed("check", "out", "--json").returncode == 0


def test_the_past_is_replayed_from_the_record_and_not_from_the_seal(sealed, tmp_path):
    live = read(sealed, tmp_path, "json", "--live")
    assert read(sealed, tmp_path, "json", "--as-of", "2050-12-31") == live


def test_a_year_that_no_register_can_have_is_refused_in_one_line(sealed):
    told = sealed("report", "--agency", "xiyuan", "--year", "9" * 20, "--format", "json")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr.splitlines()[-1].endswith("还没有开始，没有可以统计的登记，请核对年度")


def test_a_damaged_file_is_refused_in_one_line(sealed, tmp_path):
    for path in (tmp_path / "demo-data" / "files").glob("??/*"):
        path.chmod(0o600)
        path.write_bytes(b"x")
    told = sealed(*CALL, "json")
    assert (told.returncode, told.stdout) == (2, "")
    assert "从备份恢复" in told.stderr


def test_a_backup_holds_the_sealed_files_and_brings_them_back(sealed, tmp_path):
    before = read(sealed, tmp_path, "docx")
    assert sealed("backup", "b.zip", data=str(tmp_path / "demo-data")).returncode == 0
    home = str(tmp_path / "restored")
    assert sealed("restore", "b.zip", data=home).returncode == 0
    told = sealed(*CALL, "docx", "--out", "again", data=home)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "again").read_bytes() == before
