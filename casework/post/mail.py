"""Mail by SMTP: smtp://host:25, smtp://name:password@host:587, smtps://name:password@host:465.

Over smtp:// the connection is encrypted where the server offers it. A password never travels in
the clear, except to this machine itself.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import SplitResult, unquote, urlsplit

from casework.post.message import Message, Undelivered

_PATIENCE = 30.0
"""Seconds for each answer of the server; the lease of a claimed duty is longer."""

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


def send_mail(message: Message, url: str, sender: str) -> None:
    """Hand a message to the server; returns only after the server has accepted it.

    Raises Undelivered otherwise, with the kind of failure and the server's code alone.
    """
    if not sender:
        raise Undelivered("没有设置 CASEWORK_MAIL_FROM")
    try:
        _send(_letter(message, sender), urlsplit(url))
    except smtplib.SMTPRecipientsRefused as refused:
        codes = sorted(code for code, _ in refused.recipients.values())
        raise Undelivered(f"收件人被拒绝 {codes}") from None
    except smtplib.SMTPResponseException as refused:
        raise Undelivered(f"发信服务器拒绝 {refused.smtp_code}") from None
    except (OSError, smtplib.SMTPException, ValueError, LookupError) as wrong:
        raise Undelivered(f"发信失败 {type(wrong).__name__}") from None


def _letter(message: Message, sender: str) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = message.to
    letter["Subject"] = message.subject
    letter["Date"] = formatdate(usegmt=True)
    letter["Message-ID"] = f"<{message.key}@{sender.rpartition('@')[2] or 'casework.invalid'}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(message.text)
    return letter


def _send(letter: EmailMessage, url: SplitResult) -> None:
    host = url.hostname or ""
    with _connect(url, host) as server:
        server.ehlo()
        secret = url.scheme == "smtps"
        if not secret and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
            secret = True
        if url.username:
            if not secret and host not in _LOCAL:
                raise Undelivered("发信服务器不支持加密，密码不能明文发送；请改用 smtps://")
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(letter)


def _connect(url: SplitResult, host: str) -> smtplib.SMTP:
    if url.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(
            host, url.port or smtplib.SMTP_SSL_PORT, timeout=_PATIENCE, context=context
        )
    return smtplib.SMTP(host, url.port or smtplib.SMTP_PORT, timeout=_PATIENCE)
