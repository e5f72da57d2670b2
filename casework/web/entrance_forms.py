"""The forms at the door."""

from wtforms import EmailField, Field, PasswordField, StringField, SubmitField
from wtforms.validators import EqualTo, Regexp, ValidationError

from casework.desk.agencies import Particulars
from casework.desk.first_start import FirstPerson
from casework.desk.passwords import refuse_weak
from casework.desk.refusals import NotAllowed
from casework.web.forms import Form, mail_address, optional, required, stripped

_IN_NUMBERS = Regexp(
    r"^[^/\\?#%&<>\"'{}]*$", message="会写进办件编号，请只用汉字、字母、数字、括号和连字符"
)
CODE = Regexp(r"^[a-z0-9-]+$", message="机关代码只能用小写字母、数字和连字符")


class LoginForm(Form):
    """Name and password."""

    login = StringField("登录名", required("登录名"), filters=[stripped])
    password = PasswordField("密码", required("密码"))


class NewPassword(Form):
    """A password, typed twice."""

    password = PasswordField("密码", required("密码"))
    repeated = PasswordField(
        "再输入一次", [*required("密码"), EqualTo("password", "两次输入的密码不一致，请重新输入")]
    )

    def owner(self) -> str:
        """The login of whose password it is, where that is known: it must not be part of it."""
        return ""

    def validate_password(self, field: Field) -> None:
        """What the desk would refuse is told at the field, where everything typed stays."""
        try:
            refuse_weak(str(field.data), self.owner())
        except NotAllowed as weak:
            raise ValidationError(str(weak)) from None


class LinkForm(NewPassword):
    """Coming in by a one-time link; `enter` leaves the password for later."""

    enter = SubmitField("本次直接进入，以后再设密码")

    def __init__(self, login: str) -> None:
        super().__init__()
        self._login = login

    def owner(self) -> str:
        """The login of whom the link lets in."""
        return self._login


class ParticularsForm(Form):
    """What letters and reports print of an agency."""

    name = StringField("机关全称", required("机关全称"), filters=[stripped])
    short_name = StringField("简称", [*required("简称"), _IN_NUMBERS], filters=[stripped])
    mark = StringField("文书代字", [*optional("文书代字"), _IN_NUMBERS], filters=[stripped])
    review_body = StringField("行政复议机关", optional("行政复议机关"), filters=[stripped])
    court = StringField("行政诉讼管辖法院", optional("管辖法院"), filters=[stripped])
    address = StringField("办公地址", optional("办公地址"), filters=[stripped])
    postcode = StringField("邮政编码", optional("邮政编码", 10), filters=[stripped])
    phone = StringField("联系电话", optional("联系电话", 40), filters=[stripped])
    contact = StringField("联系人或者受理机构", optional("联系人"), filters=[stripped])

    def particulars(self) -> Particulars:
        """What was typed, for the desk; an emptied field is stored empty."""
        names = Particulars.__dataclass_fields__
        return Particulars(**{name: self[name].data for name in names if name in self})


class FirstStartForm(ParticularsForm, NewPassword):
    """The agency and the first person, who is admin, clerk and approver."""

    code = StringField("机关代码", [*required("机关代码", 40), CODE], filters=[stripped])
    person_name = StringField("姓名", required("姓名"), filters=[stripped])
    login = StringField("登录名", required("登录名", 60), filters=[stripped])
    email = EmailField("电子邮箱", mail_address(), filters=[stripped])

    def owner(self) -> str:
        """The login that is being chosen."""
        return str(self.login.data)

    def person(self) -> FirstPerson:
        """Who was named, for the desk."""
        return FirstPerson(
            login=str(self.login.data),
            name=str(self.person_name.data),
            password=str(self.password.data),
            email=str(self.email.data),
        )
