"""What the fields of events are made of: their choices, and what each tells form and store."""

from dataclasses import field
from typing import Any

from casework.law.applicants import APPLICANT_KINDS
from casework.law.outcomes import OTHER_REASONS, OUTCOMES
from casework.law.receipt import CHANNELS

Choices = tuple[tuple[str, str], ...]

CHANNEL: Choices = tuple((channel.code, channel.label) for channel in CHANNELS)
APPLICANT: Choices = tuple((kind.code, kind.label) for kind in APPLICANT_KINDS)
OUTCOME: Choices = tuple((outcome.code, outcome.label) for outcome in OUTCOMES)
OTHER_REASON: Choices = tuple(OTHER_REASONS.items())
GROUNDS: Choices = (
    ("content", "申请内容不明确"),
    ("identity", "缺少身份证明或者联系方式"),
    ("authority", "缺少授权委托材料"),
)
PARTY: Choices = (
    ("third_party", "第三方（第三十二条）"),
    ("co_author", "共同制作机关（第三十四条）"),
    ("other_agency", "其他机关（保密部门、上级机关、协办机关等）"),
)
METHOD: Choices = (
    ("handed_over", "当面交付"),
    ("proxy", "委托其他行政机关代为送达"),
    ("post", "邮寄（邮政企业）"),
    ("internet", "互联网"),
    ("fax", "传真"),
    ("none", "不制发文书"),
)
SCOPE: Choices = (("all", "全部撤回"), ("items", "撤回部分事项"))
GROUND: Choices = (
    ("reconsideration", "行政复议决定"),
    ("litigation", "人民法院判决"),
    ("own_motion", "本机关自行纠正"),
)
LETTER: Choices = (
    ("closed", "答复书"),
    ("supplement_requested", "补正告知书"),
    ("consulted", "征求意见书"),
    ("third_party_informed", "告知书（给第三方）"),
    ("extended", "延期答复告知书"),
    ("reasons_requested", "说明理由告知书"),
    ("deferred", "延迟答复告知书"),
    ("fee_notified", "收费通知书"),
)
WITHDRAWABLE: Choices = tuple(
    choice
    for choice in LETTER
    if choice[0] in ("supplement_requested", "consulted", "extended", "deferred", "fee_notified")
)


def optional(
    label: str, *, choices: Choices = (), desk: bool = False, default: Any = None, **options: Any
) -> Any:
    """A field staff fill in; `desk` fields may be left out of a reckoning, not of the register."""
    metadata = {"label": label, "choices": choices, "desk": desk, **options}
    return field(default=default, metadata=metadata)


def required(label: str, *, choices: Choices = ()) -> Any:
    """A field without which the event means nothing."""
    return field(metadata={"label": label, "choices": choices, "desk": True})
