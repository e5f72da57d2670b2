"""What an applicant may do against an answer, by what the answer is and when it was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from casework.law.outcomes import OUTCOMES_BY_CODE
from casework.law.terms import (
    INTERPRETATION_IN_FORCE,
    LITIGATION,
    LITIGATION_AFTER_RECONSIDERATION,
    OLD_RECONSIDERATION,
    RECONSIDERATION,
    RECONSIDERATION_LAW_IN_FORCE,
)


class Remedy(Enum):
    """The ways open to the applicant against an answer."""

    EITHER = "either"
    RECONSIDERATION_FIRST = "reconsideration_first"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class RemedyRule:
    """A remedy, the article it rests on, and how a letter says it."""

    remedy: Remedy
    articles: tuple[str, ...]
    text: str


_CHOICE = (
    f"可以自收到本答复之日起{RECONSIDERATION}内申请行政复议，"
    f"也可以自收到本答复之日起{LITIGATION}内依法向人民法院提起行政诉讼。"
)
_EITHER = RemedyRule(Remedy.EITHER, ("行政复议法第二十条", "行政诉讼法第四十六条"), _CHOICE)
_OLD_EITHER = RemedyRule(
    Remedy.EITHER, (OLD_RECONSIDERATION.article, "行政诉讼法第四十六条"), _CHOICE
)
_FIRST = RemedyRule(
    Remedy.RECONSIDERATION_FIRST,
    ("行政复议法第二十三条", "行政复议法第二十条", "行政诉讼法第四十五条"),
    f"应当自收到本答复之日起{RECONSIDERATION}内先申请行政复议；对行政复议决定不服的，"
    f"可以自收到复议决定书之日起{LITIGATION_AFTER_RECONSIDERATION}内依法向人民法院提起行政诉讼。",
)
_MIXED = RemedyRule(
    Remedy.MIXED,
    ("行政复议法第二十三条", "行政复议法第二十条", "行政诉讼法第四十六条"),
    f"对其中不予公开的部分，应当自收到本答复之日起{RECONSIDERATION}内先申请行政复议；"
    f"对其他部分，{_CHOICE}",
)
_RULES = {rule.remedy: rule for rule in (_EITHER, _FIRST, _MIXED)}


def remedy_against(outcome: str, answered_on: date, items: Iterable[str] = ()) -> RemedyRule:
    """The remedy against an answer with that outcome, given on that day.

    Where its items are told, they decide (条例第三十七条 also covers parts that are not held):
    only refused parts must go to reconsideration first. What a grant in part gives leaves the
    choice, whether or not the items name it.
    """
    if answered_on < RECONSIDERATION_LAW_IN_FORCE:
        return _OLD_EITHER
    whole = Remedy(OUTCOMES_BY_CODE[outcome].remedy)
    kinds = {Remedy(OUTCOMES_BY_CODE[code].remedy) for code in items}
    if not kinds:
        return _RULES[whole]
    if whole is Remedy.MIXED:
        kinds.add(Remedy.EITHER)
    return _RULES[kinds.pop() if len(kinds) == 1 else Remedy.MIXED]


def skips_reconsideration(dispute_kind: str, outcome: str, answered_on: date) -> bool:
    """Whether such a dispute goes to court with an answer that had to go to reconsideration first.

    复议法第二十三条; a court rejects it, so more often the kind was picked wrongly.
    """
    first = remedy_against(outcome, answered_on).remedy is Remedy.RECONSIDERATION_FIRST
    return dispute_kind == "litigation_direct" and first


def is_disputed(outcome: str, answered_on: date) -> bool:
    """Whether it was open then if that answer, as a refusal, had to go to reconsideration first.

    What is given never had to; what is refused under 条例第十四条至第十六条 always had to.
    """
    if not RECONSIDERATION_LAW_IN_FORCE <= answered_on < INTERPRETATION_IN_FORCE:
        return False
    chosen = OUTCOMES_BY_CODE[outcome]
    return chosen.code != "granted" and Remedy(chosen.remedy) is not Remedy.RECONSIDERATION_FIRST
