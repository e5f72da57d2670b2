"""What is odd about a holiday notice without being wrong: told before it is confirmed.

调休 only exchanges days, so the days off are those of the law, the weekends inside, and one for
each weekend day worked instead. A line lost while copying breaks that sum. The State Council may
give more (as in 2020), so it is a remark and no doubt.
"""

from collections.abc import Iterator
from datetime import timedelta

from casework.law.notice_checks import Draft, off_days
from casework.law.notices import Festival
from casework.law.predicted import statutory_festivals

_SATURDAY = 5
_NEAR = timedelta(days=14)
"""No notice since 2008 had a day worked farther from its holiday than eleven days."""


def remarks(draft: Draft) -> list[str]:
    """A sentence for whatever whoever imports the notice should look at twice."""
    return [
        f"{item.festival.name}：{sentence}"
        for item in draft.items
        for sentence in (*_far(item.festival), *_unbalanced(draft, item.festival))
    ]


def _far(festival: Festival) -> Iterator[str]:
    for day in festival.make_up:
        if not festival.first - _NEAR <= day <= festival.last + _NEAR:
            yield f"{day}上班离放假的日子（{festival.first}至{festival.last}）很远，请核对月份"


def _unbalanced(draft: Draft, festival: Festival) -> Iterator[str]:
    """An amendment may give days beside those it has worked; a yearly notice comes out even."""
    own = [each for each in statutory_festivals(draft.year) if each.name in festival.names()]
    if {each.name for each in own} != festival.names():
        return
    days = off_days(festival)
    by_law = sum(len(off_days(each)) for each in own)
    weekends = sum(day.weekday() >= _SATURDAY for day in days)
    owed, worked = len(days) - by_law - weekends, len(festival.make_up)
    if owed != worked and not (draft.amends and worked):
        yield (
            f"放假{len(days)}天，其中法定假日{by_law}天、周末{weekends}天，通常有"
            f"{max(owed, 0)}天调休上班，读到的是{worked}天，请核对有没有漏掉或者多出上班的日子"
        )
