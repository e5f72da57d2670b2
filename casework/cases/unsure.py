"""What is told of a provisional date (暂定) beside the date itself."""

from casework.cases.milestones import Counted, Milestone
from casework.cases.runs import Reckoning
from casework.cases.wording import day_in_full
from casework.law.calendar import WorkCalendar
from casework.law.provisional import provisional_range
from casework.law.terms import Unit

_UNTIL_THEN = "调休上班的日子公布后才能确定，届时自动重新计算"


def unsure_because(milestone: Milestone, calendar: WorkCalendar) -> str:
    """From when to when a provisional date may lie; “” where a notice can move it no more."""
    due, basis = milestone.due_on, milestone.basis
    if not milestone.provisional or due is None:
        return ""
    if isinstance(basis, Counted) and basis.term.unit is not Unit.WORKDAYS:
        told = "暂定：届满之日是否放假、是否调休上班，公布后才能确定"
        return f"{told}；现按{day_in_full(due)}计算。"
    since = basis.start if isinstance(basis, Counted | Reckoning) else None
    earliest, latest = provisional_range(due, since, calendar)
    if earliest == latest:
        return f"暂定：按法定节假日和预计的放假安排都是{day_in_full(latest)}；{_UNTIL_THEN}。"
    return (
        f"暂定：只计法定节假日为{day_in_full(earliest)}，"
        f"按预计的放假安排为{day_in_full(latest)}；{_UNTIL_THEN}。"
    )
