"""The navigation: what a person may open, in the order of the day's work.

An item whose page does not exist is left out, as is one the person may not open.
"""

from typing import NamedTuple

from flask import Flask, request

from casework.web.permissions import may_open
from casework.web.sessions import SignedIn


class Item(NamedTuple):
    """A link in the heading; `section` is the blueprint under which it counts as current."""

    endpoint: str
    label: str
    also: tuple[str, ...] = ()
    """Blueprints whose pages belong to it too."""

    @property
    def section(self) -> str:
        """The blueprint of its page."""
        return self.endpoint.partition(".")[0]


_OF_A_CASE = ("cases", "case_events", "closing", "annulling", "supposing", "past", "proofs")

ITEMS = (
    Item("home.show", "首页"),
    Item("case_lists.index", "办件", _OF_A_CASE),
    Item("applications.new", "登记申请"),
    Item("disputes.index", "争议"),
    Item("reports.index", "年度报告", ("past_reports", "published_reports")),
    Item("calendar.show", "日历", ("notices",)),
    Item("admin.people", "管理", ("agencies_below", "own_rules")),
)


def items_for(app: Flask, me: SignedIn, agency_id: int | None) -> list[Item]:
    """The items this person sees."""
    return [item for item in ITEMS if may_open(app, me, agency_id, item.endpoint)]


def is_current(item: Item) -> bool:
    """Whether the page shown belongs to this item."""
    return not {item.section, *item.also}.isdisjoint(request.blueprints)
