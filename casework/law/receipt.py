"""When an application counts as received, by the channel it came through (条例第三十一条)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in, with the rule that fixes the day of receipt (收到申请之日), day 0 of each term."""

    code: str
    label: str
    article: str
    rule: str
    manner: str
    """How the applicant made it, as a letter says it: 您……提出的政府信息公开申请."""
    decided_by: str
    """The field that holds the day of receipt: submitted_on, arrived_on or confirmed_on."""


CHANNELS = (
    Channel(
        "in_person",
        "当面提交",
        "条例第三十一条第一项",
        "当面提交的，提交之日为收到之日",
        "当面",
        "submitted_on",
    ),
    Channel(
        "post_signed",
        "邮寄（签收）",
        "条例第三十一条第二项",
        "邮寄并签收的，签收之日为收到之日",
        "以邮寄方式",
        "arrived_on",
    ),
    Channel(
        "ordinary_mail",
        "平常信函（无需签收）",
        "条例第三十一条第二项",
        "平常信函应当于收到当日与申请人确认，确认之日为收到之日",
        "以信函方式",
        "confirmed_on",
    ),
    Channel(
        "internet",
        "互联网渠道",
        "条例第三十一条第三项",
        "互联网渠道提交的，双方确认之日为收到之日",
        "通过互联网",
        "confirmed_on",
    ),
    Channel(
        "fax",
        "传真",
        "条例第三十一条第三项",
        "传真提交的，双方确认之日为收到之日",
        "以传真方式",
        "confirmed_on",
    ),
    Channel(
        "oral",
        "口头（代为填写）",
        "条例第二十九条",
        "口头提出、由本机关代为填写的，申请人签字确认之日为收到之日",
        "口头",
        "confirmed_on",
    ),
    Channel(
        "forwarded",
        "其他机关或者平台转来",
        "条例第三十一条",
        "由其他机关、12345等平台转来的，本机关收到并与申请人确认之日为收到之日",
        "通过其他机关或者平台",
        "confirmed_on",
    ),
)

CHANNELS_BY_CODE = {channel.code: channel for channel in CHANNELS}

_BY_CONFIRMATION = frozenset({"internet", "fax"})
DOUBTED_CHANNELS = _BY_CONFIRMATION | {"ordinary_mail"}
"""Where an earlier day than that of receipt may be argued."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """The days that the channel leaves behind, as far as they are on record."""

    submitted_on: date | None = None
    arrived_on: date | None = None
    confirmed_on: date | None = None
    auto_confirmed: bool = False


def day_of_receipt(channel: str, stamps: Stamps) -> date | None:
    """The day that the law makes the day of receipt, or None while its stamp is missing.

    A portal that confirms every submission by itself leaves nothing to agree on: the day of
    submission counts (指导案例26号).
    """
    if channel in _BY_CONFIRMATION and stamps.auto_confirmed:
        return stamps.submitted_on
    day: date | None = getattr(stamps, CHANNELS_BY_CODE[channel].decided_by)
    return day


def rule_of(channel: str, *, auto_confirmed: bool) -> str:
    """The rule that made the day of receipt, in words."""
    if channel in _BY_CONFIRMATION and auto_confirmed:
        return f"{CHANNELS_BY_CODE[channel].label}提交、系统自动确认的，提交之日为收到之日"
    return CHANNELS_BY_CODE[channel].rule


def earliest_arguable_day(
    channel: str, received_on: date, stamps: Stamps, contact_attempts: Collection[date]
) -> date:
    """The earliest day a court might take as the day of receipt; the office plans by it.

    An internet or fax application may be held received when submitted; an ordinary letter when it
    came in, unless the office can show that it tried to reach the applicant on that very day.
    """
    if channel in _BY_CONFIRMATION:
        arguable = stamps.submitted_on
    elif channel == "ordinary_mail" and stamps.arrived_on not in contact_attempts:
        arguable = stamps.arrived_on
    else:
        arguable = None
    return min(received_on, arguable or received_on)
