"""The container of a proof bundle: a zip of which every byte is accounted for.

The entries are stored, not compressed, in one order with one stamp, so that the same content is
the same bytes on every machine; whoever opens a bundle makes it again from its content and
compares. Nothing is ever inflated or written to disk, so no archive can burst or escape.
"""

import json
import struct
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MANIFEST = "manifest.json"
FORMAT = "casework-proof"
VERSION = 1
CONTENT = (
    "case.json",
    "events.json",
    "notices.json",
    "rules.json",
    "explanation.json",
    "explanation.txt",
    "audit.json",
    "proof.html",
)
"""What the manifest vouches for, in the order of the archive; it comes last itself."""

FOLDER = f"{FORMAT}/"
"""All of it unpacks into one folder; and its name is in every entry, whoever packed it anew."""

_MARK = FORMAT.encode()
_ENTRIES = (*CONTENT, MANIFEST)
_ENTRY_MARK = b"PK\x01\x02"
_MOST_ENTRIES = 100
"""More than this is not looked through entry by entry."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (BadZipFile, EOFError, KeyError, OSError, RuntimeError, ValueError, struct.error)
_LONGEST_ECHO = 40

Seal = Callable[[bytes], tuple[str, str]]
"""Gives the id of the key it used, and the seal."""


class NotABundle(ValueError):
    """Nothing in the file says that it is a proof bundle."""


class Tampered(ValueError):
    """It was a bundle, and is no longer whole; the message names what."""


def as_json(value: Any) -> bytes:
    """JSON that people can read and that is always the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def read_json(content: bytes) -> Any:
    """The value again; raises ValueError, or RecursionError for what nests without end."""
    return json.loads(content.decode())


def sealed_part(manifest: Mapping[str, Any]) -> bytes:
    """What the seal is put on: the manifest without the seal."""
    return as_json({name: value for name, value in manifest.items() if name != "hmac"})


def manifest_of(files: Mapping[str, bytes], about: Mapping[str, Any], seal: Seal) -> bytes:
    """The manifest of the content: what it is about, a hash for each file, and the seal."""
    told: dict[str, Any] = {**about, "format": FORMAT, "version": VERSION, "files": hashes(files)}
    told["key_id"], _ = seal(b"")
    told["hmac"] = seal(sealed_part(told))[1]
    return as_json(told)


def hashes(files: Mapping[str, bytes]) -> dict[str, Any]:
    """SHA-256 and size of each file."""
    return {
        name: {"sha256": sha256(content).hexdigest(), "size": len(content)}
        for name, content in files.items()
    }


def pack(files: Mapping[str, bytes]) -> bytes:
    """The archive of the content and its manifest."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name in _ENTRIES:
            entry = ZipInfo(FOLDER + name, _STAMP)
            entry.create_system = 0
            archive.writestr(entry, files[name])
        archive.comment = _MARK
    return out.getvalue()


def unpack(given: bytes) -> dict[str, bytes]:
    """The files of a bundle; raises NotABundle, or Tampered with a sentence that names what."""
    if _MARK not in given:
        raise NotABundle("不是证据包")
    if (entries := given.count(_ENTRY_MARK)) > _MOST_ENTRIES:
        raise Tampered(f"压缩包里有{entries}个文件，证据包只有{len(_ENTRIES)}个")
    try:
        with ZipFile(BytesIO(given)) as archive:
            _refuse_strangers(archive.infolist())
            return {_name(info): _content(archive, info) for info in archive.infolist()}
    except Tampered:
        raise
    except _UNREADABLE:
        raise Tampered("压缩包的结构被改动，打不开") from None


def is_as_packed(given: bytes, files: Mapping[str, bytes]) -> bool:
    """Whether the archive is, byte for byte, what packing its own content gives."""
    return pack(files) == given


def _refuse_strangers(infos: list[ZipInfo]) -> None:
    """Only our own entries, each once, stored as they are; checked before anything is read."""
    names = Counter(_name(info) for info in infos)
    for name in names - Counter(_ENTRIES):
        if name in _ENTRIES:
            raise Tampered(f"压缩包里有不止一个 {name}")
        raise Tampered(f"压缩包里有不属于证据包的文件：{_shortly(name)}")
    for name in Counter(_ENTRIES) - names:
        raise Tampered(f"压缩包里缺少 {name}")
    for info in infos:
        if info.compress_type != ZIP_STORED or info.flag_bits or info.extra:
            raise Tampered(f"{_name(info)} 的存放方式被改动")


def _name(info: ZipInfo) -> str:
    return info.filename.removeprefix(FOLDER)


def _content(archive: ZipFile, info: ZipInfo) -> bytes:
    try:
        return archive.read(info)
    except _UNREADABLE:
        raise Tampered(f"{_name(info)} 的内容被改动，与压缩包内的校验和不符") from None


def _shortly(name: str) -> str:
    told = repr(name)
    return told if len(told) <= _LONGEST_ECHO else f"{told[:_LONGEST_ECHO]}…"
