"""Whose report a page shows, and which years there are.

The agency's own, or that of all who stood under it at the year's end (主管部门). The second shows
figures and cases, never who applied.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, url_for
from sqlmodel import Session

from casework.desk.reporting import report_of
from casework.report.addresses import addresses
from casework.report.document import Report
from casework.report.forms import FORM_2019, Form
from casework.store.queries.agencies import agencies_below
from casework.web import here
from casework.web.permissions import READERS
from casework.web.sessions import Standing


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures: `named` tells whether the lists behind them say who applied."""

    standing: Standing
    subtree: bool
    named: bool

    @property
    def title(self) -> str:
        """As headings and file names say it."""
        return (
            f"{self.standing.short_name}及下级机关" if self.subtree else self.standing.short_name
        )

    def agency_ids(self, tx: Session, year: int) -> Sequence[int]:
        """The agencies whose cases count, as the tree stood at the end of the year."""
        if not self.subtree:
            return [self.standing.id]
        return agencies_below(tx, self.standing.id, date(year, 12, 31))

    def report(self, tx: Session, year: int) -> Report:
        """The live report of a year."""
        return report_of(here.office(), tx, self.standing.code, year, subtree=self.subtree)

    def url(self, page: str, year: int, **values: Any) -> str:
        """The address of a page of this scope."""
        section = "reports.subtree" if self.subtree else "reports"
        return url_for(f"{section}.{page}", year=year, **values)

    def links(self, form: Form, year: int) -> Mapping[str, str]:
        """The address of the list behind each number of a year's form."""
        return {
            each.where: self._link(each.table, each.row, each.where, year)
            for each in addresses(form)
        }

    def _link(self, table: str, row: str, where: str, year: int) -> str:
        column = where.rpartition("/")[2]
        return self.url(table, year, row=row, column="value" if column == row else column)


def own_scope() -> Scope:
    """The agency chosen in the heading."""
    standing = here.agency()
    return Scope(standing, subtree=False, named=not standing.roles.isdisjoint(READERS))


def subtree_scope() -> Scope:
    """The same with all that stood under it."""
    return Scope(here.agency(), subtree=True, named=False)


def years() -> range:
    """The years that have a report of the present kind, the last first."""
    return range(here.office().today().year, FORM_2019.first_year - 1, -1)


def refuse_year(year: int) -> None:
    """A year without a report of ours is a page that does not exist."""
    if year not in years():
        last, first = years()[0], years()[-1]
        abort(
            404, f"年度应当在{first}至{last}之间，没有{year}年的年度报告，请从年度报告页面进入。"
        )
