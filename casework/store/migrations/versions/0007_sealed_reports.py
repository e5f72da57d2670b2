"""Sealed reports as files, how they came about, and the guard that keeps both as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = ("report_seals", "report_files")
REFUSAL = "recorded rows are never changed"


def upgrade() -> None:
    op.create_table(
        "report_files",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_report_files_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "version", "format", name="pk_report_files"),
    )
    op.create_table(
        "report_stages",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("signed_sha256", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Integer(), nullable=True),
        sa.Column("excused", sa.JSON(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_report_stages_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(
            ["begun_by"], ["people.id"], name="fk_report_stages_begun_by_people"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["people.id"], name="fk_report_stages_signed_by_people"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "version", name="pk_report_stages"),
    )
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for name in ("update", "delete") if on_sqlite else ("stay",):
            op.execute(f"DROP TRIGGER {table}_{name}" + ("" if on_sqlite else f" ON {table}"))
    op.drop_table("report_stages")
    op.drop_table("report_files")


def _guards() -> list[str]:
    if op.get_bind().dialect.name == "sqlite":
        return [
            f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
            for table in TABLES
            for verb in ("update", "delete")
        ]
    return [
        f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in TABLES
    ]
