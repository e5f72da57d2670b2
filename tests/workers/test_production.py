"""The production form for real: PostgreSQL, Valkey, `casework queue` and `casework clock`."""

import contextlib
from datetime import timedelta

import pytest
import redis
from sqlmodel import select

from casework.desk.housekeeping import silent
from casework.store.tables import OutboxRow, ReminderRow
from tests.support.mailbox import mailbox
from tests.support.processes import kill_family, running, until
from tests.support.registers import FRIDAY, register_with

READY = "已启动"
NEXT = FRIDAY + timedelta(minutes=1)


@pytest.fixture
def mails():
    with mailbox() as box:
        yield box


@pytest.fixture
def environment(tmp_path, empty_register, valkey_url, mails):
    redis.Redis.from_url(valkey_url).flushall()
    with empty_register("postgresql") as url:
        yield {
            "CASEWORK_DATA": str(tmp_path / "data"),
            "CASEWORK_DATABASE_URL": url,
            "CASEWORK_BROKER_URL": valkey_url,
            "CASEWORK_SMTP_URL": mails.url,
            "CASEWORK_MAIL_FROM": "casework@example.gov.cn",
        }


@pytest.fixture
def office(environment):
    """Three clerks, each with one case that must be answered today."""
    opened = register_with(environment, clerks=3, cases=1)
    yield opened
    opened.close()


@contextlib.contextmanager
def both(environment, folder):
    with (
        running(["queue"], environment, folder / "queue.log", NEXT, READY) as queue,
        running(["clock"], environment, folder / "clock.log", NEXT, READY) as clock,
    ):
        yield queue, clock


def unfinished(office):
    with office.reading() as tx:
        return [row.about for row in tx.exec(select(OutboxRow)) if row.state != "sent"]


def reminded(office):
    with office.reading() as tx:
        rows = tx.exec(select(ReminderRow).where(ReminderRow.milestone == "reply"))
        return sorted((row.case_id, row.recipient_id) for row in rows)


def heard(office):
    with office.reading() as tx:
        return silent(tx, NEXT) == []


def test_a_reminder_falls_due_and_its_mail_arrives_once(office, environment, mails, tmp_path):
    with both(environment, tmp_path) as (queue, clock):
        until(lambda: len(mails.mails) == 3)
        until(lambda: heard(office))
        until(lambda: unfinished(office) == [])
    assert (queue.returncode, clock.returncode) == (0, 0)
    assert mails.recipients() == [f"c{n}@example.gov.cn" for n in (1, 2, 3)]
    assert reminded(office) == [(1, 1), (2, 2), (3, 3)]
    assert len({mail["Message-ID"] for mail in mails.mails}) == 3


def test_two_clocks_do_no_harm(office, environment, mails, tmp_path):
    with (
        both(environment, tmp_path),
        running(["clock"], environment, tmp_path / "second.log", NEXT, READY),
    ):
        until(lambda: len(mails.mails) == 3)
        until(lambda: unfinished(office) == [])
    assert mails.recipients() == [f"c{n}@example.gov.cn" for n in (1, 2, 3)]
    assert reminded(office) == [(1, 1), (2, 2), (3, 3)]


def test_a_queue_that_was_killed_takes_up_its_work_again(office, environment, mails, tmp_path):
    log = tmp_path / "killed.log"
    with running(["queue"], environment, log, NEXT, READY) as queue:
        kill_family(queue)
    with running(["clock"], environment, tmp_path / "clock.log", NEXT, READY):
        until(lambda: unfinished(office) != [])
        with running(["queue"], environment, tmp_path / "queue.log", NEXT, READY):
            until(lambda: len(mails.mails) == 3)
            until(lambda: unfinished(office) == [])
    assert mails.recipients() == [f"c{n}@example.gov.cn" for n in (1, 2, 3)]
