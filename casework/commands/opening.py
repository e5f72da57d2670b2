"""Opening the register from a command: settings from the environment, trouble in one line."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from casework.commands.answer import WrongCall
from casework.desk.refusals import Refused
from casework.office import ClockBehind, Office, WrongKeys, open_office
from casework.settings import BadKeyFile, BadSettings, Settings, make_private_folder, read_settings
from casework.store.migrations import upgrade
from casework.store.schema import HEAD, WrongSchema, revision_of
from casework.store.session import open_engine
from casework.store.snapshot import snapshot

FOLDER = "data"
DEMO_FOLDER = "demo-data"


def settings_of_environment(data: str = FOLDER) -> Settings:
    """The settings; raises WrongCall with the line that names a wrong variable."""
    try:
        return read_settings(os.environ, data)
    except (BadSettings, BadKeyFile) as wrong:
        raise WrongCall(str(wrong)) from None


def settings_for_reading() -> Settings:
    """The settings of a command that only looks: a newcomer's one register may be the demo."""
    settings = settings_of_environment()
    if is_missing(settings) and "CASEWORK_DATA" not in os.environ:
        demo = settings_of_environment(DEMO_FOLDER)
        if not is_missing(demo):
            sys.stderr.write(f"没有 {FOLDER} 文件夹，使用演示数据 {DEMO_FOLDER}\n")
            return demo
    return settings


def is_missing(settings: Settings) -> bool:
    """Whether the register would be an SQLite file that is not there."""
    return not settings.database_url and not (settings.data / "casework.db").exists()


def no_register(settings: Settings) -> str:
    """What to do where the data folder holds no register, in one line."""
    return (
        f"{settings.data} 里还没有登记簿；请用 CASEWORK_DATA 指定数据文件夹，"
        "或者先运行 casework serve（casework demo 为演示）"
    )


@contextmanager
def plain_trouble() -> Iterator[None]:
    """What may go wrong with a register, told in one line instead of a traceback."""
    try:
        yield
    except (BadSettings, BadKeyFile, WrongKeys, WrongSchema, ClockBehind, Refused) as wrong:
        raise WrongCall(str(wrong)) from None
    except OperationalError as wrong:
        raise WrongCall(_unusable(wrong)) from None
    except DatabaseError as wrong:
        # SQLite says so of a damaged file; its other errors have classes of their own.
        if type(wrong) is not DatabaseError:
            raise
        raise WrongCall("数据库文件已损坏；请从备份恢复（casework restore）") from None
    except PermissionError as wrong:
        raise WrongCall(f"没有权限使用 {wrong.filename}") from None


def _unusable(wrong: OperationalError) -> str:
    reason = str(wrong.orig).strip().splitlines()[0] if wrong.orig else "没有回应"
    if "locked" in reason or "lock timeout" in reason:
        return "另一个程序正在写入数据库，这次没有办理；请稍后再试"
    return f"数据库用不了：{reason}；请检查 CASEWORK_DATABASE_URL 和磁盘"


@contextmanager
def register(settings: Settings, *, make: bool = False) -> Iterator[Office]:
    """The office that the settings name, closed again at the end.

    With `make`, an empty database first gets its tables and the file of an older program is
    brought up to date; a shared database is left to `migrate`. Without it, a folder that holds no
    register is refused and left as it is.
    """
    with plain_trouble():
        if make:
            _make_tables(settings)
        elif is_missing(settings):
            raise WrongCall(no_register(settings))
        office = open_office(settings)
        try:
            yield office
        finally:
            office.close()


@contextmanager
def register_if_any() -> Iterator[Office | None]:
    """The office of a command that has something to say without a register too."""
    settings = settings_for_reading()
    if is_missing(settings):
        yield None
        return
    with register(settings) as office:
        yield office


def _make_tables(settings: Settings) -> None:
    make_private_folder(settings.data)
    engine = open_engine(settings.database)
    try:
        found = revision_of(engine)
        if found is None:
            upgrade(engine)
        elif found < HEAD and not settings.database_url:
            _upgrade_own_file(settings, engine, found)
    finally:
        engine.dispose()


def _upgrade_own_file(settings: Settings, engine: Engine, found: str) -> None:
    """Bring the SQLite file of an older program up to this one, a copy of it kept beside."""
    copy = settings.data / f"casework-{found}.db"
    if not copy.exists():
        snapshot(engine, copy)
    upgrade(engine)
    sys.stderr.write(f"数据库结构已从 {found} 升级到 {HEAD}；升级前的副本：{copy}\n")
