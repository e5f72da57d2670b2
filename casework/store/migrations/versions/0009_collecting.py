"""What an office above collects from its units, and the sums it has made."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = ("unit_steps", "collections")
REFUSAL = "recorded rows are never changed"


def upgrade() -> None:
    op.create_table(
        "outside_units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collector_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["collector_id"], ["agencies.id"], name="fk_outside_units_collector_id_agencies"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outside_units"),
        sa.UniqueConstraint(
            "collector_id", "name", "since", name="uq_outside_units_collector_id_name_since"
        ),
    )
    op.create_table(
        "unit_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collector_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("published_at", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collector_id"], ["agencies.id"], name="fk_unit_steps_collector_id_agencies"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name="fk_unit_steps_recorded_by_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unit_steps"),
    )
    op.create_index("ix_unit_steps_due", "unit_steps", ["collector_id", "year", "unit", "id"])
    op.create_table(
        "collections",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("collected", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_collections_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_collections_made_by_people"),
        sa.PrimaryKeyConstraint("agency_id", "year", "version", name="pk_collections"),
    )
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for name in ("update", "delete") if on_sqlite else ("stay",):
            op.execute(f"DROP TRIGGER {table}_{name}" + ("" if on_sqlite else f" ON {table}"))
    op.drop_table("collections")
    op.drop_index("ix_unit_steps_due", table_name="unit_steps")
    op.drop_table("unit_steps")
    op.drop_table("outside_units")


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
