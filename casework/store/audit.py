"""Who did what, chained so that no entry can be changed, dropped, added or moved unseen.

Each entry carries an HMAC over itself and the one before. What the chain cannot show, that its
tail was cut off or that somebody with the key wrote it anew, an anchor outside the database does
(`anchors`).
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from casework.store.anchors import Anchor
from casework.store.codec import as_json
from casework.store.tables import METADATA

_AUDIT = METADATA.tables["audit"]
_HEAD = METADATA.tables["audit_head"]
_LOCKED_HEAD = select(_HEAD.c.seq, _HEAD.c.mac, _HEAD.c.at).with_for_update()
_HEAD_NOW = select(_HEAD.c.seq, _HEAD.c.mac, _HEAD.c.at)
_ADD = insert(_AUDIT)
_MOVE_HEAD = update(_HEAD)
_NEWEST_KEY = select(_AUDIT.c.key_id).order_by(_AUDIT.c.seq.desc()).limit(1)
_PAGE = select(_AUDIT).where(_AUDIT.c.seq > bindparam("after")).order_by(_AUDIT.c.seq).limit(1000)


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did. `actor` and `object` are ids or codes; `detail` names no applicant."""

    at: datetime
    actor: str
    agency: str
    action: str
    object: str
    detail: dict[str, Any] = field(default_factory=dict)


class AuditChain:
    """Writes and verifies the chain with the keys of one office, one a line, the newest first."""

    def __init__(self, lines: bytes) -> None:
        keys = lines.split()
        self._keys = {hashlib.sha256(key).hexdigest()[:8]: key for key in keys}
        self._newest = hashlib.sha256(keys[0]).hexdigest()[:8]

    def append(self, session: Session, entry: Entry) -> int:
        """Add an entry to the action that is being written; gives its place in the chain."""
        connection = session.connection()
        head = connection.execute(_LOCKED_HEAD).one()
        row = asdict(entry) | {"seq": head.seq + 1, "prev": head.mac, "key_id": self._newest}
        row["mac"] = self._mac(row)
        connection.execute(_ADD, row)
        newest = max(entry.at, head.at or entry.at)
        connection.execute(_MOVE_HEAD, {"seq": row["seq"], "mac": row["mac"], "at": newest})
        return int(row["seq"])

    def hold(self, session: Session) -> int:
        """Let nobody else record anything until this action ends; gives the last entry's place.

        What is read from now on is what had been recorded by then, all of it and nothing else.
        """
        return int(session.connection().execute(_LOCKED_HEAD).one().seq)

    def knows_head(self, session: Session) -> bool:
        """Whether the key of the newest entry is at hand; without it nothing can be verified."""
        newest = session.connection().execute(_NEWEST_KEY).scalar()
        return newest is None or newest in self._keys

    def verify(self, session: Session, anchors: Iterable[Anchor] = ()) -> list[str]:
        """What is wrong with the chain, a Chinese sentence each; empty when it is whole."""
        problems: list[str] = []
        anchored = {anchor.seq: anchor.mac for anchor in anchors}
        seq, mac = 0, ""
        for row in _entries(session):
            problems.extend(self._faults(row, seq, mac))
            if row["mac"] != anchored.pop(row["seq"], row["mac"]):
                problems.append(f"第{row['seq']}条审计记录与留存的锚点不符，审计链曾被改写")
            seq, mac = row["seq"], row["mac"]
        head = session.connection().execute(_HEAD_NOW).first()
        if head is None or (head.seq, head.mac) != (seq, mac):
            problems.append(f"审计链止于第{seq}条，与链尾登记不符，末尾的记录可能被删除")
        problems.extend(f"留有锚点的第{lost}条审计记录不见了" for lost in sorted(anchored))
        return problems

    def seal(self, content: bytes) -> tuple[str, str]:
        """The id of the newest key, and its seal on something that leaves the house."""
        return self._newest, self._seal(self._newest, content)

    def is_sealed(self, key_id: str, content: bytes, seal: str) -> bool | None:
        """Whether the seal is that key's on this content; None where the key is not at hand."""
        if key_id not in self._keys:
            return None
        return hmac.compare_digest(seal.encode(), self._seal(key_id, content).encode())

    def is_entry(self, row: dict[str, Any]) -> bool | None:
        """Whether an entry is as it was written; None where its key is not at hand."""
        if row["key_id"] not in self._keys:
            return None
        return hmac.compare_digest(row["mac"].encode(), self._mac(row).encode())

    def _seal(self, key_id: str, content: bytes) -> str:
        # The words before it keep a seal from ever being taken for the mac of an entry.
        return hmac.new(
            self._keys[key_id], b"casework seal\0" + content, hashlib.sha256
        ).hexdigest()

    def _faults(self, row: dict[str, Any], seq: int, mac: str) -> Iterator[str]:
        if row["seq"] != seq + 1:
            yield f"第{seq}条审计记录之后是第{row['seq']}条，中间的记录被删除或者挪动"
        if row["prev"] != mac:
            yield f"第{row['seq']}条审计记录没有接在前一条之后，有记录被插入、删除或者挪动"
        if row["key_id"] not in self._keys:
            yield f"第{row['seq']}条审计记录的密钥 {row['key_id']} 不在密钥文件内，无法核对"
        elif not hmac.compare_digest(row["mac"], self._mac(row)):
            yield f"第{row['seq']}条审计记录的内容被改动"

    def _mac(self, row: dict[str, Any]) -> str:
        told = {name: value for name, value in row.items() if name != "mac"}
        told["at"] = row["at"].astimezone(UTC).isoformat()
        key = self._keys[row["key_id"]]
        return hmac.new(key, as_json(told).encode(), hashlib.sha256).hexdigest()


def head_of(session: Session) -> Anchor | None:
    """Where the chain ends now, None while it is empty; its day is that of the newest record."""
    head = session.connection().execute(_HEAD_NOW).first()
    return Anchor(head.seq, head.mac, head.at) if head and head.seq else None


def _entries(session: Session) -> Iterator[dict[str, Any]]:
    after = 0
    while rows := session.connection().execute(_PAGE, {"after": after}).mappings().all():
        yield from map(dict, rows)
        after = rows[-1]["seq"]
