"""Until when an annual report is published (条例第四十九条), by what the agency is called."""

import re
from datetime import date

from casework.law.terms import GOVERNMENT_REPORT_DAY, REPORT_DAY

_BELOW_A_COUNTY = re.compile(r"(?:镇|乡|街道|苏木)人民政府$")


def is_government(agency: str) -> bool:
    """Whether it is a people's government, which reports on 考核、评议、追责 too (30号)."""
    return agency.endswith("人民政府")


def is_county_government(agency: str) -> bool:
    """Whether it is the government of a county or above, whose report has a day of its own."""
    return is_government(agency) and not _BELOW_A_COUNTY.search(agency)


def report_day(agency: str, year: int) -> date:
    """The last day on which its report of a year is published; a day off moves neither.

    31 January for departments, and in practice for streets and towns; 31 March for the
    government of a county or above, whose 主管部门 publishes it (第二款).
    """
    return last_report_day(year) if is_county_government(agency) else date(year + 1, *REPORT_DAY)


def last_report_day(year: int) -> date:
    """The day on which the governments, the last of all, publish theirs."""
    return date(year + 1, *GOVERNMENT_REPORT_DAY)
