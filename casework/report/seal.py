"""A report that is sealed: its numbers and words, what they counted, and how it came to be.

`told` gives it as plain values, which the desk writes down as canonical JSON under a hash;
`seal_from` reads them again. What was sealed by an earlier program must stay readable: fields
may be added here, with a default for seals that lack them, and never change their meaning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from casework.report.counted import Counted
from casework.report.document import ChangedCell, Report, Restated, Texts, as_json

KIND = "casework/annual-report/1"


@dataclass(frozen=True, slots=True)
class Excused:
    """An error under which the report was sealed all the same: who said so, and why."""

    rule: str
    where: str
    cause: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One version of a year's report. `until` is the last audit entry that it knows."""

    version: int
    report: Report
    counted: tuple[Counted, ...]
    notices: tuple[str, ...]
    sealed_on: date
    signed_by: str
    until: int
    excused: tuple[Excused, ...] = ()


def content(report: Report, counted: Sequence[Counted]) -> dict[str, Any]:
    """What a signature stands for: numbers, words, why it is restated, which case stands where.

    Neither the day of issue, which the signature itself sets, nor how much of a case's record
    there is: what changes no number leaves it valid.
    """
    return {
        "report": as_json(report),
        "texts": asdict(report.texts),
        "restated": [[one.version, one.reason] for one in report.restated],
        "counted": [[one.subject, one.id, one.number, *one.cells] for one in counted],
    }


def told(seal: Seal) -> dict[str, Any]:
    """The seal as plain values, ready to be written down."""
    report = seal.report
    return {
        "kind": KIND,
        "version": seal.version,
        "report": as_json(report),
        "texts": asdict(report.texts),
        "issued_on": report.issued_on.isoformat() if report.issued_on else None,
        "restated": [asdict(one) | {"on": one.on.isoformat()} for one in report.restated],
        "counted": [
            [one.subject, one.id, one.number, one.seq, list(one.cells)] for one in seal.counted
        ],
        "notices": list(seal.notices),
        "sealed_on": seal.sealed_on.isoformat(),
        "signed_by": seal.signed_by,
        "until": seal.until,
        "excused": [asdict(one) for one in seal.excused],
    }


def seal_from(given: Mapping[str, Any]) -> Seal:
    """The seal from what was written down; raises ValueError for anything else."""
    if given.get("kind") != KIND:
        raise ValueError(f"not a sealed report: {given.get('kind')}")
    counted = (
        Counted(subject, id_, number, seq, tuple(cells))
        for subject, id_, number, seq, cells in given["counted"]
    )
    return Seal(
        version=given["version"],
        report=_report(given),
        counted=tuple(counted),
        notices=tuple(given["notices"]),
        sealed_on=date.fromisoformat(given["sealed_on"]),
        signed_by=given["signed_by"],
        until=given["until"],
        excused=tuple(Excused(**one) for one in given["excused"]),
    )


def _report(given: Mapping[str, Any]) -> Report:
    told, issued = given["report"], given["issued_on"]
    known = {field.name for field in fields(Texts)}
    return Report(
        told["agency"],
        told["year"],
        told["table2"],
        told["table3"],
        told["table4"],
        code=told["code"],
        texts=Texts(**{name: text for name, text in given["texts"].items() if name in known}),
        issued_on=date.fromisoformat(issued) if issued else None,
        restated=tuple(map(_restated, given["restated"])),
    )


def _restated(one: Mapping[str, Any]) -> Restated:
    """Seals of before say only why a report was restated, not what changed."""
    return Restated(
        one["version"],
        date.fromisoformat(one["on"]),
        one["reason"],
        tuple(ChangedCell(**cell) for cell in one.get("cells", ())),
        tuple(one.get("sections", ())),
    )
