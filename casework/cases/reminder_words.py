"""How a reminder reads on the first page and in the mail."""

from datetime import date

from casework.cases.milestones import NAMES
from casework.cases.reminders import workdays_past
from casework.law.calendar import WorkCalendar

LABELS = NAMES | {
    "annual_report": "公布年度报告",
    # Choices are not told as duties.
    "supplement_notice": "如需补正，发出补正告知",
    "extension_notice": "如需延期，发出延期告知",
}

_AFTER = {
    "supplement": "期限已过，可以依法办结",
    "fee_payment": "期限已过，可以依法办结",
    "opinion": "期限已过，可以继续办理",
    "reconsideration_window": "期限已过，案卷可以归档",
    "litigation_window": "期限已过，案卷可以归档",
}


def said(name: str, due: date, calendar: WorkCalendar, today: date) -> str:
    """How a milestone stands, in the words of the first page and the mail; names nobody."""
    passed = workdays_past(due, calendar, today)
    day = f"{due.month}月{due.day}日"
    if name != "annual_report" and today <= due and calendar.is_provisional(due):
        day += "（暂定）"
    if today > due:
        how = _AFTER.get(name) or f"已于{day}届满，逾期{passed}个工作日"
    elif passed:
        how = f"还有{-passed}个工作日，{day}届满"
    else:
        how = "今天届满" if today == due else f"今天是最后一个工作日，{day}届满"
    return f"{LABELS[name]}：{how}"
