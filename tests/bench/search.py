"""The search of an agency with 100,000 cases against LIKE over the same text.

python -m tests.bench.search [--postgres]
"""

import sys

from sqlalchemy import text

from casework.store.queries.lists import NEWEST
from casework.store.queries.search import search_page
from casework.store.queries.search_index import index_cases
from casework.store.words import wanted
from tests.bench.registers import ALONE, postgres_register, sqlite_register
from tests.bench.rounds import alternate, print_machine, print_table, verdict
from tests.support.postgres import database, postgres

AGENCY = 1
SIZE = 50
RARE = "晋阳里幼儿园招生方案"
WORDS = {
    "common, two characters": "征收",
    "common, eight characters": "房屋征收补偿的批",
    "rare, two characters": "幼儿",
    "rare, five characters": "晋阳里幼儿",
    "absent": "潮汐电站",
}
FAST = ("rare, two characters", "rare, five characters", "absent")
LIKE = text(
    "SELECT id FROM cases JOIN case_texts ON case_id = id WHERE agency_id = :agency "
    "AND plain LIKE :pattern ORDER BY id DESC LIMIT :limit"
)


def main(arguments):
    print_machine()
    if "--postgres" in arguments:
        with (
            postgres() as server,
            database(server) as url,
            postgres_register(ALONE, url) as office,
        ):
            compare(office)
        return
    with sqlite_register(ALONE) as office:
        compare(office)


def compare(office):
    put_rare_words(office)
    for name, word in WORDS.items():
        jobs = {"LIKE": lambda word=word: by_like(office, word)}
        jobs["search"] = lambda word=word: by_search(office, word)
        assert jobs["LIKE"]() == jobs["search"](), word
        taken = alternate(jobs, 15, {"search": 5})
        print_table(f"{name}, the newest {SIZE}", taken, against="search", unit="ms")
        if name in FAST:
            verdict("search / LIKE", taken["search"] / taken["LIKE"], most=1 / 20)


def put_rare_words(office):
    """Three cases, old, middling and new, bear a subject that no other has."""
    ids = [5, ALONE.cases // 2, ALONE.cases - 5]
    with office.store.writing() as session:
        connection = session.connection()
        for case_id in ids:
            change = text("UPDATE cases SET subject = :subject WHERE id = :id")
            connection.execute(change, {"subject": RARE, "id": case_id})
        index_cases(connection, ids)


def by_search(office, word):
    with office.reading() as session:
        given = {"agency": AGENCY}
        page = search_page(session, wanted(word), given, NEWEST, SIZE, backwards=False)
        return [row.id for row in page.rows]


def by_like(office, word):
    with office.reading() as session:
        asked = {"agency": AGENCY, "pattern": f"%{word}%", "limit": SIZE}
        return list(session.connection().execute(LIKE, asked).scalars())


if __name__ == "__main__":
    main(sys.argv[1:])
