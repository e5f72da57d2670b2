"""`casework calendar show YEAR --json`: which days are off or worked, and by which notice."""

import sys
from datetime import date, timedelta

from casework.commands.answer import Arguments, WrongCall, print_json
from casework.law.calendar import FIRST_DAY, LAST_DAY, WorkCalendar, issued_calendar


def run(arguments: list[str]) -> int:
    """Show a year as the notices order it, or as it is predicted until its notice is out."""
    parser = Arguments("calendar", "某年的放假和调休上班安排")
    parser.add_argument("action", choices=["show"], help="show：列出一年")
    parser.add_argument("year", type=int, metavar="YEAR", help="年份")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    if not FIRST_DAY.year <= options.year <= LAST_DAY.year:
        raise WrongCall(f"年份应当在 {FIRST_DAY.year} 至 {LAST_DAY.year} 之间")
    calendar = issued_calendar()
    days = [
        {"on": day.isoformat(), "festival": ruling.festival, "working": ruling.working}
        | {"notice": ruling.notice or None}
        for day, ruling in sorted(calendar.rulings.items())
        if day.year == options.year
    ]
    if options.json:
        print_json(_answer(options.year, days, calendar))
    else:
        for day in days:
            sys.stdout.write(
                f"{day['on']} {day['festival']}{'调休上班' if day['working'] else '放假'} "
                f"{day['notice'] or '暂定'}\n"
            )
    return 0


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
