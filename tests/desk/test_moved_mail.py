"""A notice moves dates: the clerks hear of it by mail, which a real server takes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.desk.act import acting
from casework.desk.housekeeping import DUTIES, call_duties
from casework.desk.notices import import_notice
from casework.desk.posting import run_duty
from casework.desk.withdrawing import imported_notice, withdraw_notice
from casework.law.receipt import Stamps
from casework.papers.notice import read_notice
from casework.store.tables import PersonRow
from tests.support.desk import log
from tests.support.mailbox import mailbox
from tests.support.notice_2027 import NUMBER, TEXT_2027

LONGER = TEXT_2027.replace(
    "1月1日（周五）至3日（周日）放假，共3天", "1月1日（周五）至5日（周二）放假调休，共5天"
)
WU = "wu@example.gov.cn"


@pytest.fixture
def mails():
    with mailbox() as box:
        yield box


@pytest.fixture
def winter(office, mails):
    """Two clerks with mail, on Tuesday 22 December 2026, ten in the morning."""
    given = {"smtp_url": mails.url, "mail_from": "casework@example.gov.cn"}
    with office.transaction() as tx:
        for person in (1, 2):
            row = tx.get_one(PersonRow, person)
            row.email = f"{row.login}@example.gov.cn"
    office = replace(office, settings=office.settings.model_copy(update=given))
    return at(office, 22)


def at(office, day, hour=10):
    return replace(office, now=lambda: datetime(2026, 12, day, hour - 8, 0, tzinfo=UTC))


def a_case(office, day, clerk_id):
    return log(office, stamps=Stamps(submitted_on=date(2026, 12, day)), clerk_id=clerk_id).number


def bring_in(office, text=LONGER):
    with office.reading() as session:
        draft = read_notice(text, office.calendar(session).notices)
    with acting(office, None) as act:
        import_notice(act, draft)


def tick(office, mails):
    """The clock calls, and everything owed is done; gives the mails that arrived, by recipient."""
    mails.mails.clear()
    call_duties(office)
    while run_duty(office, DUTIES):
        pass
    return {str(mail["To"]): mail.get_content() for mail in mails.mails}


def test_who_works_on_a_moved_case_is_told_by_mail_from_when_to_when(winter, mails):
    wu = a_case(winter, 21, clerk_id=2)
    a_case(winter, 1, clerk_id=1)
    bring_in(winter)
    told = tick(winter, mails)
    assert f"{wu}　作出答复：因{NUMBER}，期限由2027-01-19改为2027-01-21" in told[WU]
    assert "陈某" not in told[WU]
    assert "征地补偿" not in told[WU]
    assert NUMBER not in told["lin@example.gov.cn"]
    assert tick(winter, mails) == {}


def test_who_had_the_mail_of_the_day_is_told_on_the_next_workday(winter, mails):
    wu = a_case(winter, 21, clerk_id=2)
    log(winter, stamps=Stamps(submitted_on=date(2026, 11, 30)), clerk_id=2)
    assert "2027年节假日安排" in tick(at(winter, 25, 9), mails)[WU]
    bring_in(at(winter, 25, 17))
    assert tick(at(winter, 25, 17), mails) == {}
    assert tick(at(winter, 26), mails) == {}
    told = tick(at(winter, 28), mails)[WU]
    assert f"{wu}　作出答复：因{NUMBER}，期限由2027-01-19改为2027-01-21" in told


def test_a_withdrawal_is_told_instead_of_the_import_it_undoes(winter, mails):
    wu = a_case(winter, 21, clerk_id=2)
    bring_in(winter)
    tick(winter, mails)
    later = at(winter, 23)
    with acting(later, None) as act:
        withdraw_notice(act, imported_notice(act.tx, NUMBER).id, "误导入")
    told = tick(later, mails)[WU]
    assert f"{wu}　作出答复：因撤回{NUMBER}，期限由2027-01-21改为2027-01-19（暂定）" in told
    assert "改为2027-01-21" not in told
