"""A new holiday notice over ten thousand open cases: reckoned anew and stored, on SQLite.

python -m tests.bench.moving
"""

import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from casework.cases.parsing import events_from_list
from casework.cases.projection import project
from casework.desk.act import acting
from casework.desk.moving import reckon_all, would_move
from casework.desk.notices import import_notice, weigh
from casework.law.calendar import issued_calendar
from casework.office import open_office
from casework.papers.notice import read_notice
from casework.settings import read_settings
from casework.store.mapping import case_columns, event_columns, milestone_columns
from casework.store.tables import METADATA
from tests.bench.rounds import print_machine, say, verdict
from tests.support.desk import settle
from tests.support.empty_registers import new_register
from tests.support.notice_2027 import TEXT_2027

CASES = 10_000
NOW = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
FIRST = date(2026, 12, 1)
DAYS = 21
GOAL = 10


def main():
    print_machine()
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
        office = register(Path(folder))
        with office.reading() as session:
            calendar = office.calendar(session)
        draft = read_notice(TEXT_2027, calendar.notices)
        started = time.perf_counter()
        listed = sum(1 for _ in would_move(office, weigh(draft, calendar, office.today())))
        say(f"listing what would move in {listed} cases: {time.perf_counter() - started:.1f} s")
        with acting(office, None) as act:
            run_id = import_notice(act, draft)
        started = time.perf_counter()
        done = sum(reckon_all(office, run_id))
        taken = time.perf_counter() - started
        say(f"reckoning {done} cases anew and storing them: {taken * 1e6 / done:.0f} us a case")
        verdict("seconds for ten thousand open cases", taken * CASES / done, most=GOAL)
        office.close()


def register(folder):
    """A register with ten thousand open cases, most of them plain, of December 2026."""
    url = new_register(folder / "casework.db")
    office = open_office(read_settings({"CASEWORK_DATABASE_URL": url}, str(folder)))
    office = replace(office, now=lambda: NOW)
    settle(office)
    rows = {name: [] for name in ("cases", "events", "milestones")}
    for number in range(1, CASES + 1):
        add_case(rows, number, FIRST + timedelta(days=number % DAYS))
    with office.transaction() as session:
        for name, of_table in rows.items():
            session.connection().execute(insert(METADATA.tables[name]), of_table)
    return office


def add_case(rows, case_id, day):
    events = events_from_list(story(case_id, day))
    projection = project(events, issued_calendar())
    own = {"id": case_id, "agency_id": 1, "year": 2026, "serial": case_id, "last_seq": len(events)}
    told = {"number": f"西园〔2026〕{case_id}号", "subject": "征地补偿标准", "created_at": NOW}
    rows["cases"].append(own | told | {"version": 1, "clerk_id": 1} | case_columns(projection))
    rows["events"].extend(event_columns(case_id, event, 1, NOW) for event in events)
    lines = (milestone_columns(case_id, line) for line in projection.milestones)
    rows["milestones"].extend(lines)


def story(number, day):
    """Every fourth case has a consultation under way, every eighth an extension."""
    told = [{"kind": "received", "on": day, "channel": "in_person"}]
    if number % 4 == 0:
        told += [
            {"kind": "consulted", "on": day, "ref": "1", "party": "third_party", "name": "某"},
            {"kind": "served", "on": day, "of": "consulted", "ref": "1"},
        ]
    if number % 8 == 0:
        told.append({"kind": "extended", "on": day, "workdays": 20})
    return [event | {"on": event["on"].isoformat()} for event in told]


if __name__ == "__main__":
    main()
