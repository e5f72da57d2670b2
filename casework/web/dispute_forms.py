"""The forms of disputes: what was filed, how it ended, which cases it is about."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import HiddenInput

from casework.cases.disputes import Decided, Filed
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.store.queries.disputes import cases_named
from casework.web import here
from casework.web.dates import day_field
from casework.web.forms import Form, choices_of, optional, required, stripped

KINDS = {
    kind.code: f"{kind.group}（{kind.label}）" if kind.group else kind.label
    for kind in DISPUTE_KINDS
}
RESULT_LABELS = {result.code: result.label for result in RESULTS}
_MOST_CASES = 50
_HIGHEST = 2**31
_BETWEEN = re.compile(r"[\s,，、;；]+")
_PLACE = re.compile(r"(?P<mark>.*?)\W*(?P<year>\d{4})\D+(?P<serial>\d{1,9})\D*")


class CasesForm(Form):
    """Cases picked by number: as printed, or only year and serial number, as in 2023-1."""

    cases = StringField("相关办件编号", filters=[stripped])
    case_ids: tuple[int, ...] = ()

    def validate_cases(self, field: Any) -> None:
        """Find each case, in the chosen agency alone; a number that is not there is named."""
        written = list(dict.fromkeys(filter(None, _BETWEEN.split(field.data or ""))))
        if len(written) > _MOST_CASES:
            raise ValidationError(f"一次最多关联{_MOST_CASES}件，请分几次关联")
        found = _find(written)
        missing = [number for number in written if number not in found]
        if missing:
            raise ValidationError(f"本机关没有编号为“{'”“'.join(missing)}”的办件，请核对")
        self.case_ids = tuple(dict.fromkeys(found.values()))


def _find(written: Sequence[str]) -> dict[str, int]:
    places = {number: place for number in written if (place := _place(number))}
    with here.reading() as tx:
        rows = cases_named(tx, here.agency().id, written, [each[:2] for each in places.values()])
    by_number = {row.number: row.id for row in rows}
    meant = {
        number: row.id
        for number, place in places.items()
        for row in rows
        if (row.year, row.serial) == place[:2] and row.number.startswith(place.mark)
    }
    return meant | {number: by_number[number] for number in written if number in by_number}


class _Place(NamedTuple):
    """Where a typed number points: year and serial, and the mark before them if one is typed."""

    year: int
    serial: int
    mark: str


def _place(number: str) -> _Place | None:
    """The place, whatever brackets are typed around the year."""
    told = _PLACE.fullmatch(number)
    place = _Place(int(told["year"]), int(told["serial"]), told["mark"]) if told else None
    return place if place and place.serial < _HIGHEST else None


class LinkForm(CasesForm):
    """One case more that a dispute is about."""

    cases = StringField("办件编号", required("办件编号"), filters=[stripped])


class FiledForm(CasesForm):
    """受理（立案）: everything a dispute begins with."""

    kind = RadioField("类别", [InputRequired("请选择类别")], choices=choices_of(KINDS.items()))
    body = StringField("受理机关", required("受理机关"), filters=[stripped])
    number = StringField("案号", optional("案号", 60), filters=[stripped])
    filed_on = day_field("受理（立案）日期")
    subject = StringField("事由", optional("事由"), filters=[stripped])

    def filed(self) -> Filed:
        """The event."""
        assert self.filed_on.data is not None
        return Filed(
            on=self.filed_on.data,
            dispute_kind=str(self.kind.data),
            body=str(self.body.data),
            number=str(self.number.data),
            cases=self.case_ids,
        )


class SeenForm(Form):
    """A form that carries the last record its reader saw."""

    after = IntegerField(widget=HiddenInput())

    def has_now_seen(self, last: int) -> None:
        """Let the next try start from what the page shows now."""
        self.after.raw_data, self.after.data = None, last

    @property
    def seen(self) -> int:
        """The last record that the page showed."""
        return self.after.data or 0


class DecidedForm(SeenForm):
    """审结: how it ended."""

    result = RadioField(
        "结果",
        [InputRequired("请选择结果")],
        choices=choices_of(RESULT_LABELS.items()),
    )
    on = day_field("审结日期")
    served_on = day_field("决定书、判决书送达本机关的日期", needed=False)
    orders = TextAreaField("主文或者责令事项", optional("主文", 2000), filters=[stripped])

    def decided(self) -> Decided:
        """The event."""
        assert self.on.data is not None
        return Decided(
            on=self.on.data,
            result=str(self.result.data),
            served_on=self.served_on.data,
            orders=str(self.orders.data),
        )


class AnnulForm(SeenForm):
    """撤销: why something was recorded in error."""

    seq = IntegerField(widget=HiddenInput())
    reason = StringField("撤销原因", required("撤销原因"), filters=[stripped])
