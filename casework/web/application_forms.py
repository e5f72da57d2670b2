"""The form of an application, in the order of the paper: how it came, who applies, for what.

Above 150 lines because it follows the paper from top to bottom.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    EmailField,
    Field,
    FieldList,
    FormField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, ValidationError

from casework.cases.fields import APPLICANT, CHANNEL
from casework.desk.applications import PARTS, Application, Party
from casework.desk.searching import Draft
from casework.law.receipt import CHANNELS_BY_CODE, Stamps, day_of_receipt
from casework.law.terms import REGULATION_IN_FORCE
from casework.web import here
from casework.web.dates import day_field
from casework.web.event_fields import Choice, Radios
from casework.web.forms import Form, PlainForm, choices_of, optional, required, stripped

_LONGEST_REQUEST = 5000
_MOST_PARTIES = 20
_FORMS = ("纸质", "电子邮件", "光盘等电子介质", "当面查阅、抄录", "不限")
_IDENTITIES = ("居民身份证", "统一社会信用代码", "护照等其他身份证件", "其他")

ASKED: Mapping[str, tuple[str, ...]] = {
    "in_person": ("submitted_on",),
    "post_signed": ("arrived_on",),
    "ordinary_mail": ("arrived_on", "confirmed_on"),
    "internet": ("submitted_on", "auto_confirmed", "confirmed_on"),
    "fax": ("arrived_on", "confirmed_on"),
    "oral": ("confirmed_on",),
    "forwarded": ("arrived_on", "confirmed_on", "origin"),
}
"""What is asked of how an application came, by channel; what is not asked is not read."""


class PartyForm(PlainForm):
    """Somebody on the paper."""

    role = Choice("身份", choices=choices_of(PARTS.items()), default="applicant")
    name = StringField("姓名或者名称", optional("姓名或者名称"), filters=[stripped])
    identity_kind = Choice(
        "证件类型",
        choices=choices_of([("", "（未提供）"), *zip(_IDENTITIES, _IDENTITIES, strict=True)]),
    )
    identity_number = StringField("证件号码", optional("证件号码", 40), filters=[stripped])
    phone = StringField("联系电话", optional("联系电话", 40), filters=[stripped])
    contact_name = StringField("单位联系人", optional("单位联系人"), filters=[stripped])
    address = StringField("通信地址", optional("通信地址"), filters=[stripped])
    postcode = StringField("邮政编码", optional("邮政编码", 10), filters=[stripped])
    email = EmailField("电子邮箱", optional("电子邮箱"), filters=[stripped])

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed; an empty one is nobody."""
        return any(field.data for field in self if field.short_name != "role")

    def party(self, kind: str) -> Party:
        """Who it is, for the desk; the kind is that of the applicants."""
        typed = {field.short_name: field.data or "" for field in self}
        return Party(**typed, kind=kind if typed["role"] == "applicant" else "natural_person")


