"""The navigation: what a person may open, in the order of the day's work."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, request, url_for

from casework.web import here
from casework.web.permissions import may_open


class Item(NamedTuple):
    """What may stand in the heading; `also` names blueprints whose pages belong to it too."""

    endpoint: str
    label: str
    also: tuple[str, ...] = ()

    @property
    def sections(self) -> frozenset[str]:
        """The blueprint of its page, and those beside."""
        return frozenset((self.endpoint.partition(".")[0], *self.also))


class Link(NamedTuple):
    """An item as a page shows it."""

    address: str
    label: str
    is_current: bool
    """Whether the page that is shown belongs to it."""


_OF_A_CASE = ("cases", "case_events", "closing", "annulling", "supposing", "past", "proving")

ITEMS = (
    Item("home.show", "首页"),
    Item("case_lists.index", "办件", _OF_A_CASE),
    Item("applications.new", "登记申请"),
    Item("disputes.index", "争议"),
    Item("reports.index", "年度报告", ("past_reports", "published_reports")),
    Item("calendar.show", "日历", ("notices", "withdrawals")),
    Item("admin.people", "管理", ("agencies_below", "own_rules")),
)


def links_for(roles: frozenset[str]) -> Sequence[Link]:
    """The navigation of this page for whoever acts in these roles."""
    return _links(here.root(), roles, tuple(request.blueprints))


@lru_cache(maxsize=512)
def _links(_root: str, roles: frozenset[str], sections: tuple[str, ...]) -> Sequence[Link]:
    return [
        Link(url_for(item.endpoint), item.label, not item.sections.isdisjoint(sections))
        for item in ITEMS
        if may_open(current_app, roles, item.endpoint)
    ]
