"""A message on its way out, and what a channel says when it could not be delivered."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """`key` stays the same however often it is tried, so that the other side may know it again."""

    key: str
    to: str
    subject: str
    text: str


class Undelivered(Exception):
    """The other side did not take it; the text names no person and no address."""
