"""Fills a register with an invented one: all of it in one action, row upon row in batches."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import func, insert, select
from sqlmodel import Session

from casework.desk.refusals import Refused
from casework.desk.searching import reindex
from casework.desk.simulation.agencies import CODE, Agency, Row, agency_rows, invent_agencies
from casework.desk.simulation.plan import Plan, days_of_receipt
from casework.desk.simulation.rows import RowMaker
from casework.desk.simulation.upkeep import move_sequences, refresh_statistics
from casework.law.terms import REGULATION_IN_FORCE
from casework.office import Office
from casework.store.audit import Entry
from casework.store.tables import METADATA

BATCH = 2000
"""Cases that are written, and told of, together."""
_ONE_DAY = timedelta(days=1)
_NUMBERED = ("agencies", "people", "applicants", "cases", "disputes")

Progress = Callable[[int], None]
"""Told after each batch how many cases are written."""


class RealAgencies(Refused):
    """The register holds agencies that nobody invented; nothing was written."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was written, and how many of its cases are still open."""

    agencies: int
    cases: int
    events: int
    milestones: int
    disputes: int
    still_open: int


def simulate(office: Office, plan: Plan, progress: Progress) -> Simulated:
    """Write an invented register beside what earlier simulations left; raises RealAgencies.

    It ends with the last year of the plan, or yesterday: what would happen later is left out,
    so its last cases are open.
    """
    rng = Random(plan.seed)  # noqa: S311 (the same seed must make the same register)
    with office.transaction() as session:
        _refuse_real_agencies(session)
        last_ids = {table: _last_id(session, table) for table in _NUMBERED}
        agencies = invent_agencies(rng, plan.agencies, last_ids["agencies"] + 1)
        clerks = {a.id: last_ids["people"] + n for n, a in enumerate(agencies, start=1)}
        since = max(date(plan.first_year, 1, 1), REGULATION_IN_FORCE)
        _insert(session, agency_rows(agencies, clerks, since))
        until = min(date(plan.last_year, 12, 31), office.today() - _ONE_DAY)
        maker = RowMaker(rng, office.calendar(session), until, clerks, last_ids)
        written = _write_cases(session, plan, maker, agencies, progress)
        _insert(session, {"counters": _counters(maker)})
        move_sequences(session, _NUMBERED)
        office.audit.append(session, _entry(office.now(), agencies[0].code, plan))
    reindex(office)
    refresh_statistics(office.store)
    return Simulated(
        plan.agencies,
        written["cases"],
        written["events"],
        written["milestones"],
        written["disputes"],
        written["open"],
    )


def _write_cases(
    session: Session, plan: Plan, maker: RowMaker, agencies: list[Agency], progress: Progress
) -> Counter[str]:
    """How many rows each table got, and how many cases are `open`."""
    written: Counter[str] = Counter()
    for rows in _batches(plan, maker, agencies):
        written.update(_insert(session, rows))
        written["open"] += sum(row["closed_on"] is None for row in rows["cases"])
        progress(written["cases"])
    return written


def _batches(
    plan: Plan, maker: RowMaker, agencies: list[Agency]
) -> Iterator[dict[str, list[Row]]]:
    days = days_of_receipt(maker.rng, plan, maker.calendar, maker.until)
    whose = maker.rng.choices(agencies, [agency.share for agency in agencies], k=plan.cases)
    for count, (agency, day) in enumerate(zip(whose, days, strict=True), start=1):
        maker.add_case(agency, day)
        if count % BATCH == 0 or count == plan.cases:
            yield maker.take()


def _insert(session: Session, rows: Mapping[str, list[Row]]) -> dict[str, int]:
    """Write rows by table, each table after those that its rows point to."""
    for table in METADATA.sorted_tables:
        if rows.get(table.name):
            session.connection().execute(insert(table), rows[table.name])
    return {name: len(of_table) for name, of_table in rows.items()}


def _refuse_real_agencies(session: Session) -> None:
    agencies = METADATA.tables["agencies"]
    real = select(agencies.c.code).where(agencies.c.code.not_like(f"{CODE}%")).limit(1)
    found = session.connection().execute(real).scalar()
    if found is not None:
        raise RealAgencies(
            f"这个数据库里有真实的机关（{found}），不能写入模拟数据；"
            "请用 CASEWORK_DATA 或者 CASEWORK_DATABASE_URL 另指一个空的"
        )


def _last_id(session: Session, table: str) -> int:
    last = select(func.max(METADATA.tables[table].c.id))
    return session.connection().execute(last).scalar() or 0


def _counters(maker: RowMaker) -> list[Row]:
    return [
        {"agency_id": agency_id, "year": year, "last": last}
        for (agency_id, year), last in maker.serials.items()
    ]


def _entry(at: datetime, agency: str, plan: Plan) -> Entry:
    return Entry(at, "simulate", agency, "simulate", "register", asdict(plan))
