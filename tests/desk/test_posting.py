from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from casework.desk.posting import LEASE, run_duty
from casework.post.message import Undelivered
from casework.store.queries.outbox import (
    claim,
    hold_all,
    note_published,
    owe,
    release_held,
    report_end,
    to_publish,
)
from casework.store.tables import OutboxRow
from tests.support.desk import at_once


def owed(office, count=1):
    now = office.now()
    with office.transaction() as tx:
        rows = [
            {"kind": "call", "about": f"call:{n}", "payload": {"n": n}, "due_at": now}
            for n in range(count)
        ]
        owe(tx, [row | {"created_at": now} for row in rows])


def row(office, row_id=1):
    with office.reading() as tx:
        return tx.get_one(OutboxRow, row_id)


def later(office, **span):
    now = office.now()
    return replace(office, now=lambda: now + timedelta(**span))


def test_a_duty_is_done_and_only_then_called_done(office):
    seen = []

    def call(office, about, payload):
        seen.append((about, payload, row(office).state))
        return True

    owed(office)
    assert run_duty(office, {"call": call})
    assert seen == [("call:0", {"n": 0}, "sending")]
    assert (row(office).state, row(office).done_at) == ("sent", office.now())
    assert not run_duty(office, {"call": call})


def test_a_duty_with_nothing_left_to_do_is_not_called_sent(office):
    owed(office)
    run_duty(office, {"call": lambda *_: False})
    assert row(office).state == "dropped"


def test_a_failing_duty_is_tried_after_1_5_15_60_minutes_then_hourly_for_a_day(office):
    def call(*_):
        raise Undelivered("452")

    owed(office)
    waits = []
    now = office
    while row(now).state != "failed":
        assert run_duty(now, {"call": call})
        after = row(now)
        if after.state == "retry":
            waits.append((after.due_at - now.now()) / timedelta(minutes=1))
            assert not run_duty(now, {"call": call})
            due = after.due_at
            now = replace(office, now=lambda due=due: due)
    assert waits[:6] == [1, 5, 15, 60, 60, 60]
    assert timedelta(hours=23) < timedelta(minutes=sum(waits)) <= timedelta(hours=24)
    assert row(now).error == "452"


def test_an_error_is_kept_by_its_kind_and_never_by_its_words(office):
    def call(*_):
        raise ValueError("陈某 350582199001011234")

    owed(office)
    run_duty(office, {"call": call})
    assert (row(office).state, row(office).error) == ("retry", "ValueError")


def test_a_duty_whose_worker_died_is_taken_up_when_the_lease_ends(office):
    owed(office)
    with office.transaction() as tx:
        claim(tx, None, office.now(), office.now() + LEASE)
    done = {"call": lambda *_: True}
    assert not run_duty(office, done)
    assert run_duty(later(office, minutes=2, seconds=1), done)
    assert (row(office).state, row(office).tries) == ("sent", 2)


def test_a_worker_that_lost_its_lease_cannot_say_how_it_ended(office):
    owed(office)
    with office.transaction() as tx:
        slow = claim(tx, 1, office.now(), office.now() + LEASE)
    late = later(office, minutes=3)
    with late.transaction() as tx:
        quick = claim(tx, 1, late.now(), late.now() + LEASE)
        assert quick.fence == slow.fence + 1
        assert not report_end(tx, 1, slow.fence, state="failed")
        assert report_end(tx, 1, quick.fence, state="sent")
    assert row(office).state == "sent"


def test_a_duty_that_kills_its_worker_does_not_come_back_for_ever(office):
    owed(office)
    now = office
    for _ in range(27):
        with now.transaction() as tx:
            assert claim(tx, None, now.now(), now.now() + LEASE)
        now = later(now, minutes=3)
    assert run_duty(now, {"call": pytest.fail})
    assert row(office).state == "failed"


def test_many_hands_do_each_duty_once(office):
    owed(office, 40)
    done = []

    def call(_office, about, _payload):
        done.append(about)
        return True

    def work(_):
        while run_duty(office, {"call": call}):
            pass

    at_once(work, *range(4))
    assert sorted(done) == sorted(f"call:{n}" for n in range(40))


def test_what_is_under_way_is_not_published_again_until_it_is_late(office):
    owed(office, 3)
    with office.transaction() as tx:
        assert to_publish(tx, office.now(), 2) == [1, 2]
        claim(tx, 1, office.now(), office.now() + LEASE)
        assert to_publish(tx, office.now(), 5) == [2, 3]
        assert to_publish(tx, office.now() + timedelta(minutes=3), 5) == [1, 2, 3]


def test_a_duty_is_taken_though_its_message_is_still_being_noted(office):
    """The queue may be quicker than the clock, which writes down that a message is under way."""
    owed(office)
    with ThreadPoolExecutor(1) as queue:
        with office.transaction() as tx:
            note_published(tx, [1], office.now() + timedelta(minutes=1))
            done = queue.submit(run_duty, office, {"call": lambda *_: True}, 1)
            wait([done], timeout=0.2)
        assert done.result()
    assert row(office).state == "sent"


def test_what_is_held_stays_until_a_person_lets_it_go(office):
    owed(office, 2)
    with office.transaction() as tx:
        assert hold_all(tx) == 2
    assert not run_duty(office, {"call": pytest.fail})
    with office.transaction() as tx:
        assert release_held(tx, office.now()) == 2
    assert run_duty(office, {"call": lambda *_: True})


def test_one_duty_is_owed_once_about_the_same_thing(office):
    owed(office, 2)
    owed(office, 3)
    with office.reading() as tx:
        assert len(tx.exec(select(OutboxRow)).all()) == 3
