"""The lengths of time the law sets, each one value with its article and first day in force.

A bare number of days anywhere else in the program is a defect.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

REGULATION_IN_FORCE = date(2019, 5, 15)
"""国务院令第711号施行之日。此前收到的申请适用旧条例，本系统不办理。"""

FEE_MEASURES_IN_FORCE = date(2021, 1, 1)
"""国办函〔2020〕109号施行之日。"""

OLD_RECONSIDERATION_LAW_IN_FORCE = date(1999, 10, 1)
"""行政复议法施行之日；60日的期限自此未变，2017年修正时仍为第九条。"""

RECONSIDERATION_LAW_IN_FORCE = date(2024, 1, 1)
"""行政复议法（2023年修订）施行之日。"""

INTERPRETATION_IN_FORCE = date(2025, 6, 1)
"""法释〔2025〕8号施行之日；此前哪些答复应当先复议有争议。"""

LITIGATION_LAW_IN_FORCE = date(2015, 5, 1)
"""行政诉讼法2014年修正施行之日；6个月、15日的期限和条号自此未变。"""


class Unit(Enum):
    """What a term is counted in."""

    WORKDAYS = "个工作日"
    DAYS = "日"
    MONTHS = "个月"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time set by an article; the day of the starting event is never counted."""

    length: int
    unit: Unit
    article: str
    since: date

    def __str__(self) -> str:
        """The term as a letter says it: “20个工作日”."""
        return f"{self.length}{self.unit.value}"


REPLY = Term(20, Unit.WORKDAYS, "条例第三十三条第二款", REGULATION_IN_FORCE)
LONGEST_EXTENSION = Term(20, Unit.WORKDAYS, "条例第三十三条第二款", REGULATION_IN_FORCE)
SUPPLEMENT_NOTICE = Term(7, Unit.WORKDAYS, "条例第三十条", REGULATION_IN_FORCE)
THIRD_PARTY_OPINION = Term(15, Unit.WORKDAYS, "条例第三十二条", REGULATION_IN_FORCE)
CO_AUTHOR_OPINION = Term(15, Unit.WORKDAYS, "条例第三十四条", REGULATION_IN_FORCE)
FEE_PAYMENT = Term(20, Unit.WORKDAYS, "收费办法第六条", FEE_MEASURES_IN_FORCE)
OLD_RECONSIDERATION = Term(
    60, Unit.DAYS, "行政复议法（2017年修正）第九条", OLD_RECONSIDERATION_LAW_IN_FORCE
)
RECONSIDERATION = Term(60, Unit.DAYS, "行政复议法第二十条", RECONSIDERATION_LAW_IN_FORCE)
LITIGATION = Term(6, Unit.MONTHS, "行政诉讼法第四十六条", LITIGATION_LAW_IN_FORCE)
LITIGATION_AFTER_RECONSIDERATION = Term(
    15, Unit.DAYS, "行政诉讼法第四十五条", LITIGATION_LAW_IN_FORCE
)

TERMS = (
    REPLY,
    LONGEST_EXTENSION,
    SUPPLEMENT_NOTICE,
    THIRD_PARTY_OPINION,
    CO_AUTHOR_OPINION,
    FEE_PAYMENT,
    OLD_RECONSIDERATION,
    RECONSIDERATION,
    LITIGATION,
    LITIGATION_AFTER_RECONSIDERATION,
)


def reconsideration_term(answered_on: date) -> Term:
    """How long the applicant may seek reconsideration of an answer given on that day."""
    return RECONSIDERATION if answered_on >= RECONSIDERATION.since else OLD_RECONSIDERATION


REPORT_DAY = (1, 31)
"""年度报告公布的最后日期（条例第四十九条第一款）：次年1月31日，遇休息日不顺延。"""

GOVERNMENT_REPORT_DAY = (3, 31)
"""县级以上人民政府年度报告公布的最后日期（条例第四十九条第二款）：次年3月31日。"""
