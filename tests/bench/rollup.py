"""Twenty thousand agencies with a million cases: every agency apart with what stands under it.

python -m tests.bench.rollup [--postgres]
"""

import math
import resource
import statistics
import sys
import time
from datetime import date

from sqlalchemy import event

from casework.desk.reporting import whose
from casework.papers.annual_report import render
from casework.report.below import own_and_below
from casework.report.table3 import table_of
from casework.store.queries.agencies import parents_on
from casework.store.queries.totals import count_table3, count_table3_by_agency
from tests.bench.registers import LARGE, PROVINCE, SMALL, postgres_register, sqlite_register
from tests.bench.rounds import alternate, print_machine, print_table, say, verdict
from tests.bench.totals import YEAR, bare_connection, bare_rows, cells, same_size
from tests.support.postgres import database, postgres
from tests.support.sample_report import report_2023

END = date(YEAR, 12, 31)
ROOT = 1
ROUNDS = 7


def main(arguments):
    print_machine()
    if "--postgres" in arguments:
        with (
            postgres() as server,
            database(server) as large,
            database(server) as province,
            postgres_register(LARGE, large) as less,
            postgres_register(PROVINCE, province) as more,
        ):
            compare(less, more)
        return
    with (
        sqlite_register(SMALL) as least,
        sqlite_register(LARGE) as less,
        sqlite_register(PROVINCE) as more,
    ):
        compare(less, more)
        one_agency(least, more)
    docx()


def compare(less, more):
    every_agency(more)
    root(more)
    growth(less, more)
    memory(more)


def every_agency(office):
    """Each agency's own table and that of its subtree, against counting the rows alone."""
    bare = bare_connection(office)
    whole = below(office)
    assert table_of(whole[ROOT], YEAR) == table_of(cells(office), YEAR)
    jobs = {
        "bare GROUP BY agency": lambda: bare_rows(bare, "agency_id, "),
        "own and below": lambda: below(office),
    }
    taken = alternate(jobs, ROUNDS)
    print_table(
        f"table 三 of {YEAR}, {len(whole):,} agencies", taken, against=next(iter(jobs)), unit="ms"
    )
    reached = taken["own and below"] / taken["bare GROUP BY agency"]
    verdict("own and below / bare GROUP BY", reached, most=3.5)
    verdict("statements", len(asked(office, below)), most=3)


def root(office):
    """The whole province by its tree, and without asking for anybody."""
    jobs = {"no filter": lambda: cells(office), "the root's subtree": lambda: of_root(office)}
    assert jobs["no filter"]() == jobs["the root's subtree"]()
    taken = alternate(jobs, ROUNDS, dict.fromkeys(jobs, 3))
    print_table("the root of the tree", taken, against="no filter", unit="ms")
    verdict("root / no filter", taken["the root's subtree"] / taken["no filter"], most=1.5)


def growth(less, more):
    """Ten times the cases in twenty times the agencies; what is read are rows of both."""
    rows = [len(bare_rows(bare_connection(office), "agency_id, ")) for office in (less, more)]
    jobs = {
        f"{LARGE.cases:,} cases, {rows[0]:,} rows": lambda: below(less),
        f"{PROVINCE.cases:,} cases, {rows[1]:,} rows": lambda: below(more),
    }
    taken = alternate(jobs, ROUNDS)
    short, long = taken
    print_table("growth of own and below", taken, against=short, unit="ms")
    factor = rows[1] / rows[0]
    verdict("exponent by rows", math.log(taken[long] / taken[short], factor), most=1)


def one_agency(less, more):
    """The same agency's year in a register a hundred times as large."""
    (few, in_small), (many, in_large) = same_size(less, more)
    say(f"\none agency whose table counts {few} cases (and {many} in the province)")
    jobs = {
        f"among {SMALL.cases:,}": lambda: cells(less, [in_small]),
        f"among {PROVINCE.cases:,}": lambda: cells(more, [in_large]),
    }
    taken = alternate(jobs, 31, dict.fromkeys(jobs, 10))
    alone, among = taken
    print_table("one agency's year", taken, against=alone, unit="ms")
    verdict("province / small register", taken[among] / taken[alone], most=1.3)


def memory(office):
    below(office)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"\npeak of the process: {peak:.0f} MB")


def docx():
    """One report as Word, in time of the processor: the disk and the neighbours do not count."""
    report, spent = report_2023(), []
    for _ in range(15):
        started = time.process_time()
        render(report, "docx")
        spent.append(time.process_time() - started)
    verdict("docx, ms", statistics.median(spent) * 1000, most=100)


def below(office):
    with office.reading() as session:
        own = count_table3_by_agency(session, YEAR)
        return own_and_below(own, parents_on(session, END))


def of_root(office):
    with office.reading() as session:
        return count_table3(session, whose(session, ROOT, YEAR), YEAR)


def asked(office, job):
    """The statements that a job sends."""
    told = []

    def note(_connection, _cursor, statement, *_rest):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            told.append(statement)

    event.listen(office.store.engine, "before_cursor_execute", note)
    job(office)
    event.remove(office.store.engine, "before_cursor_execute", note)
    return told


if __name__ == "__main__":
    main(sys.argv[1:])
