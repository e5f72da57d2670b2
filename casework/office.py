"""What the desk has at hand: the database, the files, the calendar and the day.

The day is asked for here and nowhere below. If the machine's clock stands before the newest
record, nothing is written: a register whose entries run backwards proves nothing in court.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from cryptography.fernet import InvalidToken
from sqlmodel import Session

from casework.law.calendar import WorkCalendar, issued_calendar
from casework.law.notices import NOTICES, Notice
from casework.settings import Settings, make_private_folder
from casework.store.audit import AuditChain, head_of
from casework.store.files import FileStore
from casework.store.queries.applicants import newest_applicant
from casework.store.queries.notices import imported_notices
from casework.store.schema import refuse_other_schema
from casework.store.session import Store, open_store
from casework.store.tables import utc_now

_SKEW = timedelta(minutes=1)
"""Several machines never agree to the second; that is no reason to stop."""


class ClockBehind(RuntimeError):
    """The machine's clock is wrong; the message tells staff what to do."""


class WrongKeys(RuntimeError):
    """The key files are not those the database was written with."""


@dataclass(frozen=True, slots=True)
class Office:
    """The ports of one register. `now` is the machine's clock, aware UTC."""

    settings: Settings
    store: Store
    files: FileStore
    audit: AuditChain
    now: Callable[[], datetime] = utc_now

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One action: everything written in the block is stored together, or nothing is.

        Raises ClockBehind, before anything is written, if the machine's clock is behind.
        """
        with self.store.writing() as session:
            self._refuse_clock_behind(session)
            yield session

    def reading(self) -> AbstractContextManager[Session]:
        """One moment of the register, to look at."""
        return self.store.reading()

    def calendar(self, session: Session) -> WorkCalendar:
        """The notices the program came with and those imported since.

        Working days are the same for all agencies. A notice that was imported and later
        delivered counts once.
        """
        delivered = {notice.number for notice in NOTICES}
        imported = [n for n in imported_notices(session) if n.number not in delivered]
        return _calendar_with(tuple(imported)) if imported else issued_calendar()

    def today(self) -> date:
        """The legal day, in the office's time zone."""
        return self.now().astimezone(ZoneInfo(self.settings.timezone)).date()

    def clock_behind(self) -> str | None:
        """What the pages say when the machine's clock is behind, None when it is not."""
        with self.reading() as session:
            try:
                self._refuse_clock_behind(session)
            except ClockBehind as behind:
                return str(behind)
        return None

    def close(self) -> None:
        """Give the database back."""
        self.store.close()

    def _refuse_clock_behind(self, session: Session) -> None:
        newest = head_of(session)
        if newest and self.now() < newest.at - _SKEW:
            zone = ZoneInfo(self.settings.timezone)
            now, last = (f"{at.astimezone(zone):%Y-%m-%d %H:%M}" for at in (self.now(), newest.at))
            raise ClockBehind(
                f"本机时钟（{now}）早于最近一次登记的时间（{last}），已停止写入。请先校准本机时钟。"
            )


@lru_cache(maxsize=8)
def _calendar_with(imported: tuple[Notice, ...]) -> WorkCalendar:
    """Built once for each set of imported notices: it has thousands of days."""
    return WorkCalendar((*NOTICES, *imported))


def open_office(settings: Settings) -> Office:
    """Open the register that the settings name.

    Raises WrongSchema unless it is up to date, WrongKeys unless it was written with our keys.
    """
    make_private_folder(settings.data)
    store = open_store(settings)
    try:
        refuse_other_schema(store.engine)
        audit = AuditChain(settings.audit_key())
        office = Office(settings, store, FileStore(settings.data / "files"), audit)
        _refuse_other_keys(office)
    except BaseException:
        store.close()
        raise
    return office


def _refuse_other_keys(office: Office) -> None:
    """A restored database whose keys were left behind must not go on with new ones."""
    with office.reading() as session:
        if not office.audit.knows_head(session):
            raise WrongKeys("审计链密钥文件不是本数据库所用的那一个，请放回原来的密钥文件")
        try:
            newest_applicant(session)
        except InvalidToken:
            raise WrongKeys(
                "申请人信息加密密钥文件不是本数据库所用的那一个，请放回原来的密钥文件"
            ) from None
