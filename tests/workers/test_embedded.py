"""The embedded form: everything in one process, on SQLite."""

from datetime import timedelta

import pytest
from sqlmodel import select

from casework.desk.housekeeping import silent
from casework.store.tables import OutboxRow, ReminderRow
from tests.support.mailbox import mailbox
from tests.support.processes import until
from tests.support.registers import FRIDAY, register_with
from workers.embedded import background

DAILY = ("sweep", "daily", "digest", "backup")
"""The duties that every day brings of itself."""


@pytest.fixture
def mails():
    with mailbox() as box:
        yield box


@pytest.fixture
def office(tmp_path, mails):
    """Two clerks, each with a case that must be answered today."""
    opened = register_with(
        {
            "CASEWORK_DATA": str(tmp_path / "data"),
            "CASEWORK_SMTP_URL": mails.url,
            "CASEWORK_MAIL_FROM": "casework@example.gov.cn",
        },
        clerks=2,
        cases=1,
    )
    yield opened
    opened.close()


def states(office):
    with office.reading() as tx:
        return {row.about.partition(":")[0]: row.state for row in tx.exec(select(OutboxRow))}


def test_one_process_reminds_mails_and_backs_up_and_does_not_do_it_twice(office, mails):
    for _ in range(2):
        with background(office):
            until(lambda: states(office) == dict.fromkeys(DAILY, "sent"))
            until(lambda: len(mails.mails) == 2)
    assert mails.recipients() == ["c1@example.gov.cn", "c2@example.gov.cn"]
    with office.reading() as tx:
        rows = tx.exec(select(ReminderRow).where(ReminderRow.milestone == "reply")).all()
        assert sorted(row.recipient_id for row in rows) == [1, 2]
        assert silent(tx, FRIDAY + timedelta(minutes=2)) == []
    [backup] = (office.settings.data / "backups").iterdir()
    assert backup.name == "casework-2026-11-20.zip"


def test_an_outbox_that_cannot_be_read_is_logged_by_kind_and_tried_again(
    office, mails, monkeypatch, caplog
):
    asked = []

    def broken(*_):
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError("陈某")
        return []

    monkeypatch.setattr("workers.embedded.to_publish", broken)
    with background(office):
        until(lambda: len(asked) > 2)
    assert "RuntimeError" in caplog.text
    assert "陈某" not in caplog.text
