"""A copy of a SQLite database while others write to it: one moment of it, proved sound.

Copying the file itself would miss what still lies in the write-ahead log, or tear a page in two.
"""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from casework.store.sqlite import choose_library


class DamagedDatabase(OSError):
    """The database is not sound; the copy was thrown away."""


def snapshot(engine: Engine, target: Path) -> None:
    """Copy the database to a new file that only its owner reads; raises DamagedDatabase."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = choose_library().connect(str(target))
    try:
        source = engine.raw_connection()
        try:
            driver: Any = source.driver_connection
            driver.backup(copy)
        finally:
            source.close()
        # A single file: the copy needs no log of its own.
        copy.execute("PRAGMA journal_mode = DELETE")
        told = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if told != "ok":
        raise DamagedDatabase("数据库没有通过完整性检查，请联系技术支持，并保留现有的备份")
