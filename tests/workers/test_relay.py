"""The relay between the outbox and a real broker: down, frozen, erased."""

import contextlib
import os
import signal
import time
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
from celery.contrib.testing.worker import start_worker
from kombu.exceptions import OperationalError

from casework.desk.housekeeping import DUTIES, call_duties, silent
from casework.desk.posting import run_duty
from casework.store.tables import OutboxRow
from tests.support.processes import until
from tests.support.registers import FRIDAY, register_with
from tests.support.servers import free_port
from tests.support.valkey import valkey
from workers import tasks
from workers.queue import queue
from workers.relay import ask_whether_alive, publish_due


@pytest.fixture
def office(tmp_path):
    """A register where a sweep is owed."""
    opened = register_with({"CASEWORK_DATA": str(tmp_path / "data")}, clerks=1, cases=1)
    call_duties(opened)
    yield opened
    opened.close()


def use(office, url):
    queue.connect(office.settings.model_copy(update={"broker_url": url}))


def waiting(url):
    return redis.Redis.from_url(url).llen("casework")


def state(office, row_id=1):
    with office.reading() as tx:
        return tx.get_one(OutboxRow, row_id).state


def test_what_is_due_is_published_by_its_id_and_not_again_at_once(office, valkey_url):
    redis.Redis.from_url(valkey_url).flushall()
    use(office, valkey_url)
    assert publish_due(office) == 3
    assert publish_due(office) == 0
    assert waiting(valkey_url) == 3
    message = redis.Redis.from_url(valkey_url).lindex("casework", 0)
    assert b"application/json" in message


def test_what_an_erased_broker_lost_is_published_again(office, valkey_url):
    use(office, valkey_url)
    publish_due(office)
    redis.Redis.from_url(valkey_url).flushall()
    later = replace(office, now=lambda: FRIDAY + timedelta(seconds=61))
    assert publish_due(later) == 3
    assert waiting(valkey_url) == 3


def test_a_broker_that_is_down_is_an_error_at_once_and_nothing_is_lost(office, valkey_url):
    use(office, f"redis://127.0.0.1:{free_port()}/0")
    begun = time.monotonic()
    with pytest.raises((OperationalError, ConnectionError)):
        publish_due(office)
    assert time.monotonic() - begun < 15
    redis.Redis.from_url(valkey_url).flushall()
    use(office, valkey_url)
    assert publish_due(office) == 3


def test_a_frozen_broker_hangs_nobody_and_takes_the_duties_when_it_wakes(office):
    with frozen() as (url, wake):
        use(office, url)
        begun = time.monotonic()
        with pytest.raises((OperationalError, ConnectionError, TimeoutError)):
            publish_due(office)
        assert time.monotonic() - begun < 25
        assert run_duty(office, DUTIES)
        wake()
        assert publish_due(office) == 2


@contextlib.contextmanager
def frozen():
    """A broker of our own that takes connections and answers nothing until it is woken."""
    with valkey() as url:
        pid = redis.Redis.from_url(url).info("server")["process_id"]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield url, lambda: os.kill(pid, signal.SIGCONT)
        finally:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.filterwarnings("ignore")
def test_a_worker_does_what_it_is_told_by_id(office, valkey_url):
    redis.Redis.from_url(valkey_url).flushall()
    use(office, valkey_url)
    queue.office = office
    with start_worker(queue, pool="solo", perform_ping_check=False):
        publish_due(office)
        ask_whether_alive(office)
        until(lambda: state(office) == "sent" and silence(office) == [])


def silence(office):
    with office.reading() as tx:
        return silent(tx, FRIDAY)


def test_every_task_the_clock_sends_is_known_to_the_queue():
    assert {tasks.duty.name, tasks.alive.name} <= set(queue.tasks)


def test_messages_are_json_and_nothing_comes_back():
    assert queue.conf.accept_content == ["json"]
    assert queue.conf.task_ignore_result
    assert queue.conf.result_backend is None
