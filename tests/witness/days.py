"""Which days count, straight from tests/data/holidays.json and nothing else."""

import json
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

HOLIDAYS = Path(__file__).parent.parent / "data" / "holidays.json"
LAST_KNOWN = date(2026, 12, 31)
ONE_DAY = timedelta(days=1)

# The first notice for 2020 let Friday 31 January and Saturday 1 February be worked; the notice
# of 26 January took both away (note of the year 2020 in holidays.json).
PROLONGED_ON = date(2020, 1, 26)
TAKEN_AWAY = {date(2020, 1, 31), date(2020, 2, 1)}


class Days:
    """The working days as the notices issued by one day (or ever) make them."""

    def __init__(self, off: set[date], work: set[date], last: date) -> None:
        self.off, self.work, self.last = off, work, last

    def works(self, day: date) -> bool:
        """Whether the office works on this day; beyond the notices Monday to Friday."""
        if day in self.work:
            return True
        return day.weekday() < 5 and day not in self.off

    def after(self, start: date, count: int) -> date:
        """The count-th working day after start, which itself is not counted."""
        day, counted = start, 0
        while counted < count:
            day += ONE_DAY
            if self.works(day):
                counted += 1
        return day

    def roll(self, day: date) -> date:
        """The day itself if it is worked, else the first working day after it."""
        while not self.works(day):
            day += ONE_DAY
        return day


@cache
def issued_by(day: date | None = None) -> Days:
    """The calendar of the notices issued by the end of that day, of all notices if None."""
    off: set[date] = set()
    work: set[date] = set()
    last = date(2018, 12, 28)
    for year, listed in json.loads(HOLIDAYS.read_text(encoding="utf-8")).items():
        issue = re.search(r"\((\d{4}-\d\d-\d\d)\)", listed["source"])
        if issue is None or (day is not None and date.fromisoformat(issue[1]) > day):
            continue
        off |= {date.fromisoformat(text) for text in listed["off"]}
        work |= {date.fromisoformat(text) for text in listed["work"]}
        last = max(last, date(int(year), 12, 31))
    if day is not None and day < PROLONGED_ON and last.year >= 2020:
        off -= TAKEN_AWAY
        work.add(date(2020, 2, 1))
    return Days(off, work, last)
