"""The lists as staff open them, against a hello-world page of the same server, in one run.

python -m tests.bench.pages

gunicorn with two sync workers serves all; four clients ask for one page after the other. /hello is
an application of Flask with nothing else in it; /healthz says as little, but passes what every
page of ours passes. The clients are Python and share the machine, which slows the quick page more
than the slow one.
"""

import contextlib
import gc
import http.client
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from flask import Flask

from casework.desk.access import Place, open_session
from casework.desk.act import acting
from casework.office import open_office
from casework.settings import read_settings
from casework.store.queries.lists import NEWEST, START, Cursor, all_page, open_page
from casework.store.tables import PersonRow
from casework.web.app import create_app
from tests.bench.registers import ALONE, sqlite_register
from tests.bench.rounds import alternate, print_machine, print_table, say, verdict
from tests.support.servers import free_port

AGENCY, PERSON, SIZE = 1, 1, 50
ROUNDS, SECONDS, CLIENTS = 5, 3, 4
PAGES = ("/hello", "/healthz", "/cases", "/cases/all")


def main():
    print_machine()
    with sqlite_register(ALONE) as office:
        cookie = signed_in(office)
        with served(office) as port:
            throughput(port, cookie)
        paging(office)


def throughput(port, cookie):
    """Requests a second, by turns; the medians are compared."""
    reached = {path: [] for path in PAGES}
    for _ in range(ROUNDS):
        for path in PAGES:
            reached[path].append(requests_a_second(port, path, cookie))
    median = {path: sorted(rates)[ROUNDS // 2] for path, rates in reached.items()}
    for path, rate in median.items():
        bare, ours = rate / median["/hello"], rate / median["/healthz"]
        say(f"  {path:<12} {rate:>8.0f} requests/s  {bare:.2f} × hello, {ours:.2f} × ours")
    verdict("bare hello / due queue", median["/hello"] / median["/cases"], most=4)
    verdict("hello of ours / due queue", median["/healthz"] / median["/cases"], most=4)


def requests_a_second(port, path, cookie):
    until = time.perf_counter() + SECONDS
    with ThreadPoolExecutor(CLIENTS) as pool:
        counts = pool.map(partial(ask_until, port, path, cookie), [until] * CLIENTS)
        return sum(counts) / SECONDS


def ask_until(port, path, cookie, until):
    count = 0
    while time.perf_counter() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        connection.close()
        count += 1
    return count


def paging(office):
    """The first page of each list and its last, by the query alone."""
    last_open = Cursor(None, NEWEST)
    jobs = {
        "due queue, first": partial(one_open, office, START, backwards=False),
        "due queue, last": partial(one_open, office, last_open, backwards=True),
        "all cases, first": partial(one_all, office, NEWEST, backwards=False),
        "all cases, last": partial(one_all, office, 0, backwards=True),
    }
    assert all(len(job()) == SIZE for job in jobs.values())
    taken = alternate(jobs, 31, dict.fromkeys(jobs, 10))
    print_table("a page's query", taken, against="due queue, first", unit="ms")
    for name in ("due queue", "all cases"):
        verdict(
            f"{name}: last / first", taken[f"{name}, last"] / taken[f"{name}, first"], most=1.2
        )


def one_open(office, at, *, backwards):
    with office.reading() as session:
        return open_page(session, {"agency": AGENCY}, at, SIZE, backwards=backwards).rows


def one_all(office, at, *, backwards):
    with office.reading() as session:
        return all_page(session, {"agency": AGENCY}, at, SIZE, backwards=backwards).rows


# -- the server ---------------------------------------------------------------------------------


def application():
    """What gunicorn serves: the program, and a page that only says hello."""
    program = create_app(open_office(read_settings(os.environ)))
    gc.freeze()  # as in casework.web.wsgi
    hello = Flask("hello")
    hello.add_url_rule("/hello", view_func=lambda: "hello")

    def either(environ, start_response):
        chosen = hello if environ["PATH_INFO"] == "/hello" else program
        return chosen(environ, start_response)

    return either


@contextlib.contextmanager
def served(office):
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers=2", "--log-level=error"]
    command += [f"--bind=127.0.0.1:{port}", f"{__spec__.name}:application()"]
    environment = os.environ | {"CASEWORK_DATA": str(office.settings.data)}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port):
    for _ in range(300):
        try:
            ask_until(port, "/hello", "", time.perf_counter() + 0.01)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError


def signed_in(office):
    """The cookie of the agency's one person."""
    with acting(office, None) as act:
        token = open_session(act, act.tx.get_one(PersonRow, PERSON), Place("127.0.0.1", "bench"))
    browser = create_app(office).test_client()
    with browser.session_transaction() as held:
        held.update(_user_id=token, _fresh=True)
    # The first page puts the token of the forms into the cookie, as in every browser.
    browser.get("/cases")
    return f"casework={browser.get_cookie('casework').value}"


if __name__ == "__main__":
    main()
