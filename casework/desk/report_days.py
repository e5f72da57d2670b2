"""The day of the year by which an agency wants its own report done."""

from datetime import date

from casework.desk.refusals import NotAllowed
from casework.law.filers import report_day

_ANY_YEAR = 2025
"""The year after it has no 29 February, which is a day only now and then."""


def refuse_report_day(agency: str, chosen: str) -> None:
    """Raise NotAllowed for what is no day, or one after that of the law (条例第四十九条)."""
    try:
        day = date.fromisoformat(f"{_ANY_YEAR + 1}-{chosen}")
    except ValueError:
        raise NotAllowed(f"“{chosen}”不是月和日，请写成“01-20”这样") from None
    last = report_day(agency, _ANY_YEAR)
    if day > last:
        raise NotAllowed(
            f"自定日期不能晚于法定的{last.month}月{last.day}日（条例第四十九条），请改早"
        )
