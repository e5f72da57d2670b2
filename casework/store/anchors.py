"""Anchors: where the audit chain ended at some hour, written down outside the database.

Whoever cuts off the tail of the chain, or writes it anew with the key, must find these too.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

ANCHORS = "audit-anchors.txt"
"""The file in the data folder, a line each."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain at some moment."""

    seq: int
    mac: str
    at: datetime


def keep_anchor(home: Path, anchor: Anchor) -> None:
    """Write an anchor down in the data folder."""
    with (home / ANCHORS).open("a", encoding="utf-8") as file:
        file.write(f"{anchor.seq} {anchor.mac} {anchor.at.isoformat()}\n")


def kept_anchors(home: Path) -> list[Anchor]:
    """The anchors written down so far."""
    path = home / ANCHORS
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    parts = (line.split() for line in lines)
    return [Anchor(int(seq), mac, datetime.fromisoformat(at)) for seq, mac, at in parts]
