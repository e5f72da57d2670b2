"""One case to read, on both databases."""

from datetime import date

import pytest

from casework.cases.disputes import Filed
from casework.cases.parsing import event_from_mapping
from casework.desk.act import acting
from casework.desk.annulling import annul
from casework.desk.case_sheet import masked, read_sheet, reveal
from casework.desk.casefile import read_record
from casework.desk.closing import check_closing, printed_row
from casework.desk.disputes import file_dispute
from casework.desk.recording import record
from casework.desk.refusals import NoSuchCase
from casework.store.tables import CaseRow
from tests.support.desk import log

CONSULTED = {
    "kind": "consulted",
    "on": "2026-03-05",
    "ref": "1",
    "party": "third_party",
    "name": "某鞋业有限公司",
}


@pytest.fixture
def case_id(office):
    """A case with a consultation, recorded by person 2 and annulled by person 1."""
    case_id = log(office).case_id
    with acting(office, 2) as act:
        record(act, case_id, event_from_mapping(CONSULTED), after=1)
    with acting(office, 1) as act:
        annul(act, case_id, 2, "没有发出", after=2)
        filed = Filed(on=date(2026, 6, 1), dispute_kind="reconsideration", cases=(case_id,))
        file_dispute(act, "xiyuan", filed)
    return case_id


def _read(office, case_id, **more):
    with office.reading() as tx:
        return read_sheet(office, tx, tx.get_one(CaseRow, case_id), **more)


def test_the_sheet_names_who_recorded_and_who_annulled(office, case_id):
    entry = _read(office, case_id).record.entry(2)
    assert entry.recorded_by == "wu"
    assert (entry.annulled.recorded_by, entry.annulled.reason) == ("lin", "没有发出")


def test_an_annulment_stands_at_what_it_annuls_and_is_told_as_news(office, case_id):
    found = _read(office, case_id).record
    assert [entry.event.seq for entry in found.timeline] == [1, 2]
    assert [entry.event.seq for entry in found.since(1)] == [2, 3]
    assert found.last_seq == 3


def test_the_sheet_knows_the_disputes_and_who_may_take_the_case(office, case_id):
    sheet = _read(office, case_id)
    assert len(sheet.disputes) == 1
    assert set(sheet.takers) == {1, 2}
    assert sheet.people[3] == "he"


def test_without_names_nothing_typed_freely_is_read(office, case_id):
    sheet = _read(office, case_id, named=False)
    assert sheet.parties == ()
    told = [value for entry in sheet.record.entries for _, value in entry.details]
    assert "某鞋业有限公司" not in told
    assert "第三方（第三十二条）" in told
    assert sheet.record.entry(2).annulled.reason == ""


def test_numbers_are_masked_but_for_their_end():
    assert masked("13800000000") == "*******0000"
    assert masked("1234") == "****"
    assert masked("") == ""


def test_nobody_reveals_numbers_of_a_case_they_do_not_work_on(office, case_id):
    with pytest.raises(NoSuchCase), acting(office, 3) as act:
        reveal(act, case_id)


def test_a_closing_is_checked_with_what_happened_by_its_day(office, case_id):
    cleared = event_from_mapping({"kind": "cleared", "on": "2026-03-10", "by": "党政办"})
    with acting(office, 1) as act:
        record(act, case_id, cleared, after=3)
    with office.reading() as tx:
        found = read_record(office, tx, tx.get_one(CaseRow, case_id))
    given = {"kind": "closed", "outcome": "granted", "method": "post"}
    early = check_closing(found, event_from_mapping(given | {"on": "2026-03-09"}))
    assert [need.kind for need in early.missing] == ["cleared"]
    assert check_closing(found, event_from_mapping(given | {"on": "2026-03-10"})).refusals == ()


def test_the_form_of_2019_folds_three_outcomes_into_one_row():
    assert printed_row("other.other", 2020) == "（六）其他处理"
    assert printed_row("other.other", 2021) == "（六）其他处理3.其他"
    assert printed_row("granted", 2020).startswith("（一）予以公开")
