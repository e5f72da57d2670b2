"""Where a sealed report and today's register differ: cell by cell, and case by case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from casework.report.addresses import addresses
from casework.report.counted import Counted
from casework.report.document import ChangedCell, Report, Texts


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
        tuple(changed_cells(sealed, live)),
        tuple(changed_sections(sealed, live)),
        tuple(_moved(then, now)),
    )


def changed_cells(sealed: Report, live: Report) -> Iterator[ChangedCell]:
    """The numbers that are others than were sealed, in printed order."""
    before, after = sealed.values, live.values
    for address in addresses(sealed.form):
        was, is_now = before[address.where], after[address.where]
        if was != is_now:
            yield ChangedCell(address.where, was, is_now)


def changed_sections(sealed: Report, live: Report) -> Iterator[str]:
    """The fields of `Texts` whose words are others than were sealed."""
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
