"""An agency's report for a year, put together from what the register holds.

Above 150 lines because the parts of one report are gathered in one place, in its order.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from casework.cases.disputes import DisputeState, dispute_state
from casework.cases.projection import project
from casework.desk.asof import end_of
from casework.desk.figures import is_counted
from casework.desk.refusals import NoSuchCase, NotAllowed
from casework.desk.wording import worded
from casework.office import Office
from casework.report.document import CountTable, Report, Table2, Texts
from casework.report.facts import DisputeFact, Fact
from casework.report.forms import FORM_2019, Column, form_of
from casework.report.table2 import Entry, arrange
from casework.report.table3 import table_of, tabulate
from casework.report.table4 import table4_of, tabulate_disputes
from casework.store.dispute_mapping import dispute_events_of
from casework.store.mapping import events_of
from casework.store.queries.agencies import agencies_below, agency_by_code, stands_over_all
from casework.store.queries.desk import (
    case_events_until,
    dispute_events_until,
    texts,
)
from casework.store.queries.table2 import (
    Entered,
    count_documents,
    entered_figures,
    how_many_agencies,
)
from casework.store.queries.totals import count_table3, count_table4

NOTHING_TO_ADD = "无。"
"""What part six says when nobody wrote anything: the form wants the part, not words."""


def whose(session: Session, agency_id: int, year: int) -> Sequence[int] | None:
    """The agencies of a year's subtree, None where they are all there are.

    Counting everybody asks nothing of any case; naming twenty thousand takes much longer.
    """
    end = date(year, 12, 31)
    everybody = stands_over_all(session, agency_id, end)
    return None if everybody else agencies_below(session, agency_id, end)


def report_of(
    office: Office,
    session: Session,
    code: str,
    year: int,
    *,
    as_of: date | None = None,
    subtree: bool = False,
) -> Report:
    """The report of an agency as the register has it now: a live one, never the sealed.

    With `subtree`, the numbers of all that stood under it on 31 December as well. With `as_of`,
    tables 三 and 四 are counted from what had been recorded before 24:00 of that day; table 二 and
    the words keep no earlier versions and are today's, their live fields filled in. Raises
    NoSuchCase for an unknown agency, NotAllowed for a year before the present form of report,
    and for one that has not begun.
    """
    agency = agency_by_code(session, code)
    if agency is None:
        raise NoSuchCase(f"没有代码为“{code}”的机关，请核对")
    refuse_year(office, year)
    ids = whose(session, agency.id, year) if subtree else [agency.id]
    if as_of is None:
        table3: CountTable = table_of(count_table3(session, ids, year), year)
        table4: CountTable = table4_of(count_table4(session, ids, year))
    else:
        moment = end_of(as_of, office.settings.timezone)
        table3 = tabulate(_case_facts(office, session, ids, moment), year)
        table4 = tabulate_disputes(_dispute_facts(session, ids, moment), year)
    table2, words = table2_of(session, ids, year), _texts(session, agency.id, year)
    report = Report(agency.name, year, table2, table3, table4, code=code, texts=words)
    return worded(session, agency.id, report)


def refuse_year(office: Office, year: int) -> None:
    """Raise NotAllowed for a year before the present form of report, and for one not begun."""
    if year < FORM_2019.first_year:
        raise NotAllowed(f"{year}年度的年度报告适用修订前的条例，本系统不办理")
    if year > office.today().year:
        raise NotAllowed(f"{year}年度还没有开始，没有可以统计的登记，请核对年度")


# -- table 二 -------------------------------------------------------------------------------------


def table2_of(session: Session, agency_ids: Sequence[int] | None, year: int) -> Table2:
    """Table 二 of some agencies together: what was entered, and what the register counts.

    A cell that one of them has not entered is blank for all: a sum must not hide a gap.
    """
    form = form_of(year)
    many = how_many_agencies(session) if agency_ids is None else len(agency_ids)
    entered: defaultdict[str, list[Entered]] = defaultdict(list)
    for each in entered_figures(session, agency_ids, year):
        entered[each.key].append(each)
    counted = count_documents(session, agency_ids, year)
    lines: dict[str, Entry | Sequence[Entry]] = {}
    for block in form.table2:
        for line in block.lines:
            if is_counted(line.key, form):
                lines[line.key] = counted.get(line.key, (0, 0, 0))
                continue
            cells = [
                _sum(column, entered[f"{line.key}/{column.key}"], many) for column in block.columns
            ]
            lines[line.key] = cells if len(cells) > 1 else cells[0]
    return arrange(lines, year)


def _sum(column: Column, entered: Sequence[Entered], many: int) -> Entry:
    if sum(each.agencies for each in entered) < many:
        return None
    whole = sum((Decimal(each.value) * each.agencies for each in entered), Decimal(0))
    return whole if column.unit == "money" else int(whole)


def document_counts(row: Row[Any], year: int) -> tuple[bool, bool, bool]:
    """Whether a document was issued or repealed in the year, and was in force at its end.

    What has expired is not repealed.
    """
    end = date(year, 12, 31)
    over = row.repealed_on is not None and row.repealed_on <= end
    over = over or (row.expires_on is not None and row.expires_on < end)
    repealed = row.repealed_on is not None and row.repealed_on.year == year
    return row.issued_on.year == year, repealed, row.issued_on <= end and not over


# -- words --------------------------------------------------------------------------------------


def _texts(session: Session, agency_id: int, year: int) -> Texts:
    written = {section: text for section, (text, _) in texts(session, agency_id, year).items()}
    written["other_matters"] = written.get("other_matters") or NOTHING_TO_ADD
    return Texts(**written)


# -- as of a day --------------------------------------------------------------------------------


def _case_facts(
    office: Office, session: Session, agency_ids: Sequence[int] | None, moment: datetime
) -> Iterable[Fact]:
    calendar = office.calendar(session)
    rows = case_events_until(session, agency_ids, moment)
    for case_id, record in groupby(rows, key=lambda row: row.case_id):
        shown = project(events_of(record), calendar)
        if shown.received_on is not None:
            yield Fact(
                str(case_id),
                shown.applicant_kind,
                shown.received_on,
                shown.counted_on,
                shown.counted_outcome or None,
            )


def _dispute_facts(
    session: Session, agency_ids: Sequence[int] | None, moment: datetime
) -> Iterable[DisputeFact]:
    rows = dispute_events_until(session, agency_ids, moment)
    for _, record in groupby(rows, key=lambda row: row.dispute_id):
        state = dispute_state(dispute_events_of(record))
        if state.filed_on is not None:
            yield _dispute_fact(state, state.filed_on)


def _dispute_fact(state: DisputeState, filed_on: date) -> DisputeFact:
    return DisputeFact(state.kind, filed_on, state.decided_on, state.result or None)
