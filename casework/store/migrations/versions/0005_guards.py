"""What was recorded stays: the database itself refuses to change events and audit entries."""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = ("events", "dispute_events", "audit")
REFUSAL = "recorded rows are never changed"


def upgrade() -> None:
    op.execute("INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, '')")
    if op.get_bind().dialect.name == "sqlite":
        for statement in _sqlite_triggers():
            op.execute(statement)
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for name in ("update", "delete") if on_sqlite else ("stay",):
            op.execute(f"DROP TRIGGER {table}_{name}" + ("" if on_sqlite else f" ON {table}"))
    if not on_sqlite:
        op.execute("DROP FUNCTION refuse_change()")
    op.execute("DELETE FROM audit_head")


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}: {table}'); END"
        for table in TABLES
        for verb in ("update", "delete")
    ]
