from datetime import timedelta

from casework.store.tables import HeartbeatRow, OutboxRow


def test_the_program_says_that_it_lives_and_is_ready(site):
    stranger = site.stranger()
    assert stranger.get("/healthz").json == {"alive": True}
    assert stranger.get("/readyz").json == {"ready": True}


def test_a_clock_that_has_stopped_shows_and_what_exactly_only_to_staff(site):
    with site.office.transaction() as tx:
        tx.add(HeartbeatRow(name="clock", at=site.clock.at.replace(hour=3)))
    answer = site.stranger().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False})
    told = site.browser("lin").get("/readyz")
    assert told.json["checks"] == {"database": True, "schema": True, "heartbeat:clock": False}


def test_a_register_that_does_not_answer_is_not_ready(site):
    path = site.office.settings.data / "casework.db"
    site.office.store.engine.dispose()
    path.write_bytes(b"not a database" * 1000)
    answer = site.stranger().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False})
    assert site.stranger().get("/healthz").status_code == 200


def test_the_counts_are_such_as_prometheus_reads(site):
    with site.office.transaction() as tx:
        tx.add(OutboxRow(kind="mail", about="mail:1", state="failed"))
        tx.add(HeartbeatRow(name="clock", at=site.clock.at - timedelta(minutes=1)))
    text = site.stranger().get("/metrics").text
    assert "casework_up 1\n" in text
    assert 'casework_outbox{state="failed"} 1\n' in text
    assert 'casework_outbox{state="pending"} 0\n' in text
    assert 'casework_heartbeat_age_seconds{name="clock"} 60\n' in text
