"""The program as a process: it is started, asked, and told to stop."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import urllib.request
from contextlib import contextmanager

import pytest

SERVE = "import sys; from casework.commands import {0}; sys.exit({0}.run(sys.argv[1:]))"
# A page that answers when the test lets it: it waits for the other end of a pipe.
SLOW_PAGE = """
import sys
from flask import Blueprint
from casework.commands import serve
from casework.web import app
from casework.web.permissions import anyone

pages = Blueprint("slow", "slow")

@pages.get("/slow")
@anyone
def slow():
    with open({pipe!r}) as pipe:
        return pipe.read()

app.BLUEPRINTS = (*app.BLUEPRINTS, pages)
sys.exit(serve.run([]))
"""


@contextmanager
def _running(program, data, **settings):
    """The process and its address, once it has told it."""
    environment = os.environ | {"CASEWORK_DATA": str(data), "CASEWORK_PORT": "0", **settings}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        first = process.stdout.readline()
        try:
            yield process, re.search(r"http://[^\s/]+", first)[0]
        finally:
            process.kill()
            process.communicate()


def test_serve_on_an_empty_folder_prints_the_way_in_and_stops_when_told(tmp_path):
    with _running(SERVE.format("serve"), tmp_path / "data") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        link = re.search(r"http://\S+/start/[0-9a-f]{64}", process.stdout.readline())[0]
        assert link.startswith(address)
        with urllib.request.urlopen(link) as answer:
            assert "首次启用" in answer.read().decode()
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
        assert process.returncode == 0
    lines = [json.loads(line) for line in log.splitlines()]
    [told] = [line for line in lines if line.get("route") == "entrance.start"]
    assert link.rpartition("/")[2] not in log
    assert told["status"] == 200


def test_a_request_under_way_is_answered_before_the_program_stops(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    answers = []
    with _running(SLOW_PAGE.format(pipe=str(pipe)), tmp_path / "data") as (process, address):

        def ask():
            with urllib.request.urlopen(f"{address}/slow") as answer:
                answers.append(answer.read().decode())

        asking = threading.Thread(target=ask)
        asking.start()
        with pipe.open("w") as page:
            process.send_signal(signal.SIGTERM)
            page.write("办完了")
        asking.join(timeout=30)
        process.communicate(timeout=30)
        assert process.returncode == 0
    assert answers == ["办完了"]


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"CASEWORK_HOST": "0.0.0.0"}, "CASEWORK_TRUSTED_HOSTS 还没有设置"),
        ({"CASEWORK_HOST": "203.0.113.7"}, "不能在 203.0.113.7:0 上监听"),
        ({"CASEWORK_HOTS": "x"}, "没有 CASEWORK_HOTS 这个设置"),
    ],
)
def test_what_keeps_it_from_starting_is_told_in_one_line(tmp_path, settings, sentence):
    program = (
        "from casework.commands.answer import WrongCall\n"
        "from casework.commands import serve\n"
        "try: serve.run([])\n"
        "except WrongCall as wrong: print(wrong)\n"
    )
    environment = os.environ | {"CASEWORK_DATA": str(tmp_path), "CASEWORK_PORT": "0", **settings}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert sentence in done.stdout
    assert done.stdout.count("\n") == 1


def test_the_routes_are_listed_with_who_may_use_them(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SERVE.format("routes"), "--json"],
        env=os.environ | {"CASEWORK_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    routes = json.loads(done.stdout)
    people = next(r for r in routes if r["endpoint"] == "admin.people")
    assert people == {
        "rule": "/admin/people",
        "methods": ["GET"],
        "endpoint": "admin.people",
        "permission": ["admin"],
        "object": "agency",
    }
    assert all(route["permission"] for route in routes)
    assert not list(tmp_path.iterdir())
