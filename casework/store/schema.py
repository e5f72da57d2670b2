"""Which schema the program works with, and which the database has.

Read on every start; it costs one query, where asking alembic would cost most of a second.
"""

from sqlalchemy import Engine, inspect, text

HEAD = "0010"


class WrongSchema(RuntimeError):
    """The database is older or newer than the program; nothing may be written."""


def revision_of(engine: Engine) -> str | None:
    """The revision of the database, None for an empty one."""
    if not inspect(engine).has_table("alembic_version"):
        return None
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def refuse_other_schema(engine: Engine) -> None:
    """Raise WrongSchema, with what to do, unless the database is at the program's revision."""
    found = revision_of(engine)
    if found is None or found < HEAD:
        raise WrongSchema(
            f"数据库结构（{found or '空'}）早于本程序（{HEAD}），请先运行 casework migrate"
        )
    if found > HEAD:
        raise WrongSchema(f"数据库结构（{found}）新于本程序（{HEAD}），请换用新版本的程序")
