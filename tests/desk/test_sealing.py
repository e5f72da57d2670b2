"""What was published stays what was published, on both databases."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework.cases.disputes import Decided, Filed
from casework.cases.events import Received
from casework.desk.act import acting
from casework.desk.annulling import correct_receipt, void_case
from casework.desk.changes import changes_since
from casework.desk.disputes import decide_dispute, file_dispute
from casework.desk.documents import IssuedDocument, issue_document, remove_document
from casework.desk.drafting import draft_of
from casework.desk.figures import set_disclosures, set_figures, typed_cells
from casework.desk.prechecks import precheck
from casework.desk.refusals import Moved, NoSuchCase, NotAllowed, NotPermitted
from casework.desk.restating import begin_restatement, drop_restatement
from casework.desk.sealed import DamagedSeal, newest_seal, sealed_bytes
from casework.desk.sealing import freeze, record_publication
from casework.desk.signing import excuse_errors, sign_report
from casework.desk.texts import write_text
from casework.papers.annual_report import FORMATS, render
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.seals import seal_versions
from casework.store.tables import CaseRow
from tests.support.desk import at_once
from tests.support.sealing import (
    ISSUED,
    SIGNATORY,
    YEAR,
    answered,
    came,
    draft,
    over,
    seal,
    sign,
)


@pytest.fixture
def year(office):
    """Two cases answered in the year, one still open at its end."""
    over(office)
    for day in (30, 60):
        answered(office, came(office, day), date(YEAR, 4, 1))
    came(office, 360)
    return office


def files(office, version=0):
    with office.reading() as tx:
        return {kind: sealed_bytes(office, tx, 1, YEAR, (version, kind)) for kind in FORMATS}


def changes(office, version=-1):
    with office.reading() as tx:
        row, _ = list(seal_versions(tx, 1, YEAR))[version]
        return changes_since(office, tx, agency_by_code(tx, "xiyuan"), row)


def numbers(found):
    return {cell.where: (cell.sealed, cell.now) for cell in found.found.cells}


def words(office, section, written, version=0):
    with acting(office, 1) as act:
        write_text(act, "xiyuan", YEAR, section, written, version=version)


def test_what_is_sealed_is_what_was_signed(year):
    words(year, "management", "共{{新收}}件。")
    assert seal(year) == 1
    with year.reading() as tx:
        sealed = newest_seal(tx, 1, YEAR)
    assert sealed.report.table3["new"] == [3, 0, 0, 0, 0, 0, 3]
    assert sealed.report.texts.management == "共3件。"
    assert sealed.report.issued_on == ISSUED
    assert (sealed.signed_by, sealed.version) == ("lin", 1)
    assert "国办发明电〔2024〕12号" in "".join(sealed.notices)
    cells = {one.number[-2]: one.cells for one in sealed.counted}
    assert cells["3"] == ("table3/new/natural_person", "table3/carried_out/natural_person")
    assert cells["1"][1] == "table3/unavailable.not_held/natural_person"
    for kind, content in files(year).items():
        assert content == render(sealed.report, kind)


def test_a_sealed_report_names_no_applicant(year):
    seal(year)
    with year.reading() as tx:
        (row, _), *_ = seal_versions(tx, 1, YEAR)
    assert "陈某" not in row.sealed
    assert "征地" not in row.sealed


def test_the_audit_tells_of_it_and_the_database_refuses_to_change_it(year):
    seal(year)
    with year.reading() as tx:
        (row, _), *_ = seal_versions(tx, 1, YEAR)
        told = tx.connection().execute(
            text("SELECT action, detail FROM audit WHERE seq = :seq"), {"seq": row.audit_seq}
        )
        action, detail = told.one()
    assert action == "report.sealed"
    assert row.sha256 in str(detail)
    for table in ("report_seals", "report_files"):
        for change in (f"UPDATE {table} SET version = 9", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="never changed"), year.transaction() as tx:
                tx.connection().execute(text(change))


# -- who and when -------------------------------------------------------------------------------


def test_only_the_signatory_signs_and_seals(year):
    found = draft(year)
    for verb in (
        lambda act: sign_report(act, "xiyuan", YEAR, issued_on=ISSUED, seen=found.sha256),
        lambda act: freeze(act, "xiyuan", YEAR, version=1, seen=found.sha256),
    ):
        for person in (2, 3):
            with pytest.raises(NotPermitted), acting(year, person) as act:
                verb(act)


def test_a_year_is_signed_when_it_is_over(year):
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="还没有结束"):
        sign_report(act, "xiyuan", 2026, issued_on=date(2026, 11, 20), seen="")


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 11, 21)])
def test_it_bears_a_day_after_the_year_and_not_after_today(year, day):
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="落款日期"):
        sign_report(act, "xiyuan", YEAR, issued_on=day, seen=draft(year).sha256)


def test_what_changes_after_the_signature_makes_it_void(year):
    found = sign(year)
    words(year, "management", "更好。")
    with acting(year, SIGNATORY) as act, pytest.raises(Moved):
        freeze(act, "xiyuan", YEAR, version=1, seen=found.sha256)
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="还没有签发"):
        freeze(act, "xiyuan", YEAR, version=1, seen=draft(year).sha256)
    with acting(year, SIGNATORY) as act, pytest.raises(Moved):
        sign_report(act, "xiyuan", YEAR, issued_on=ISSUED, seen=found.sha256)


def test_sent_twice_it_is_sealed_once(year):
    found = sign(year)
    for _ in range(2):
        with acting(year, SIGNATORY) as act:
            assert freeze(act, "xiyuan", YEAR, version=1, seen=found.sha256) == 1
    with year.reading() as tx:
        assert len(seal_versions(tx, 1, YEAR)) == 1


def test_sent_at_once_it_is_sealed_once(year):
    found = sign(year)

    def send(_):
        with acting(year, SIGNATORY) as act:
            return freeze(act, "xiyuan", YEAR, version=1, seen=found.sha256)

    at_once(send, *range(4))
    with year.reading() as tx:
        assert len(seal_versions(tx, 1, YEAR)) == 1
        assert year.audit.verify(tx) == []


def test_what_is_recorded_while_it_is_sealed_is_in_it_or_a_difference(year):
    found = sign(year)
    late = [came(year, 100 + day, 2026) for day in range(4)]

    def act_on(turn):
        if turn is None:
            with acting(year, SIGNATORY) as act:
                freeze(act, "xiyuan", YEAR, version=1, seen=found.sha256)
        else:
            answered(year, turn, date(2026, 6, 1))

    at_once(act_on, None, *late)
    assert not changes(year).found


# -- errors -------------------------------------------------------------------------------------


def test_an_error_stops_the_sealing_until_somebody_answers_for_it_by_name(year):
    words(year, "on_application", "2025年共收到政府信息公开申请6件。")
    with pytest.raises(NotAllowed, match="1处错误"):
        seal(year)
    with acting(year, SIGNATORY) as act:
        assert excuse_errors(act, "xiyuan", YEAR, "含口头咨询", seen=draft(year).sha256) == 1
    assert seal(year) == 1
    with year.reading() as tx:
        (excused,) = newest_seal(tx, 1, YEAR).excused
    assert (excused.rule, excused.by, excused.reason) == ("N1", "lin", "含口头咨询")


def test_whoever_answered_for_one_error_has_not_answered_for_the_next(year):
    words(year, "on_application", "2025年共收到政府信息公开申请6件。")
    with acting(year, SIGNATORY) as act:
        excuse_errors(act, "xiyuan", YEAR, "含口头咨询", seen=draft(year).sha256)
    words(year, "on_application", "2025年共收到政府信息公开申请7件。", version=1)
    with pytest.raises(NotAllowed, match="1处错误"):
        seal(year)


def test_a_clerk_cannot_answer_for_errors_and_nobody_without_a_reason(year):
    words(year, "on_application", "2025年共收到政府信息公开申请6件。")
    with pytest.raises(NotPermitted), acting(year, 2) as act:
        excuse_errors(act, "xiyuan", YEAR, "含口头咨询", seen=draft(year).sha256)
    with pytest.raises(NotAllowed, match="理由"), acting(year, SIGNATORY) as act:
        excuse_errors(act, "xiyuan", YEAR, "  ", seen=draft(year).sha256)


def test_a_case_that_last_years_seal_did_not_hand_on_is_named_until_last_year_is_restated(year):
    seal(year)
    with acting(year, SIGNATORY) as act:
        set_figures(act, "xiyuan", 2026, dict.fromkeys(typed_cells(2026), 0), seen={})
    case_id = came(year, 200)
    with year.reading() as tx:
        number = tx.get_one(CaseRow, case_id).number
        agency = agency_by_code(tx, "xiyuan")
        found = precheck(year, tx, agency, draft_of(year, tx, agency, 2026))
    named = [one for one in found if one.where == f"cases/{number}"]
    assert [(one.rule, one.severity) for one in named] == [("C4", "error")]
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    assert seal(year) == 2
    with year.reading() as tx:
        found = precheck(year, tx, agency, draft_of(year, tx, agency, 2026))
    assert [one for one in found if one.rule == "C4"] == []


# -- later changes ------------------------------------------------------------------------------


def test_a_receipt_corrected_into_another_year_shows_as_a_difference_with_its_cause(year):
    seal(year)
    before = files(year)
    with acting(year, 1) as act:
        day = date(2024, 12, 30)
        right = Received(
            on=day, channel="in_person", applicant_kind="natural_person", submitted_on=day
        )
        correct_receipt(act, 1, right, "收到之日误登", after=2)
    found = changes(year)
    assert numbers(found)["table3/new/natural_person"] == (3, 2)
    assert numbers(found)["table3/carried_in/natural_person"] == (0, 1)
    (change,) = found.changed
    assert (change.moved.id, change.moved.sealed[0], change.moved.now[0]) == (
        1,
        "table3/new/natural_person",
        "table3/carried_in/natural_person",
    )
    assert [late.label for late in change.late] == ["撤销误登的记录", "收到申请"]
    assert files(year) == before


def test_a_void_case_a_late_one_a_dispute_and_a_document_show_too(year):
    seal(year)
    with acting(year, 1) as act:
        void_case(act, 2, "重复登记", after=2)
        filed = Filed(on=date(YEAR, 5, 1), dispute_kind="litigation_direct")
        dispute = file_dispute(act, "xiyuan", filed)
        decide_dispute(act, dispute, Decided(on=date(YEAR, 9, 1), result="upheld"), after=1)
        document = IssuedDocument(
            kind="normative_documents", title="办法", issued_on=date(YEAR, 6, 1)
        )
        issue_document(act, "xiyuan", document)
    case = came(year, 200)
    found = changes(year)
    by_key = {(one.moved.subject, one.moved.id): one for one in found.changed}
    assert by_key["case", 2].moved.now == ()
    assert by_key["case", case].moved.sealed == ()
    assert by_key["dispute", dispute].moved.now == ("table4/litigation_direct/upheld",)
    assert len(by_key["document", 1].moved.now) == 2
    assert numbers(found)["table4/litigation_direct/total"] == (0, 1)
    assert "table3/new/total" not in numbers(found)
    assert numbers(found)["table3/carried_out/total"] == (1, 2)


def test_what_changes_no_number_is_told_apart(year):
    seal(year)
    answered(year, 3, date(2026, 1, 9))
    found = changes(year)
    assert not found.found
    (other,) = found.others
    assert (other.moved.id, [late.label for late in other.late]) == (3, ["答复（办结）"])


# -- 更正 ----------------------------------------------------------------------------------------


def test_what_is_typed_for_a_sealed_year_is_shut_until_a_restatement_begins(year):
    seal(year)
    verbs = (
        lambda act: write_text(act, "xiyuan", YEAR, "management", "新", version=0),
        lambda act: set_figures(act, "xiyuan", YEAR, {}, seen={}),
        lambda act: set_disclosures(act, "xiyuan", YEAR, "channel", [], seen=[]),
    )
    for verb in verbs:
        with pytest.raises(NotAllowed, match="已经封存"), acting(year, 1) as act:
            verb(act)
    with acting(year, SIGNATORY) as act:
        assert begin_restatement(act, "xiyuan", YEAR, "漏计一件") == 2
    for verb in verbs:
        with acting(year, 1) as act:
            verb(act)


def test_a_restatement_makes_a_second_version_and_leaves_the_first_as_it_was(year):
    seal(year)
    first = files(year)
    came(year, 200)
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏计新收政府信息公开申请1件")
    assert seal(year) == 2
    assert files(year, 1) == first
    second = files(year)
    assert second != first
    said = second["md"].decode().partition("更正说明（第2版，2026年11月20日）：漏计新收")[2]
    assert "表三“一、本年新收政府信息公开申请数量”行“自然人”列由3改为4；" in said
    assert "表三“四、结转下年度继续办理”行“总计”列由1改为2。" in said
    for kind in ("md", "html", "json"):
        assert "更正说明" not in first[kind].decode()
    assert not changes(year).found
    assert changes(year, 0).found


def test_each_version_says_what_it_changed_in_the_one_before_and_keeps_saying_so(year):
    seal(year)
    came(year, 200)
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    seal(year)
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏写问题")
    words(year, "problems", "另有一个问题。", version=1)
    seal(year)
    with year.reading() as tx:
        second, third = newest_seal(tx, 1, YEAR).report.restated
    assert {cell.where: (cell.sealed, cell.now) for cell in second.cells} == {
        f"table3/{row}/{column}": numbers
        for row, numbers in (("new", (3, 4)), ("carried_out", (1, 2)))
        for column in ("natural_person", "total")
    }
    assert (second.sections, third.cells, third.sections) == ((), (), ("problems",))
    assert "改动的文字】五、存在的主要问题及改进情况。" in files(year)["md"].decode()


def test_a_restatement_has_a_reason_and_is_begun_once_for_a_sealed_year(year):
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="还没有封存"):
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    seal(year)
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="写明更正的原因"):
        begin_restatement(act, "xiyuan", YEAR, " ")
    with acting(year, 2) as act, pytest.raises(NotPermitted):
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="已经发起"):
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")


def test_a_restatement_that_is_given_up_leaves_the_version_before_it(year):
    seal(year)
    with acting(year, SIGNATORY) as act:
        begin_restatement(act, "xiyuan", YEAR, "漏计一件")
    with acting(year, SIGNATORY) as act:
        drop_restatement(act, "xiyuan", YEAR)
    with pytest.raises(NotAllowed, match="已经封存"):
        sign(year)
    with acting(year, SIGNATORY) as act, pytest.raises(NotAllowed, match="没有正在办理"):
        drop_restatement(act, "xiyuan", YEAR)


# -- afterwards ---------------------------------------------------------------------------------


def test_when_and_where_it_was_published_is_noted_for_a_sealed_version(year):
    def note(on, at, version=1):
        with acting(year, 2) as act:
            record_publication(act, "xiyuan", YEAR, version, on=on, at=at)

    day, address = date(2026, 1, 23), "https://www.example.gov.cn/nb/2025"
    with pytest.raises(NotAllowed, match="还没有封存"):
        note(day, address)
    seal(year)
    for on, at in ((date(2026, 11, 21), address), (date(2025, 12, 1), address), (day, "ftp://x")):
        with pytest.raises(NotAllowed):
            note(on, at)
    note(day, address)
    stage = draft(year)
    assert stage.version == 2
    assert not stage.is_open


def test_a_file_that_was_damaged_is_not_given_out(year):
    seal(year)
    with year.reading() as tx:
        assert sealed_bytes(year, tx, 1, YEAR, (1, "md"))
        with pytest.raises(NoSuchCase):
            sealed_bytes(year, tx, 1, YEAR, (2, "md"))
        with pytest.raises(NoSuchCase):
            sealed_bytes(year, tx, 1, YEAR, (1, "pdf"))
    for path in year.settings.data.rglob("files/??/*"):
        path.write_bytes(b"other")
    with year.reading() as tx, pytest.raises(DamagedSeal, match="从备份恢复"):
        sealed_bytes(year, tx, 1, YEAR, (1, "md"))


def test_a_document_taken_out_of_the_register_shows(year):
    document = IssuedDocument(kind="normative_documents", title="规定", issued_on=date(YEAR, 6, 1))
    with acting(year, 1) as act:
        document_id = issue_document(act, "xiyuan", document)
    seal(year)
    with acting(year, 1) as act:
        remove_document(act, document_id, "误登")
    (change,) = changes(year).changed
    assert (change.moved.number, change.moved.now) == ("规定", ())
