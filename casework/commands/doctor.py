"""`casework doctor --json`: what support asks for first."""

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from casework.commands.answer import Arguments, print_json
from casework.commands.opening import (
    is_missing,
    no_register,
    plain_trouble,
    settings_for_reading,
)
from casework.law.calendar import issued_calendar
from casework.settings import Settings
from casework.store.schema import HEAD, revision_of
from casework.store.session import open_engine
from casework.store.sqlite import choose_library, is_safe_for_wal

_PACKAGES = ("flask", "sqlmodel", "sqlalchemy", "celery", "apscheduler", "jinja2", "alembic")
_SECRET = frozenset({"database_url", "broker_url", "smtp_url"})
_MEGABYTE = 1_000_000
_LITTLE_SPACE = 0.1


def run(arguments: list[str]) -> int:
    """Look at machine, settings and database; 1 if something needs a person."""
    parser = Arguments("doctor", "检查运行环境、设置和数据库")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    found = examine(settings_for_reading())
    if options.json:
        print_json(found)
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(found))
    return 1 if found["warnings"] else 0


def examine(settings: Settings) -> dict[str, Any]:
    """Everything worth knowing, and a sentence for each thing that needs a person.

    Nothing is made: a backup must go into a folder that was looked at before.
    """
    with plain_trouble():
        database = _database(settings)
    disk = shutil.disk_usage(_nearest(settings.data))
    calendar = issued_calendar()
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {name: version(name) for name in _PACKAGES},
        "database": database,
        "settings": _settings(settings),
        "disk_free_mb": disk.free // _MEGABYTE,
        "notices_until": calendar.last_known_year,
        "warnings": _warnings(settings, database, disk.free / disk.total),
    }


def _lines(found: dict[str, Any], margin: str = "") -> Iterator[str]:
    """The same to be read: a line a fact, what belongs together below its name."""
    for name, value in found.items():
        if isinstance(value, dict) and "meaning" in value:
            yield f"{margin}{name}：{value['value'] or '未设置'}（{value['meaning']}）"
        elif isinstance(value, dict):
            yield f"{margin}{name}："
            yield from _lines(value, margin + "  ")
        elif isinstance(value, list):
            yield f"{margin}{name}：{'' if value else '无'}"
            yield from (f"{margin}  {each}" for each in value)
        else:
            yield f"{margin}{name}：{value}"


def _database(settings: Settings) -> dict[str, Any]:
    """The database as it is; of a file that is not there yet, what would open it."""
    found: dict[str, Any] = {"kind": "sqlite", "schema": None, "schema_wanted": HEAD}
    if is_missing(settings):
        return found | _library()
    engine = open_engine(settings.database)
    found |= {"kind": engine.dialect.name, "schema": revision_of(engine)}
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            for pragma in ("journal_mode", "synchronous", "foreign_keys"):
                found[pragma] = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
            found |= _library()
        else:
            found["library"] = connection.exec_driver_sql("SHOW server_version").scalar()
    engine.dispose()
    return found


def _library() -> dict[str, Any]:
    library = choose_library()
    return {
        "library": library.sqlite_version,
        "free_of_wal_bug": is_safe_for_wal(library.sqlite_version_info),
    }


def _nearest(folder: Path) -> Path:
    """The folder, or the one it would be made in."""
    return next(each for each in (folder, *folder.absolute().parents) if each.exists())


def _settings(settings: Settings) -> dict[str, dict[str, str]]:
    """Each setting with what it is for; addresses may hold passwords and are not shown."""
    told = {}
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, tuple):
            value = ",".join(value)
        shown = "（已设置）" if name in _SECRET and value else str(value or "")
        told[f"CASEWORK_{name.upper()}"] = {"value": shown, "meaning": field.description or ""}
    return told


def _warnings(settings: Settings, database: dict[str, Any], free: float) -> list[str]:
    found = [*_about_database(settings, database)]
    if settings.host not in ("127.0.0.1", "localhost", "::1"):
        found.append("监听地址不限于本机：请在前面配置 HTTPS，否则登录信息可能被窃听")
    if settings.smtp_url.startswith("smtp") and not settings.mail_from:
        found.append("设置了 CASEWORK_SMTP_URL，没有设置 CASEWORK_MAIL_FROM，邮件发不出去")
    if free < _LITTLE_SPACE:
        found.append("磁盘剩余空间不足一成，请清理")
    return found


def _about_database(settings: Settings, database: dict[str, Any]) -> Iterator[str]:
    if is_missing(settings):
        yield no_register(settings)
        return
    if database["schema"] != HEAD:
        now = database["schema"] or "空"
        yield f"数据库结构为 {now}，本程序需要 {HEAD}，请运行 casework migrate"
    if database["kind"] == "sqlite" and database["journal_mode"] not in ("wal", "truncate"):
        yield f"SQLite 日志方式为 {database['journal_mode']}，断电时可能丢失数据"
