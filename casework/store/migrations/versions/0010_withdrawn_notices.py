"""A notice that was imported wrongly is withdrawn and stays; its number may come again.

Notices and reckonings get keys of their own. What is kept meanwhile lies in temporary tables, for
neither database changes a primary key in place.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_STAMP = sa.DateTime(timezone=True)
_STANDING = sa.text("withdrawn_at IS NULL")
_KEPT = ("kept_notices", "kept_runs", "kept_moves")


def upgrade() -> None:
    _keep()
    _make(
        [sa.Column("id", sa.Integer(), nullable=False), _text("number")],
        [
            sa.Column("withdrawn_at", _STAMP, nullable=True),
            sa.Column("withdrawn_by", sa.Integer(), nullable=True),
            _text("withdrawn_why"),
            sa.ForeignKeyConstraint(
                ["withdrawn_by"], ["people.id"], name="fk_notices_withdrawn_by_people"
            ),
            sa.PrimaryKeyConstraint("id", name="pk_notices"),
        ],
        [
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("notice_id", sa.Integer(), nullable=False),
            sa.Column("withdrawal", sa.Boolean(), nullable=False),
            sa.ForeignKeyConstraint(
                ["notice_id"], ["notices.id"], name="fk_calendar_runs_notice_id_notices"
            ),
            sa.PrimaryKeyConstraint("id", name="pk_calendar_runs"),
            sa.UniqueConstraint(
                "notice_id", "withdrawal", name="uq_calendar_runs_notice_id_withdrawal"
            ),
        ],
        [
            sa.Column("run_id", sa.Integer(), nullable=False),
            sa.ForeignKeyConstraint(
                ["run_id"], ["calendar_runs.id"], name="fk_deadline_moves_run_id_calendar_runs"
            ),
            sa.PrimaryKeyConstraint(
                *("run_id", "case_id", "milestone", "ref", "round"), name="pk_deadline_moves"
            ),
        ],
    )
    op.create_index(
        *("uq_notices_standing", "notices", ["number"]),
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )
    op.execute(
        "INSERT INTO notices"
        " (number, issued_on, year, festivals, imported_at, imported_by, withdrawn_why)"
        " SELECT number, issued_on, year, festivals, imported_at, imported_by, ''"
        " FROM kept_notices ORDER BY imported_at, number"
    )
    op.execute(
        "INSERT INTO calendar_runs (notice_id, withdrawal,"
        " since, total, done, moved, last_case_id, started_at, done_at)"
        " SELECT n.id, false,"
        " k.since, k.total, k.done, k.moved, k.last_case_id, k.started_at, k.done_at"
        " FROM kept_runs k JOIN notices n ON n.number = k.number ORDER BY n.id"
    )
    op.execute(
        "INSERT INTO deadline_moves"
        " (run_id, case_id, milestone, ref, round, was_on, now_on, at)"
        " SELECT r.id, k.case_id, k.milestone, k.ref, k.round, k.was_on, k.now_on, k.at"
        " FROM kept_moves k JOIN notices n ON n.number = k.number"
        " JOIN calendar_runs r ON r.notice_id = n.id"
    )
    _owe_by_run()
    _drop(_KEPT)


def _owe_by_run() -> None:
    """What of a reckoning is still owed names its run from now on."""
    runs = op.get_bind().execute(
        sa.text("SELECT r.id, n.number FROM calendar_runs r JOIN notices n ON n.id = r.notice_id")
    )
    outbox = sa.table("outbox", sa.column("about"), sa.column("payload", sa.JSON()))
    for run_id, number in runs.all():
        op.execute(
            outbox.update()
            .where(outbox.c.about.startswith(f"reckon:{number}:", autoescape=True))
            .values(payload={"run": run_id})
        )


def downgrade() -> None:
    """What was withdrawn is forgotten, with what it moved; so is what is owed for it."""
    _keep()
    op.execute("DELETE FROM outbox WHERE kind = 'reckon'")
    _make(
        [_text("number")],
        [sa.PrimaryKeyConstraint("number", name="pk_notices")],
        [_text("number"), *_of_number("calendar_runs", "number")],
        [
            _text("number"),
            *_of_number("deadline_moves", "number", "case_id", "milestone", "ref", "round"),
        ],
    )
    op.execute(
        "INSERT INTO notices (number, issued_on, year, festivals, imported_at, imported_by)"
        " SELECT number, issued_on, year, festivals, imported_at, imported_by"
        " FROM kept_notices WHERE withdrawn_at IS NULL"
    )
    op.execute(
        "INSERT INTO calendar_runs"
        " (number, since, total, done, moved, last_case_id, started_at, done_at)"
        " SELECT n.number,"
        " k.since, k.total, k.done, k.moved, k.last_case_id, k.started_at, k.done_at"
        " FROM kept_runs k JOIN kept_notices n ON n.id = k.notice_id"
        " WHERE n.withdrawn_at IS NULL"
    )
    op.execute(
        "INSERT INTO deadline_moves"
        " (number, case_id, milestone, ref, round, was_on, now_on, at)"
        " SELECT n.number, k.case_id, k.milestone, k.ref, k.round, k.was_on, k.now_on, k.at"
        " FROM kept_moves k JOIN kept_runs r ON r.id = k.run_id"
        " JOIN kept_notices n ON n.id = r.notice_id WHERE n.withdrawn_at IS NULL"
    )
    _drop(_KEPT)


def _of_number(table: str, *key: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["number"], ["notices.number"], name=f"fk_{table}_number_notices"),
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
    ]


def _keep() -> None:
    op.execute("CREATE TEMPORARY TABLE kept_notices AS SELECT * FROM notices")
    op.execute("CREATE TEMPORARY TABLE kept_runs AS SELECT * FROM calendar_runs")
    op.execute("CREATE TEMPORARY TABLE kept_moves AS SELECT * FROM deadline_moves")
    _drop(("deadline_moves", "calendar_runs", "notices"))


def _drop(tables: Iterable[str]) -> None:
    for table in tables:
        op.drop_table(table)


def _make(
    notice_key: list[Any], notice_more: list[Any], run_key: list[Any], move_key: list[Any]
) -> None:
    op.create_table(
        "notices",
        *notice_key,
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("festivals", sa.JSON(), nullable=False),
        sa.Column("imported_at", _STAMP, nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        *notice_more,
        sa.ForeignKeyConstraint(
            ["imported_by"], ["people.id"], name="fk_notices_imported_by_people"
        ),
    )
    op.create_table(
        "calendar_runs",
        *run_key,
        sa.Column("since", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("total", "done", "moved", "last_case_id")
        ),
        sa.Column("started_at", _STAMP, nullable=False),
        sa.Column("done_at", _STAMP, nullable=True),
    )
    op.create_table(
        "deadline_moves",
        *move_key,
        sa.Column("case_id", sa.Integer(), nullable=False),
        *(_text(name) for name in ("milestone", "ref")),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("was_on", sa.Date(), nullable=True),
        sa.Column("now_on", sa.Date(), nullable=True),
        sa.Column("at", _STAMP, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deadline_moves_case_id_cases"),
    )
    op.create_index("ix_deadline_moves_at", "deadline_moves", ["at", "case_id"])
    op.create_index("ix_deadline_moves_case_id", "deadline_moves", ["case_id"])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)
