"""The folder of attachments: each file once, under the SHA-256 of its bytes.

A file is on the disk, whole and flushed, before the row that names it is committed: a row never
points to nothing. What a crash leaves behind is a file without a row, which harms nobody.
"""

import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What the row of an attachment must know of its bytes."""

    sha256: str
    size: int


class DamagedFile(OSError):
    """The bytes on the disk are not those that were stored."""


class FileStore:
    """The attachments of one register."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, source: BinaryIO) -> StoredFile:
        """Store everything the source still holds; the same bytes are stored once."""
        drafts = self._folder / "drafts"
        drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = drafts / secrets.token_hex(16)
        try:
            stored = _copy(source, draft)
            target = self.path(stored.sha256)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        for folder in (target.parent, self._folder):
            _flush_folder(folder)
        return stored

    @contextmanager
    def open(self, sha256: str) -> Iterator[BufferedReader]:
        """The bytes again; raises FileNotFoundError where there are none."""
        with self.path(sha256).open("rb") as file:
            yield file

    def verify(self, stored: StoredFile) -> None:
        """Raise FileNotFoundError or DamagedFile unless the bytes are there and the same."""
        with self.open(stored.sha256) as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != stored.sha256 or self.path(found).stat().st_size != stored.size:
            raise DamagedFile(f"附件 {stored.sha256} 的内容与登记不符")

    def path(self, sha256: str) -> Path:
        """Where the bytes lie; raises ValueError for what is not a hash."""
        if len(sha256) != hashlib.sha256().digest_size * 2 or not sha256.isalnum():
            raise ValueError("不是附件的编号")
        return self._folder / sha256[:2] / sha256


def _copy(source: BinaryIO, draft: Path) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return StoredFile(digest.hexdigest(), size)


def _flush_folder(folder: Path) -> None:
    """Make a new name durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
