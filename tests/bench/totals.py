"""The year's tables: counted through the store, by bare SQL, and by loading the cases.

python -m tests.bench.totals [--postgres]
"""

import math
import sys
from collections import Counter

import psycopg
from sqlmodel import select

from casework.report.facts import Fact
from casework.report.table3 import table_of, tabulate
from casework.store.queries.totals import count_table3, count_table3_by_agency
from casework.store.sqlite import choose_library
from casework.store.tables import CaseRow
from tests.bench.registers import LARGE, SMALL, postgres_register, sqlite_register
from tests.bench.rounds import alternate, print_machine, print_table, say, verdict
from tests.support.postgres import database, postgres

YEAR = 2023
ROUNDS = 31
QUICK = 10
"""How often a job of a millisecond or so is run in each round."""
KEYS = "closed_year, recv_year, counted_outcome, applicant_kind"


def main(arguments):
    print_machine()
    if "--postgres" in arguments:
        with (
            postgres() as server,
            database(server) as small,
            database(server) as large,
            postgres_register(SMALL, small) as less,
            postgres_register(LARGE, large) as more,
        ):
            compare(less, more)
        return
    with sqlite_register(SMALL) as less, sqlite_register(LARGE) as more:
        compare(less, more)


def compare(less, more):
    """Everything that is asked of the totals, on a small register and a large one."""
    whole_register(more)
    against_objects(more)
    growth(less, more)
    one_agency(less, more)
    subtree(more)
    every_agency(more)


def whole_register(office):
    """Table 三 of all cases together."""
    bare = bare_connection(office)
    jobs = {"bare SQL": lambda: bare_cells(bare), "count_table3": lambda: cells(office)}
    assert jobs["bare SQL"]() == jobs["count_table3"]()
    taken = alternate(jobs, ROUNDS, dict.fromkeys(jobs, QUICK))
    print_table(f"table 三 of {YEAR}, whole register", taken, against="bare SQL", unit="ms")
    verdict("count_table3 / bare SQL", taken["count_table3"] / taken["bare SQL"], most=1.3)


def against_objects(office):
    """The same by loading the cases as objects and asking the specification."""
    jobs = {"count_table3": lambda: cells(office), "CaseRow objects": lambda: by_objects(office)}
    assert by_objects(office) == table_of(cells(office), YEAR)
    taken = alternate(jobs, 3, {"count_table3": QUICK})
    print_table("the same from objects", taken, against="count_table3", unit="ms")
    verdict("count_table3 / objects", taken["count_table3"] / taken["CaseRow objects"], most=0.01)


def growth(less, more):
    """Ten times the cases may take ten times as long."""
    jobs = {
        f"{SMALL.cases:,} cases": lambda: cells(less),
        f"{LARGE.cases:,} cases": lambda: cells(more),
    }
    taken = alternate(jobs, ROUNDS, dict.fromkeys(jobs, QUICK))
    short, long = taken
    print_table("growth", taken, against=short, unit="ms")
    factor = LARGE.cases / SMALL.cases
    verdict("exponent", math.log(taken[long] / taken[short], factor), most=1)


def one_agency(less, more):
    """The year of an agency, alone and among ten times as many others."""
    (few, in_small), (many, in_large) = same_size(less, more)
    say(f"\none agency whose table counts {few} cases (and {many} in the large register)")
    jobs = {
        f"among {SMALL.cases:,}": lambda: cells(less, [in_small]),
        f"among {LARGE.cases:,}": lambda: cells(more, [in_large]),
    }
    taken = alternate(jobs, ROUNDS, dict.fromkeys(jobs, QUICK))
    alone, among = taken
    print_table("one agency's year", taken, against=alone, unit="ms")
    verdict("large / small register", taken[among] / taken[alone], most=1.3)


def subtree(office):
    """The province by naming all its agencies, and without naming any."""
    ids = list(range(1, LARGE.agencies + 1))
    jobs = {"all cases": lambda: cells(office), "all agencies by id": lambda: cells(office, ids)}
    assert jobs["all cases"]() == jobs["all agencies by id"]()
    taken = alternate(jobs, ROUNDS, dict.fromkeys(jobs, QUICK))
    print_table("the root of the tree", taken, against="all cases", unit="ms")


def every_agency(office):
    """Every agency apart, in one statement."""
    bare = bare_connection(office)

    def ours():
        with office.reading() as session:
            return count_table3_by_agency(session, YEAR)

    jobs = {"bare GROUP BY agency": lambda: bare_rows(bare, "agency_id, "), "every agency": ours}
    taken = alternate(jobs, ROUNDS)
    print_table("every agency's table 三", taken, against="bare GROUP BY agency", unit="ms")
    reached = taken["every agency"] / taken["bare GROUP BY agency"]
    verdict("count_table3_by_agency / bare GROUP BY", reached, most=3.5)


def cells(office, agency_ids=None):
    with office.reading() as session:
        return count_table3(session, agency_ids, YEAR)


def bare_connection(office):
    """The same file or server, by its driver alone."""
    if office.store.engine.dialect.name == "sqlite":
        return choose_library().connect(office.store.engine.url.database)
    return psycopg.connect(office.settings.database_url, autocommit=True)


def bare_rows(connection, by=""):
    counted = f"SELECT {by}{KEYS}, count(*) FROM cases WHERE"
    grouped = f"AND recv_year <= {YEAR} GROUP BY {by}{KEYS}"
    closed = f"{counted} closed_year >= {YEAR} {grouped}"
    still_open = f"{counted} closed_year IS NULL {grouped}"
    return connection.execute(f"{closed} UNION ALL {still_open}").fetchall()


def bare_cells(connection):
    found = Counter()
    for closed, received, outcome, kind, n in bare_rows(connection):
        found["new" if received == YEAR else "carried_in", kind] += n
        found[outcome if closed == YEAR else "carried_out", kind] += n
    return found


def by_objects(office):
    with office.reading() as session:
        facts = [
            Fact(
                c.number, c.applicant_kind, c.received_on, c.counted_on, c.counted_outcome or None
            )
            for c in session.exec(select(CaseRow))
        ]
    return tabulate(facts, YEAR)


def same_size(less, more):
    """An agency of each register, with as nearly as can be the same number of cases counted."""
    small, large = counted_by_agency(less), counted_by_agency(more)
    pairs = [((n, a), (m, b)) for n, a in small for m, b in large if n >= 50]
    return min(pairs, key=lambda pair: (abs(pair[0][0] - pair[1][0]), -pair[0][0]))


def counted_by_agency(office):
    """How many rows of the index an agency's year reads."""
    found = Counter()
    for agency_id, *_, n in bare_rows(bare_connection(office), "agency_id, "):
        found[agency_id] += n
    return [(n, agency_id) for agency_id, n in found.items()]


if __name__ == "__main__":
    main(sys.argv[1:])