class ApplicationForm(Form):
    """An application as it came in; the channel decides which days are needed."""

    channel = Choice("提交渠道", [InputRequired("请选择提交渠道")], choices=choices_of(CHANNEL))
    submitted_on = day_field("提交之日", needed=False)
    arrived_on = day_field("来件到达（签收）之日", needed=False)
    auto_confirmed = BooleanField("网上系统提交时已自动确认（以提交之日为收到之日）")
    confirmed_on = day_field("双方确认之日", needed=False)
    origin = StringField("转来单位", optional("转来单位"), filters=[stripped])

    applicant_kind = Radios(
        "申请人类型",
        [InputRequired("请选择申请人类型")],
        choices=choices_of(APPLICANT),
        default="natural_person",
    )
    parties = FieldList(FormField(PartyForm), min_entries=1, max_entries=_MOST_PARTIES)

    subject = StringField("申请事项", required("申请事项"), filters=[stripped])
    request = TextAreaField(
        "所需政府信息的内容描述", optional("内容描述", _LONGEST_REQUEST), filters=[stripped]
    )
    form_wanted = Choice(
        "申请人要求的形式",
        choices=choices_of([("", "（未写明）"), *zip(_FORMS, _FORMS, strict=True)]),
    )
    clerk = Choice("承办人", default="")

    def __init__(self, takers: Mapping[int, str], today: date, me: int) -> None:
        super().__init__(
            data={"submitted_on": today, "arrived_on": today, "clerk": _own(takers, me)}
        )
        named = ((str(person), name) for person, name in takers.items())
        self.clerk.choices = choices_of([("", "（暂不指定）"), *named])
        self.parties[0].form.name.flags.required = True
        self._today = today

    def application(self, agency: str) -> Application:
        """What was typed, for the desk."""
        kind = self.applicant_kind.data
        return Application(
            agency=agency,
            channel=self.channel.data,
            stamps=self.stamps(),
            applicant_kind=kind,
            parties=tuple(each.form.party(kind) for each in self.parties if each.form.is_filled),
            subject=self.subject.data or "",
            request=self.request.data or "",
            form_wanted=self.form_wanted.data,
            origin=self.asked("origin") or "",
            clerk_id=int(self.clerk.data) if self.clerk.data else None,
            form_id=self.form_id.data,
        )

    def draft(self) -> Draft:
        """What is typed so far, to look for what the register knows of it."""
        first = self.parties[0].form
        day = day_of_receipt(self.channel.data, self.stamps()) if self.known_channel else None
        text = f"{self.subject.data or ''}{self.request.data or ''}"
        number = first.identity_number.data or ""
        return Draft(day or self._today, first.name.data or "", number, text)

    def stamps(self) -> Stamps:
        """The days that the channel leaves behind."""
        names = ("submitted_on", "arrived_on", "confirmed_on")
        days = {name: self.asked(name) for name in names}
        return Stamps(**days, auto_confirmed=bool(self.asked("auto_confirmed")))

    def asked(self, name: str) -> Any:
        """What was typed into a field, None where the channel does not ask for it."""
        return self[name].data if name in ASKED.get(self.channel.data or "", ()) else None

    @property
    def known_channel(self) -> bool:
        """Whether a channel of the list was chosen."""
        return self.channel.data in CHANNELS_BY_CODE

    def add_party(self) -> None:
        """Room for one more: another applicant, a representative or an agent."""
        if len(self.parties) < _MOST_PARTIES:
            self.parties.append_entry()

    def validate_channel(self, _field: Field) -> None:
        """The day on which the term hangs is there, unless the channel may confirm it later."""
        channel = CHANNELS_BY_CODE.get(self.channel.data or "")
        stamps = self.stamps()
        if channel is None or day_of_receipt(channel.code, stamps):
            return
        came = stamps.arrived_on or stamps.submitted_on
        if came is None or channel.decided_by != "confirmed_on":
            raise ValidationError(f"{channel.rule}，请填写下面的日期")

    def validate_submitted_on(self, field: Field) -> None:
        """A day of the channel's that can be."""
        self._refuse_impossible(field)

    def validate_arrived_on(self, field: Field) -> None:
        """The same, not before it was submitted."""
        self._refuse_impossible(field)

    def validate_confirmed_on(self, field: Field) -> None:
        """The same, not before it came in."""
        self._refuse_impossible(field)
        stamps = self.stamps()
        came = stamps.arrived_on or stamps.submitted_on
        if stamps.confirmed_on and came and stamps.confirmed_on < came:
            raise ValidationError("双方确认之日不能早于来件之日，请核对")

    def validate_parties(self, field: "FieldList[Any]") -> None:
        """Everybody has a name, and somebody applies."""
        filled = [each.form for each in field if each.form.is_filled]
        if not any(form.role.data == "applicant" for form in filled):
            _say(field[0].form.name, "请填写申请人的姓名或者名称")
        for form in filled:
            if not form.name.data:
                _say(form.name, "请填写姓名或者名称")
        if any(each.form.name.errors for each in field):
            raise ValidationError("请填写姓名或者名称")

    def _refuse_impossible(self, field: Field) -> None:
        day = self.asked(field.short_name)
        if day is not None and day > self._today:
            raise ValidationError("日期不能晚于今天，请核对")
        if day is not None and day < REGULATION_IN_FORCE:
            raise ValidationError(
                "2019年5月15日以前收到的申请适用修订前的条例，不在本系统登记，请核对日期"
            )


def blank_form(takers: Mapping[int, str]) -> ApplicationForm:
    """The form with today's date and, where the person may work on cases, their own name."""
    return ApplicationForm(takers, here.office().today(), here.person().id)


def _own(takers: Mapping[int, str], me: int) -> str:
    return str(me) if me in takers else ""


def _say(field: Field, sentence: str) -> None:
    if sentence not in field.errors:
        field.errors = [*field.errors, sentence]
