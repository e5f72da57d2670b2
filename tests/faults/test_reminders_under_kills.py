"""300 reminders, three clocks, ten kill -9, on both databases: shown once each, none lost."""

import pytest

from tests.support.kills import mails_in, mails_owed, remind_under_kills
from tests.support.registers import register_with


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_reminders_survive_ten_kills_each_once(database, empty_register, tmp_path):
    sent = tmp_path / "sent.jsonl"
    with empty_register(database) as url:
        environment = {
            "CASEWORK_DATA": str(tmp_path / "data"),
            "CASEWORK_DATABASE_URL": url,
            "CASEWORK_SMTP_URL": sent.as_uri(),
        }
        office = register_with(environment, clerks=1, cases=0)
        remind_under_kills(office, environment, tmp_path, cases=300, kills=10)
        assert mails_owed(office) == ["digest:1:2026-11-20"]
        assert len(set(mails_in(sent))) == 1
        office.close()
