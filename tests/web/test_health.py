from datetime import timedelta

import pytest

from casework.desk.housekeeping import CLOCK, QUEUE
from casework.store.tables import HeartbeatRow, OutboxRow


@pytest.fixture
def beating(site):
    """The program with its clock and its queue alive a minute ago."""
    with site.office.transaction() as tx:
        for name in (CLOCK, QUEUE):
            tx.add(HeartbeatRow(name=name, at=site.clock.at - timedelta(minutes=1)))
    return site


def test_the_program_says_that_it_lives_and_is_ready(beating):
    stranger = beating.stranger()
    assert stranger.get("/healthz").json == {"alive": True}
    assert stranger.get("/readyz").json == {"ready": True}


def test_a_clock_that_never_ran_shows(site):
    assert site.stranger().get("/readyz").status_code == 503


def test_a_clock_that_has_stopped_shows_and_what_exactly_only_to_staff(beating):
    beating.clock.pass_by(timedelta(minutes=5))
    with beating.office.transaction() as tx:
        tx.get_one(HeartbeatRow, QUEUE).at = beating.clock.at
    answer = beating.stranger().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False})
    told = beating.browser("lin").get("/readyz")
    assert told.json["checks"] == {"database": True, "schema": True, "clock": False, "queue": True}


def test_a_register_that_does_not_answer_is_not_ready(beating):
    beating.office.store.engine.dispose()
    (beating.office.settings.data / "casework.db").write_bytes(b"not a database" * 1000)
    answer = beating.stranger().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False})
    assert beating.stranger().get("/healthz").status_code == 200


def test_the_counts_are_such_as_prometheus_reads(beating):
    with beating.office.transaction() as tx:
        tx.add(OutboxRow(kind="digest", about="digest:1", state="failed"))
    text = beating.stranger().get("/metrics").text
    assert "casework_up 1\n" in text
    assert 'casework_outbox{state="failed"} 1\n' in text
    assert 'casework_outbox{state="pending"} 0\n' in text
    assert 'casework_heartbeat_age_seconds{name="clock"} 60\n' in text
