"""Which channel an address stands for."""

from casework.post.file import append_line
from casework.post.mail import send_mail
from casework.post.message import Message, Undelivered


def deliver(message: Message, url: str, sender: str) -> None:
    """Deliver over the channel that the address names; raises Undelivered unless it was taken."""
    if url.startswith(("smtp://", "smtps://")):
        send_mail(message, url, sender)
    elif url.startswith("file:"):
        append_line(message, url)
    else:
        raise Undelivered("CASEWORK_SMTP_URL 应当以 smtp://、smtps:// 或者 file:// 开头")
