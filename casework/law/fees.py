"""The information processing fee: by application or by page, never both (收费办法第三条)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """From this number on, each further one costs so many yuan."""

    from_number: int
    yuan_each: int


PAGE_BANDS = (Band(1, 0), Band(31, 10), Band(101, 20), Band(201, 40))
"""按量计收（收费办法第五条）: pages of one application, A4 one side is one page."""

FREE_APPLICATIONS = 10
"""按件计收（收费办法第四条）: applications of one applicant in a calendar month that are free."""

FIRST_STEP_ENDS = 30
STEP = 10
YUAN_PER_STEP = 100


def fee_of_application(number_in_month: int) -> int:
    """Yuan for the n-th application of the same applicant in a calendar month (n from 1)."""
    if number_in_month < 1:
        raise ValueError(f"本月第几件应当从1起算，收到的是 {number_in_month}")
    if number_in_month <= FREE_APPLICATIONS:
        return 0
    steps_above = max(0, -(-(number_in_month - FIRST_STEP_ENDS) // STEP))
    return YUAN_PER_STEP * (1 + steps_above)


def fee_by_applications(count: int) -> int:
    """Yuan for all of an applicant's applications of a month together (按件计收)."""
    return sum(fee_of_application(number) for number in range(1, count + 1))


def fee_by_pages(pages: int) -> int:
    """Yuan for the pages provided for one application (按量计收), each part at its own rate."""
    if pages < 0:
        raise ValueError(f"页数不能是负数，收到的是 {pages}")
    ends = [*(band.from_number - 1 for band in PAGE_BANDS[1:]), pages]
    return sum(
        max(0, min(pages, end) - (band.from_number - 1)) * band.yuan_each
        for band, end in zip(PAGE_BANDS, ends, strict=True)
    )
