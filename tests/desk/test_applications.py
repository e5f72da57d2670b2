from datetime import date

import pytest
from sqlmodel import select

from casework.cases.events import Received
from casework.desk.act import acting
from casework.desk.agencies import set_number_template
from casework.desk.applications import Party
from casework.desk.recording import record
from casework.desk.refusals import NoSuchCase, NotAllowed, NotPermitted
from casework.law.receipt import Stamps
from casework.store.tables import ApplicantRow, CaseApplicantRow, CaseRow
from tests.support.desk import application, log


def refused(office, **given):
    with pytest.raises(NotAllowed) as refusal:
        log(office, **given)
    return str(refusal.value)


def stored(office, case_id):
    with office.reading() as tx:
        return tx.get_one(CaseRow, case_id)


def test_an_application_becomes_a_case_with_a_number_and_a_due_day(office):
    logged = log(office)
    assert (logged.number, logged.last_seq, logged.is_new) == ("晋西园公开〔2026〕1号", 1, True)
    case = stored(office, logged.case_id)
    assert (case.state, case.received_on) == ("received", date(2026, 3, 2))
    assert (case.due_on, case.next_on) == (date(2026, 3, 30), date(2026, 3, 30))


def test_an_ordinary_letter_not_confirmed_has_only_arrived(office):
    stamps = Stamps(arrived_on=date(2025, 12, 30))
    logged = log(office, channel="ordinary_mail", stamps=stamps)
    case = stored(office, logged.case_id)
    assert (case.number, case.received_on, case.recv_year) == ("晋西园公开〔2025〕1号", None, None)
    with acting(office, 1) as act:
        received = Received(
            on=date(2026, 1, 4),
            channel="ordinary_mail",
            applicant_kind="natural_person",
            arrived_on=date(2025, 12, 30),
            confirmed_on=date(2026, 1, 4),
        )
        record(act, logged.case_id, received, after=1)
    case = stored(office, logged.case_id)
    assert (case.number, case.recv_year) == ("晋西园公开〔2025〕1号", 2026)


def test_the_day_of_receipt_is_the_law_s_and_not_the_clerk_s(office):
    assert "提交之日为收到之日" in refused(office, on=date(2026, 3, 3))
    stamps = Stamps(submitted_on=date(2026, 3, 2), auto_confirmed=True)
    logged = log(office, channel="internet", stamps=stamps)
    assert stored(office, logged.case_id).received_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"channel": "pigeon"}, "提交渠道"),
        ({"applicant_kind": "robot"}, "申请人类型"),
        ({"parties": ()}, "申请人"),
        ({"parties": (Party(name=" "),)}, "姓名"),
        ({"parties": (Party(name="陈某", role="agent"),)}, "还没有填写申请人"),
        ({"parties": (Party(name="陈某", role="cousin"),)}, "身份"),
        ({"subject": "  "}, "申请事项"),
        ({"stamps": Stamps(submitted_on=date(2019, 5, 14))}, "修订前的条例"),
        ({"stamps": Stamps(submitted_on=date(2026, 11, 21))}, "今天"),
        ({"stamps": Stamps(confirmed_on=date(2026, 3, 2))}, "提交之日"),
        ({"channel": "ordinary_mail", "stamps": Stamps()}, "确认之日"),
        ({"clerk_id": 3}, "承办人"),
    ],
)
def test_what_cannot_be_logged_is_refused_with_a_sentence_and_leaves_nothing(office, given, told):
    assert told in refused(office, **given)
    assert log(office).number.endswith("1号")


def test_only_who_works_for_the_agency_logs_there(office):
    with pytest.raises(NotPermitted, match="西园街道"):
        log(office, person=3)
    with pytest.raises(NotPermitted):
        log(office, person=None)
    with pytest.raises(NoSuchCase):
        log(office, agency="nowhere")


def test_the_form_sent_twice_makes_one_case(office):
    first, second = log(office, form_id="f-1"), log(office, form_id="f-1")
    assert (second.case_id, second.number) == (first.case_id, first.number)
    assert (first.is_new, second.is_new) == (True, False)
    assert log(office).number.endswith("2号")


def test_an_applicant_on_file_is_found_again_and_a_new_address_is_a_new_row(office):
    log(office)
    log(office)
    log(office, parties=(*application().parties, Party(name="律师", role="agent")))
    moved = Party(name="陈某", identity_number="350582199001011234", address="新址")
    log(office, parties=(moved,))
    with office.reading() as tx:
        rows = tx.exec(select(ApplicantRow).order_by(ApplicantRow.id)).all()
        assert [row.name for row in rows] == ["陈某", "律师", "陈某"]
        assert rows[0].identity_number == "350582199001011234"
        parts = tx.exec(select(CaseApplicantRow.role).order_by(CaseApplicantRow.case_id)).all()
        assert sorted(parts) == ["agent", *["applicant"] * 4]


def test_no_applicant_prints_themselves_into_a_log():
    assert "陈" not in repr(application())
    assert "3505" not in repr(application().parties[0])


@pytest.mark.parametrize("unfit", ["/", "?", "#", "%", " ", "{month}", "<b>"])
def test_a_number_that_no_address_can_hold_is_refused(office, unfit):
    with acting(office, 3) as act, pytest.raises(NotAllowed, match="编号格式中不能有"):
        set_number_template(act, "xiyuan", "{mark}〔{year}〕" + unfit + "{serial}号")


def test_an_agency_chooses_how_its_numbers_read(office):
    with acting(office, 3) as act, pytest.raises(NotAllowed, match="serial"):
        set_number_template(act, "xiyuan", "{mark}{year}")
    with acting(office, 3) as act:
        set_number_template(act, "xiyuan", "{year}年第{serial}号-依申请")
    assert log(office).number == "2026年第1号-依申请"
