"""Reconsiderations and lawsuits: a small history of their own (年度报告表四).

A dispute concerns no case, one or several: silence, proactive disclosure and third parties are
disputed too. It is counted as a dispute, never as a link to a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

KINDS_OF_EVENT = ("filed", "decided", "annulled")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeEvent:
    """Something that happened in a dispute; `seq` is its place in the record."""

    label: ClassVar[str]

    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(DisputeEvent):
    """受理（立案）: the kind of dispute, the body, and the cases it concerns."""

    label = "受理（立案）"

    dispute_kind: str
    body: str = ""
    number: str = ""
    cases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(DisputeEvent):
    """审结: the result; a later instance's decision replaces it (one_dispute_one_result)."""

    label = "审结"

    result: str
    served_on: date | None = None
    orders: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeAnnulled(DisputeEvent):
    """That event was recorded in error."""

    label = "撤销登记"

    target: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DisputeState:
    """What a dispute's events add up to; without `kind` it is void and uncounted."""

    kind: str
    filed_on: date | None
    decided_on: date | None
    result: str


def dispute_state(events: Sequence[DisputeEvent]) -> DisputeState:
    """The state of a dispute: as filed, with its latest decision."""
    annulled = {event.target for event in events if isinstance(event, DisputeAnnulled)}
    standing = sorted(
        (event for event in events if event.seq not in annulled),
        key=lambda event: (event.on, event.seq),
    )
    filed = next((event for event in standing if isinstance(event, Filed)), None)
    if filed is None:
        return DisputeState("", None, None, "")
    decided = [e for e in standing if isinstance(e, Decided) and e.on >= filed.on]
    last = decided[-1] if decided else None
    if last is None:
        return DisputeState(filed.dispute_kind, filed.on, None, "")
    return DisputeState(filed.dispute_kind, filed.on, last.on, last.result)


def dispute_objection(events: Sequence[DisputeEvent], event: DisputeEvent) -> str | None:
    """Why that event cannot come next in a dispute, or None when it can."""
    state = dispute_state(events)
    if isinstance(event, Filed):
        return "这件争议已经登记过受理；有误的请先撤销原来的记录" if state.kind else None
    if isinstance(event, DisputeAnnulled):
        targets = {e.seq for e in events if not isinstance(e, DisputeAnnulled)}
        return None if event.target in targets else f"没有序号为{event.target}的记录可以撤销"
    if state.filed_on is None:
        return "这件争议还没有登记受理（立案），请先登记"
    if event.on < state.filed_on:
        return f"审结日期早于受理日期（{state.filed_on}），请核对日期"
    return None
