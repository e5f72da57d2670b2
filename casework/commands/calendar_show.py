"""`casework calendar show YEAR --json`: which days are off or worked, and by which notice."""

import sys
from argparse import Namespace
from datetime import date, timedelta

from casework.commands.answer import WrongCall, print_json
from casework.commands.opening import register_if_any
from casework.law.calendar import FIRST_DAY, LAST_DAY, WorkCalendar, issued_calendar


def show(options: Namespace) -> int:
    """Show a year as the notices order it, or as it is predicted until its notice is out."""
    year = int(options.what) if options.what.isdecimal() else 0
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise WrongCall(f"年份应当在 {FIRST_DAY.year} 至 {LAST_DAY.year} 之间")
    calendar = _calendar()
    days = [
        {"on": day.isoformat(), "festival": ruling.festival, "working": ruling.working}
        | {"notice": ruling.notice or None}
        for day, ruling in sorted(calendar.rulings.items())
        if day.year == year
    ]
    if options.json:
        print_json(_answer(year, days, calendar))
    else:
        for day in days:
            sys.stdout.write(
                f"{day['on']} {day['festival']}{'调休上班' if day['working'] else '放假'} "
                f"{day['notice'] or '暂定'}\n"
            )
    return 0


def _calendar() -> WorkCalendar:
    """That of the register with what it imported; where there is none, as delivered."""
    with register_if_any() as office:
        if office is None:
            return issued_calendar()
        with office.reading() as session:
            return office.calendar(session)


def _answer(year: int, days: list[dict[str, object]], calendar: WorkCalendar) -> dict[str, object]:
    """`off` and `work` as a notice is imported: the days off, and the weekend days worked."""
    issued = [notice for notice in calendar.notices if notice.year == year]
    first, last = max(date(year, 1, 1), FIRST_DAY), date(year, 12, 31)
    return {
        "year": year,
        "status": "issued" if issued else "predicted",
        "notices": [
            {"number": notice.number, "issued_on": notice.issued_on.isoformat()}
            for notice in issued
        ],
        "off": [day["on"] for day in days if not day["working"]],
        "work": [day["on"] for day in days if day["working"]],
        "workdays": calendar.workdays_between(first - timedelta(days=1), last)
        if first > FIRST_DAY
        else None,
        "days": days,
    }
