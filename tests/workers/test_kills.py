"""A few kills for every run; tests/faults has many more."""

from tests.support.kills import mails_in, mails_owed, remind_under_kills
from tests.support.registers import register_with


def test_reminders_survive_killed_clocks_each_once(tmp_path):
    sent = tmp_path / "sent.jsonl"
    environment = {
        "CASEWORK_DATA": str(tmp_path / "data"),
        "CASEWORK_SMTP_URL": sent.as_uri(),
    }
    office = register_with(environment, clerks=1, cases=0)
    remind_under_kills(office, environment, tmp_path, cases=300, kills=3)
    assert mails_owed(office) == ["digest:1:2026-11-20"]
    assert len(set(mails_in(sent))) == 1
    office.close()
