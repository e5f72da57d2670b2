"""Until when the applicant may go to reconsideration and to court."""

from datetime import date, timedelta

from tests.witness.days import issued_by
from tests.witness.history import Round, on

MUST_GO_TO_RECONSIDERATION = {
    "refused.state_secret",
    "refused.forbidden_by_law",
    "refused.endangers_safety",
    "refused.third_party_rights",
    "refused.internal_affairs",
    "refused.deliberative",
    "refused.enforcement_file",
}
SINCE = date(2024, 1, 1)


def windows(part: Round, suffix: str) -> dict[str, date | None]:
    """Both windows of a closed round, from the service of its letter; None if not served."""
    closed = part.closed
    if closed is None:
        return {}
    letters = [e for e in part.all("served") if e.get("of", "closed") == "closed"]
    served = on(letters[0]) if letters else None
    if closed.get("method") == "handed_over":
        served = on(closed)
    to_court = served
    if closed["outcome"] in MUST_GO_TO_RECONSIDERATION and on(closed) >= SINCE:
        to_court = None
    return {
        f"reconsideration_window{suffix}": served and sixty_days(served),
        f"litigation_window{suffix}": to_court and six_months(to_court),
    }


def sixty_days(start: date) -> date:
    """60 natural days, the first one after the start; a day off at the end moves on."""
    return issued_by().roll(start + timedelta(days=60))


def six_months(start: date) -> date:
    """The same day six months on, or that month's last; a day off at the end moves on."""
    year, month = (start.year, start.month + 6)
    if month > 12:
        year, month = year + 1, month - 12
    day = start.day
    while True:
        try:
            return issued_by().roll(date(year, month, day))
        except ValueError:
            day -= 1
