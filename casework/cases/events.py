"""One small frozen class per thing that can happen to a case.

The fields say everything that the form, the stored row and the letter need: the metadata of a
field holds its Chinese label, its choices, and whether the desk insists on it (the reckoning of
deadlines needs less than the desk does). The file is far longer than others because it is a
catalogue: it is read entry by entry.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from casework.cases.fields import (
    APPLICANT,
    CHANNEL,
    GROUND,
    GROUNDS,
    LETTER,
    METHOD,
    OTHER_REASON,
    OUTCOME,
    PARTY,
    SCOPE,
    WITHDRAWABLE,
    optional,
    required,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a mixed reply, with its own outcome and ground."""

    text: str
    outcome: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: the legal day, and its place in the case's record."""

    kind: ClassVar[str] = ""
    label: ClassVar[str] = ""

    on: date
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived(Event):
    """Came in, not yet received: a letter not confirmed, or forwarded by another body."""

    kind: ClassVar[str] = "arrived"
    label: ClassVar[str] = "来件（尚未确认收到）"

    channel: str = optional("来件渠道", choices=CHANNEL, default="")
    origin: str = optional("来源", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempted(Event):
    """The office tried to confirm with the applicant; the proof for 条例第三十一条第二项."""

    kind: ClassVar[str] = "contact_attempted"
    label: ClassVar[str] = "联系申请人确认"

    how: str = optional("联系方式", default="")
    result: str = optional("结果", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Event):
    """收到申请（条例第三十一条）; `on` is the day of receipt, day 0 of the terms."""

    kind: ClassVar[str] = "received"
    label: ClassVar[str] = "收到申请"

    channel: str = required("提交渠道", choices=CHANNEL)
    applicant_kind: str = optional("申请人类型", choices=APPLICANT, desk=True, default="")
    arrived_on: date | None = optional("来件到达（签收）之日")
    submitted_on: date | None = optional("提交之日")
    confirmed_on: date | None = optional("双方确认之日")
    auto_confirmed: bool = optional("系统自动确认", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested(Event):
    """补正告知书发出（条例第三十条）, with the time the applicant has."""

    kind: ClassVar[str] = "supplement_requested"
    label: ClassVar[str] = "发出补正告知书"

    grounds: tuple[str, ...] = optional("补正事由", choices=GROUNDS, desk=True, default=())
    respond_workdays: int | None = optional("补正期限（送达后的工作日数）")
    respond_by: date | None = optional("补正截止日")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplemented(Event):
    """收到补正的申请; the first one restarts the term (条例第三十条)."""

    kind: ClassVar[str] = "supplemented"
    label: ClassVar[str] = "收到补正"

    sufficient: bool | None = optional("补正后内容是否明确", desk=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(Event):
    """征求意见书发出 to a third party, a co-author or another agency (条例第三十二至三十四条)."""

    kind: ClassVar[str] = "consulted"
    label: ClassVar[str] = "发出征求意见书"

    ref: str = required("征求意见编号")
    party: str = required("征求对象", choices=PARTY)
    name: str = optional("被征求人名称", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionReceived(Event):
    """The consulted party answered; `consents` is None where it neither agrees nor objects."""

    kind: ClassVar[str] = "opinion_received"
    label: ClassVar[str] = "收到意见"

    ref: str = required("征求意见编号")
    consents: bool | None = optional("是否同意公开")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationEnded(Event):
    """The office stopped waiting for an opinion."""

    kind: ClassVar[str] = "consultation_ended"
    label: ClassVar[str] = "终止征求意见"

    ref: str = required("征求意见编号")
    reason: str = optional("终止原因", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdPartyInformed(Event):
    """决定公开并书面告知第三方（条例第三十二条）."""

    kind: ClassVar[str] = "third_party_informed"
    label: ClassVar[str] = "决定公开并告知第三方"

    ref: str = required("征求意见编号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """延期答复告知书发出（条例第三十三条第二款）, with the consent it needs."""

    kind: ClassVar[str] = "extended"
    label: ClassVar[str] = "发出延期答复告知书"

    workdays: int | None = optional("延长的工作日数", desk=True)
    approved_by: str = optional("同意延期的政府信息公开工作机构负责人", desk=True, default="")
    approved_on: date | None = optional("同意之日", desk=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsRequested(Event):
    """要求申请人说明理由（条例第三十五条）; the term runs on."""

    kind: ClassVar[str] = "reasons_requested"
    label: ClassVar[str] = "要求说明理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsGiven(Event):
    """申请人说明了理由（条例第三十五条）."""

    kind: ClassVar[str] = "reasons_given"
    label: ClassVar[str] = "收到理由说明"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Event):
    """确定并告知延迟答复的合理期限（条例第三十五条）."""

    kind: ClassVar[str] = "deferred"
    label: ClassVar[str] = "确定延迟答复的合理期限"

    until: date = required("延迟答复至")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNotified(Event):
    """收费通知书发出（条例第四十二条、收费办法第六条）."""

    kind: ClassVar[str] = "fee_notified"
    label: ClassVar[str] = "发出收费通知书"

    amount: Decimal | None = optional("通知缴纳金额（元）", desk=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeePaid(Event):
    """申请人缴费; the term starts anew (收费办法第六条)."""

    kind: ClassVar[str] = "fee_paid"
    label: ClassVar[str] = "收到缴费"

    amount: Decimal | None = optional("实收金额（元）", desk=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn(Event):
    """A notice rightly sent is taken back: a fee waived, an extension not needed."""

    kind: ClassVar[str] = "notice_withdrawn"
    label: ClassVar[str] = "收回已发出的通知"

    of: str = optional("收回的文书", choices=WITHDRAWABLE, desk=True, default="")
    ref: str = optional("征求意见编号", default="")
    reason: str = optional("收回原因", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """申请人撤回申请; the case still has to be closed."""

    kind: ClassVar[str] = "withdrawn"
    label: ClassVar[str] = "申请人撤回"

    scope: str = optional("撤回范围", choices=SCOPE, desk=True, default="all")
    text: str = optional("撤回的内容", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    """作出答复（交邮或当面交付之日，国办公开办函〔2016〕235号）或终止办理."""

    kind: ClassVar[str] = "closed"
    label: ClassVar[str] = "答复（办结）"

    outcome: str = required("办理结果", choices=OUTCOME)
    method: str = optional("送达方式", choices=METHOD, desk=True, default="")
    reason: str = optional("其他处理的原因", choices=OTHER_REASON, default="")
    items: tuple[Item, ...] = optional("分项结果", default=())
    written_on: date | None = optional("文书落款日期")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Event):
    """送达 of one of the letters; terms of the other side begin with it."""

    kind: ClassVar[str] = "served"
    label: ClassVar[str] = "送达"

    of: str = optional("送达的文书", choices=LETTER, default="closed")
    ref: str = optional("征求意见编号", default="")
    mode: str = optional("送达方式", choices=METHOD, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered(Event):
    """退回: the letter starts no term for its addressee."""

    kind: ClassVar[str] = "undelivered"
    label: ClassVar[str] = "退回（未送达）"

    of: str = optional("退回的文书", choices=LETTER, default="closed")
    ref: str = optional("征求意见编号", default="")
    reason: str = optional("退回原因", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provided(Event):
    """提供信息（查阅、抄录、邮寄、电子）."""

    kind: ClassVar[str] = "provided"
    label: ClassVar[str] = "提供信息"

    how: str = optional("提供方式", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn(Event):
    """转送信访等渠道（条例第三十九条第一款）."""

    kind: ClassVar[str] = "passed_on"
    label: ClassVar[str] = "转送其他渠道"

    to: str = optional("转送单位", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed(Event):
    """Handed to a section of the office; no effect on the clock."""

    kind: ClassVar[str] = "routed"
    label: ClassVar[str] = "转办"

    to: str = optional("承办科室或者承办人", desk=True, default="")
    note: str = optional("说明", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Event):
    """Handed back inside the office; no effect on the clock."""

    kind: ClassVar[str] = "returned"
    label: ClassVar[str] = "退回承办"

    to: str = optional("退回给", desk=True, default="")
    note: str = optional("说明", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared(Event):
    """公开前审查（条例第十七条）; no effect on the clock."""

    kind: ClassVar[str] = "cleared"
    label: ClassVar[str] = "审查（保密、法制）"

    by: str = optional("审查人", desk=True, default="")
    note: str = optional("审查意见", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Event):
    """签发; no effect on the clock."""

    kind: ClassVar[str] = "signed"
    label: ClassVar[str] = "签发"

    by: str = optional("签发人", desk=True, default="")
    note: str = optional("说明", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annulled(Event):
    """That event was recorded in error; it is reckoned as if it had not been written."""

    kind: ClassVar[str] = "annulled"
    label: ClassVar[str] = "撤销误登的记录"

    target: int = required("撤销的记录（序号）")
    reason: str = optional("撤销原因", desk=True, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Event):
    """The reply was set aside; a new round with a new term begins."""

    kind: ClassVar[str] = "reopened"
    label: ClassVar[str] = "重新办理"

    ground: str = required("重新办理的依据", choices=GROUND)
    dispute: str = optional("争议编号", default="")
    due_by: date | None = optional("决定或者判决确定的期限")


EVENTS: tuple[type[Event], ...] = (
    Arrived,
    ContactAttempted,
    Received,
    SupplementRequested,
    Supplemented,
    Consulted,
    OpinionReceived,
    ConsultationEnded,
    ThirdPartyInformed,
    Extended,
    ReasonsRequested,
    ReasonsGiven,
    Deferred,
    FeeNotified,
    FeePaid,
    NoticeWithdrawn,
    Withdrawn,
    Closed,
    Served,
    Undelivered,
    Provided,
    PassedOn,
    Routed,
    Returned,
    Cleared,
    Signed,
    Annulled,
    Reopened,
)

EVENTS_BY_KIND = {event.kind: event for event in EVENTS}
