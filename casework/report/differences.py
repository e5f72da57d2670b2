"""Where a sealed report and today's register differ: cell by cell, and case by case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from casework.report.addresses import Value, addresses
from casework.report.counted import Counted
from casework.report.document import Report, Texts


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A number that is no longer what was published."""

    where: str
    sealed: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Moved:
    """Something that is counted otherwise than it was, or about which more was recorded since.

    `sealed` and `now` are its cells, empty where it was not counted; equal where what was
    recorded since changes no number. `since` is the last place of its record that was sealed.
    """

    subject: str
    id: int
    number: str
    since: int
    sealed: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def counts(self) -> bool:
        """Whether it changes a number."""
        return self.sealed != self.now


@dataclass(frozen=True, slots=True)
class Differences:
    """All of them. `sections` are the parts of the report whose words have changed."""

    cells: tuple[ChangedCell, ...]
    sections: tuple[str, ...]
    moved: tuple[Moved, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.sections or any(one.counts for one in self.moved))


def differences(
    sealed: Report, then: Iterable[Counted], live: Report, now: Iterable[Counted]
) -> Differences:
    """What has changed since the report was sealed."""
    return Differences(
        tuple(_cells(sealed, live)), tuple(_sections(sealed, live)), tuple(_moved(then, now))
    )


def _cells(sealed: Report, live: Report) -> Iterator[ChangedCell]:
    before, after = sealed.values, live.values
    for address in addresses(sealed.form):
        was, is_now = before[address.where], after[address.where]
        if was != is_now:
            yield ChangedCell(address.where, was, is_now)


def _sections(sealed: Report, live: Report) -> Iterator[str]:
    for section in fields(Texts):
        if getattr(sealed.texts, section.name) != getattr(live.texts, section.name):
            yield section.name


def _moved(then: Iterable[Counted], now: Iterable[Counted]) -> Iterator[Moved]:
    before, after = ({one.key: one for one in counted} for counted in (then, now))
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        one = new or old
        assert one is not None
        was, cells = old.cells if old else (), new.cells if new else ()
        yield Moved(one.subject, one.id, one.number, old.seq if old else 0, was, cells)
