"""Keeping the search in step with the cases: in the same transaction, or for all of them anew."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text

from casework.store.tables import METADATA
from casework.store.words import plain_parts, words_of_case

_CASES = METADATA.tables["cases"]
_TEXTS = METADATA.tables["case_texts"]
_PARTIES = METADATA.tables["case_applicants"]
_APPLICANTS = METADATA.tables["applicants"]
_BATCH = 500
_IDS: Any = bindparam("ids", expanding=True)

_BESIDE = _CASES.outerjoin(_TEXTS, _TEXTS.c.case_id == _CASES.c.id)
_NOW = (
    select(_CASES.c.id, _CASES.c.agency_id, _CASES.c.serial, _CASES.c.number)
    .add_columns(_CASES.c.subject, _CASES.c.request, _TEXTS.c.plain)
    .select_from(_BESIDE)
    .where(_CASES.c.id.in_(_IDS))
)
_NEXT_IDS = (
    select(_CASES.c.id)
    .where(_CASES.c.id > bindparam("after"))
    .order_by(_CASES.c.id)
    .limit(bindparam("limit"))
)
_NAMES = (
    select(_PARTIES.c.case_id, _APPLICANTS.c.name)
    .join_from(_PARTIES, _APPLICANTS, _APPLICANTS.c.id == _PARTIES.c.applicant_id)
    .where(_PARTIES.c.case_id.in_(_IDS))
    .order_by(_PARTIES.c.case_id, _PARTIES.c.position)
)
_FORGET = delete(_TEXTS).where(_TEXTS.c.case_id.in_(_IDS))
_WRITE = insert(_TEXTS)

# An index without content is told what it is to forget: the words as they were.
_FTS_FORGET = text(
    "INSERT INTO case_words (case_words, rowid, words) VALUES ('delete', :id, :was)"
)
_FTS_WRITE = text("INSERT INTO case_words (rowid, words) VALUES (:id, :words)")
_GIN_WRITE = text(
    "INSERT INTO case_words (case_id, words) "
    "VALUES (:id, array_to_tsvector(string_to_array(:words, ' '))) "
    "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words"
)


class _Moved(NamedTuple):
    """A case whose text is not the one in the index."""

    row: Row[Any]
    plain: str

    def words(self, plain: str) -> str:
        return " ".join(words_of_case(self.row.agency_id, self.row.serial, plain))


def index_cases(connection: Connection, case_ids: Iterable[int]) -> int:
    """Let some cases be found by what they are now; says for how many that was something new."""
    ids = list(case_ids)
    rows = connection.execute(_NOW, {"ids": ids}).all()
    names = _names(connection, ids)
    moved = [
        _Moved(row, plain) for row in rows if (plain := _plain(row, names[row.id])) != row.plain
    ]
    if moved:
        _put(connection, moved)
    return len(moved)


def index_batch(connection: Connection, after: int) -> int | None:
    """The same for the next cases of the whole register; gives the last id, None at the end."""
    found = connection.execute(_NEXT_IDS, {"after": after, "limit": _BATCH})
    ids: Sequence[int] = found.scalars().all()
    if not ids:
        return None
    index_cases(connection, ids)
    return ids[-1]


def _names(connection: Connection, ids: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for case_id, name in connection.execute(_NAMES, {"ids": ids}):
        found[case_id].append(name)
    return found


def _plain(row: Row[Any], names: list[str]) -> str:
    return plain_parts([row.number, row.subject, row.request, *names])


def _put(connection: Connection, moved: list[_Moved]) -> None:
    new = [{"id": case.row.id, "words": case.words(case.plain)} for case in moved]
    if connection.dialect.name == "sqlite":
        old = [
            {"id": case.row.id, "was": case.words(case.row.plain)}
            for case in moved
            if case.row.plain is not None
        ]
        if old:
            connection.execute(_FTS_FORGET, old)
        connection.execute(_FTS_WRITE, new)
    else:
        connection.execute(_GIN_WRITE, new)
    connection.execute(_FORGET, {"ids": [case.row.id for case in moved]})
    connection.execute(_WRITE, [{"case_id": case.row.id, "plain": case.plain} for case in moved])
