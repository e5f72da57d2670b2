"""What a milestone is: a day that matters to a case, and what it rests on."""

from datetime import date
from typing import NamedTuple

from casework.cases.events import Event
from casework.cases.runs import Reckoning
from casework.law.terms import LONGEST_EXTENSION, SUPPLEMENT_NOTICE, Term

NAMES = {
    "supplement_notice": "发出补正告知",
    "supplement": "申请人补正",
    "opinion": "被征求人提出意见",
    "extension_notice": "发出延期告知",
    "fee_notice": "发出收费通知",
    "fee_payment": "申请人缴费",
    "reply": "作出答复",
    "reconsideration_window": "申请行政复议",
    "litigation_window": "提起行政诉讼",
}

WAITING = {
    "supplement": "等待申请人补正",
    "fee": "等待申请人缴费",
    "opinion": "等待被征求机关的意见",
    "served": "等待送达回证",
    "reconsideration": "应当先申请行政复议",
}

FLAGS = {
    "late": "办理时已经逾期",
    "overdue": "逾期未办",
    "late_supplement_notice": f"补正告知发出时已超过{SUPPLEMENT_NOTICE}",
    "second_notice": "补正告知应当一次性作出，再次告知不影响期限",
    "supplement_notice_after_term": "补正告知发出时答复期限已经届满，逾期的事实不因补正而消失",
    "extension_over_cap": f"延长的期限合计超过{LONGEST_EXTENSION}，超出的延期不影响期限",
    "fixed_by_decision": "决定或者判决已确定期限，延期、补正、收费、征求意见都不改变它",
    "silence_remedies_open": "逾期不答复的，申请人可以申请行政复议或者提起行政诉讼",
    "late_extension": "延期告知在原期限届满后发出，不影响期限",
    "extension_before_restart": (
        "期限重新起算的，此前发出的延期、延迟答复告知不再计算；确需延长的，请另行告知"
    ),
    "late_deferral": "延迟答复的告知在期限届满后发出，不影响期限",
    "deferred_without_reasons": "没有收到申请人说明理由的记录就延迟答复，请补登",
    "late_fee_notice": "收费通知在答复期限届满后发出，不影响期限",
    "consultation_unproven": "征求意见没有送达、答复或者退回的记录，时间未扣除",
    "clock_stopped": "征求其他机关意见尚未结束，期限停止计算，日期按今天收到意见推算",
    "undelivered": "文书被退回，期限没有开始",
    "no_term": "告知书没有写明补正期限",
    "lapsed": "期限已过，对方没有回应",
    "may_be_closed": "可以依法办结",
    "receipt_disputable": "收到之日可能有争议，请按谨慎日期办理",
    "reconsideration_first_for_refused": "不予公开的部分应当先申请行政复议",
}

_OVERRAN = frozenset({"late", "supplement_notice_after_term"})


class Counted(NamedTuple):
    """A date reached by counting one term from one event."""

    start: date
    cause: Event
    term: Term
    raw_end: date | None = None
    """Where a term in days or months ended before it moved to the next working day."""


Basis = Reckoning | Counted


class Milestone(NamedTuple):
    """One day that matters: when it is due, what is awaited, whom it binds, what it rests on.

    `due_on` is None while something else is awaited (`waiting_for`); `binds` is office where the
    law binds the office, option where the office may act until then, other for the other side.
    """

    name: str
    round: int
    due_on: date | None
    article: str
    ref: str = ""
    cautious_on: date | None = None
    done_on: date | None = None
    binds: str = "other"
    waiting_for: str = ""
    provisional: bool = False
    flags: tuple[str, ...] = ()
    basis: Basis | None = None

    @property
    def overran(self) -> bool:
        """Whether a term had run out before it was met, even where another began later."""
        return not _OVERRAN.isdisjoint(self.flags)
