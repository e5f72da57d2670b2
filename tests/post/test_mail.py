from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from casework.post.channels import deliver
from casework.post.message import Message, Undelivered
from tests.support.servers import free_port

MESSAGE = Message(
    "a1b2", "wu@example.gov.cn", "办理提醒：1项", "晋西园公开〔2026〕1号　今天届满\n"
)
SENDER = "casework@example.gov.cn"


class Sink:
    """Keeps what it took, and answers as it is told."""

    def __init__(self, answer="250 OK"):
        self.answer = answer
        self.taken = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 — aiosmtpd's name
        if self.answer.startswith("2"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def server():
    controllers = []

    def start(sink, **options):
        port = free_port()
        controller = Controller(sink, hostname="127.0.0.1", port=port, **options)
        controller.start()
        controllers.append(controller)
        return f"smtp://127.0.0.1:{port}"

    yield start
    for controller in controllers:
        controller.stop()


def test_a_mail_arrives_as_it_was_written(server):
    sink = Sink()
    deliver(MESSAGE, server(sink), SENDER)
    [mail] = sink.taken
    assert (mail["Subject"], mail["To"], mail["From"]) == (MESSAGE.subject, MESSAGE.to, SENDER)
    assert mail["Message-ID"] == "<a1b2@example.gov.cn>"
    assert mail.get_content().splitlines() == MESSAGE.text.splitlines()


def test_what_the_server_does_not_take_is_not_delivered(server):
    with pytest.raises(Undelivered, match="452"):
        deliver(MESSAGE, server(Sink("452 full")), SENDER)


def test_a_server_that_is_not_there_is_said_without_an_address():
    with pytest.raises(Undelivered) as refused:
        deliver(MESSAGE, f"smtp://127.0.0.1:{free_port()}", SENDER)
    assert MESSAGE.to not in str(refused.value)


def test_a_refused_recipient_is_said_by_code_alone(server):
    class Choosy(Sink):
        async def handle_RCPT(self, *_):  # noqa: N802 — aiosmtpd's name
            return "550 no such user"

    with pytest.raises(Undelivered) as refused:
        deliver(MESSAGE, server(Choosy()), SENDER)
    assert "550" in str(refused.value)
    assert MESSAGE.to not in str(refused.value)


def test_a_password_is_not_sent_in_the_clear_to_another_machine(server):
    sink = Sink()
    # Another spelling of this machine, which passes for another one.
    elsewhere = server(sink).replace("127.0.0.1", "casework:secret@127.1")
    with pytest.raises(Undelivered, match="明文"):
        deliver(MESSAGE, elsewhere, SENDER)
    assert sink.taken == []


def test_a_line_break_cannot_smuggle_in_a_header(server):
    sink = Sink()
    smuggled = Message("k", "wu@example.gov.cn", "提醒\nBcc: thief@example.com", "x")
    with pytest.raises(Undelivered):
        deliver(smuggled, server(sink), SENDER)
    assert sink.taken == []


def test_an_address_of_no_known_channel_is_refused():
    with pytest.raises(Undelivered, match="smtps://"):
        deliver(MESSAGE, "http://mail.example.gov.cn", SENDER)


def test_a_mail_without_a_sender_says_which_setting_is_missing(server):
    with pytest.raises(Undelivered, match="CASEWORK_MAIL_FROM"):
        deliver(MESSAGE, server(Sink()), "")
