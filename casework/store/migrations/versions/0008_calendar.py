"""What an imported notice moved and how far the reckoning has come; secret calendar addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_STAMP = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "calendar_runs",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("last_case_id", sa.Integer(), nullable=False),
        sa.Column("started_at", _STAMP, nullable=False),
        sa.Column("done_at", _STAMP, nullable=True),
        sa.ForeignKeyConstraint(
            ["number"], ["notices.number"], name="fk_calendar_runs_number_notices"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_calendar_runs"),
    )
    op.create_table(
        "deadline_moves",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("milestone", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("was_on", sa.Date(), nullable=True),
        sa.Column("now_on", sa.Date(), nullable=True),
        sa.Column("at", _STAMP, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["notices.number"], name="fk_deadline_moves_number_notices"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_deadline_moves_case_id_cases"),
        sa.PrimaryKeyConstraint(
            "number", "case_id", "milestone", "ref", "round", name="pk_deadline_moves"
        ),
    )
    op.create_index("ix_deadline_moves_at", "deadline_moves", ["at", "case_id"])
    op.create_index("ix_deadline_moves_case_id", "deadline_moves", ["case_id"])
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _STAMP, nullable=False),
        sa.Column("revoked_at", _STAMP, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_feeds_person_id_people"),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_feeds_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("token_sha256", name="uq_feeds_token_sha256"),
    )
    op.create_index("ix_feeds_person_id", "feeds", ["person_id"])


def downgrade() -> None:
    op.drop_table("feeds")
    op.drop_table("deadline_moves")
    op.drop_table("calendar_runs")
