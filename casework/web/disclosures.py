"""How much was disclosed in a year, by category and by channel: lines of the office's own.

A form always ends with empty lines; a line whose name is emptied is taken out. What the page
showed travels with the form, so that nobody overwrites what somebody else has entered.
"""

import json
import re
from collections.abc import Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.desk.act import CASEWORKERS
from casework.desk.figures import Disclosure, set_disclosures
from casework.desk.refusals import Moved
from casework.store.queries.desk import disclosures
from casework.web import here
from casework.web.forms import SHORT, Form
from casework.web.permissions import permits
from casework.web.scopes import refuse_year

pages = Blueprint("disclosures", __name__)
_caseworkers = permits(*CASEWORKERS, of="agency")

GROUPS = MappingProxyType({"category": "按信息类别", "channel": "按公开渠道"})
_SPARE = 3
"""Empty lines at the end of a form."""
_MOST = 100
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,4})?")


class Line(NamedTuple):
    """A line of the form, as typed, with what is wrong with it."""

    label: str = ""
    value: str = ""
    unit: str = ""
    problem: str = ""

    @property
    def disclosure(self) -> Disclosure:
        """The line as it is kept."""
        return Disclosure(self.label, self.value, self.unit)


class Group(NamedTuple):
    """One of the two forms of the page."""

    lines: Sequence[Line]
    seen: str
    others: Sequence[Disclosure] | None = None


@pages.get("/<int:year>/disclosures")
@_caseworkers
def show(year: int) -> ResponseReturnValue:
    """Both groups, each with a form of its own."""
    refuse_year(year)
    return _draw(year)


@pages.post("/<int:year>/disclosures/<group>")
@_caseworkers
def save(year: int, group: str) -> ResponseReturnValue:
    """Replace the lines of a group by those of the form; or only give it more empty ones."""
    refuse_year(year)
    if group not in GROUPS:
        abort(404)
    lines, seen = _typed(), request.form.get("seen", "")
    if "more" in request.form:
        return _draw(year, {group: Group([*lines, *[Line()] * _SPARE], seen)})
    if any(line.problem for line in lines):
        return _draw(year, {group: Group(lines, seen)}), 422
    kept = [line.disclosure for line in lines]
    try:
        with here.act() as act:
            set_disclosures(act, here.agency().code, year, group, kept, seen=_seen(seen))
    except Moved:
        now = _entered(year)[group]
        return _draw(year, {group: Group(lines, _as_seen(now), now)}), 409
    flash(f"{GROUPS[group]}的数量已保存。")
    return redirect(url_for("reports.disclosures.show", year=year), 303)


def _typed() -> list[Line]:
    """The lines that have something in them, each judged."""
    columns = (request.form.getlist(name)[:_MOST] for name in ("label", "value", "unit"))
    stripped = ([text.strip() for text in column] for column in columns)
    return [
        Line(label, value, unit, _problem(label, value, unit))
        for label, value, unit in zip_longest(*stripped, fillvalue="")
        if label or value
    ]


def _problem(label: str, value: str, unit: str) -> str:
    if not label:
        return "请填写名称；不要的行，把名称和数量都清空"
    if max(len(label), len(unit)) > SHORT:
        return "名称或者单位过长，请精简"
    return "" if _NUMBER.fullmatch(value) else "请填写数字，没有的填0"


def _entered(year: int) -> dict[str, list[Disclosure]]:
    with here.reading() as tx:
        rows = disclosures(tx, here.agency().id, year)
    return {
        group: [Disclosure(row.label, row.value, row.unit) for row in rows if row.group == group]
        for group in GROUPS
    }


def _as_seen(lines: Sequence[Disclosure]) -> str:
    return json.dumps([[line.label, line.value, line.unit] for line in lines], ensure_ascii=False)


def _seen(given: str) -> list[Disclosure]:
    """What the page showed; a form that was tampered with is refused."""
    try:
        told: Any = json.loads(given)
        lines = [Disclosure(*map(str, line)) for line in told]
    except (ValueError, TypeError, RecursionError):
        abort(400)
    return lines


def _draw(year: int, typed: dict[str, Group] | None = None) -> str:
    """The page; a group that was just typed keeps what was typed."""
    groups = {
        group: Group(
            [*(Line(line.label, line.value, line.unit) for line in now), *[Line()] * _SPARE],
            _as_seen(now),
        )
        for group, now in _entered(year).items()
    }
    return render_template(
        "pages/figures/disclosures.html",
        year=year,
        groups=groups | (typed or {}),
        names=GROUPS,
        form=Form(),
    )
