"""The way back: a register from its backup, into an empty data folder, proved before it is used.

What was sent between the backup and now nobody knows. So whatever the backup still meant to send
is held, and so are the mails of the day of the restore, until a person lets them go; and everybody
has to sign in anew. Above 150 lines because the way back is judged as a whole: unpacked, proved,
held.
"""

import hashlib
import json
import re
import secrets
import shutil
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from casework.desk.act import SHELL
from casework.desk.backup import BESIDE, DATABASE, MANIFEST
from casework.desk.digests import RESTORED
from casework.office import Office, open_office
from casework.os_errors import reason_of
from casework.settings import Settings
from casework.store.anchors import kept_anchors
from casework.store.audit import Entry
from casework.store.files import StoredFile
from casework.store.migrations import upgrade
from casework.store.queries.clock_runs import end_run, start_run
from casework.store.queries.outbox import hold_all, release_held
from casework.store.queries.safekeeping import revoke_sessions, stored_files
from casework.store.session import open_engine

_FILE = re.compile(r"files/([0-9a-f]{64})")
_CHUNK = 1024 * 1024
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError),
    *(KeyError, ValueError, TypeError),
    RuntimeError,  # of a zip that is encrypted, or packed in a way that zipfile does not know
)
"""What is raised by a file that is no zip, by a damaged one, and by one that is not ours."""


class CannotRestore(Exception):
    """The backup cannot be used here; the message says why, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    made_at: datetime
    files: int
    held: int


def restore(settings: Settings, source: Path) -> Restored:
    """Bring a register back into the empty data folder that the settings name, or leave nothing.

    Raises CannotRestore.
    """
    home = settings.data
    if settings.database_url:
        raise CannotRestore("恢复只写入数据文件夹内的 SQLite，请先不设 CASEWORK_DATABASE_URL")
    if home.exists() and any(home.iterdir()):
        raise CannotRestore(f"数据文件夹 {home} 不是空的，恢复不覆盖现有数据；请换一个空文件夹")
    home.parent.mkdir(parents=True, exist_ok=True)
    draft = home.with_name(f".{home.name}.{secrets.token_hex(8)}")
    draft.mkdir(mode=0o700)
    try:
        manifest = _unpack(source, draft)
        done = _prove(settings.model_copy(update={"data": draft}), manifest)
        if home.exists():
            home.rmdir()
        draft.replace(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return done


def release(office: Office) -> int:
    """Let go out what a restore held back; gives how many."""
    with office.transaction() as session:
        now = office.now()
        count = release_held(session, now)
        office.audit.append(session, Entry(now, SHELL, "", "outbox.released", "outbox"))
    return count


def _unpack(source: Path, home: Path) -> dict[str, Any]:
    """Write the files of a backup, each with the hash that the manifest gives."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _manifest(archive)
            hashes: dict[str, str] = manifest["sha256"]
            for name in (DATABASE, *sorted(hashes.keys() - {DATABASE})):
                if _copy(archive, name, home / _place(name)) != hashes[name]:
                    raise CannotRestore(f"备份中的 {name} 已损坏，没有恢复")
    except OSError as wrong:
        raise CannotRestore(f"读不到 {source}：{reason_of(wrong)}") from None
    except _BROKEN:
        raise CannotRestore(
            f"{source} 不是完好的备份：没有复制完整，或者不是 casework backup 制作的"
        ) from None
    return manifest


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """What the backup says of itself; raises one of _BROKEN where it says something else."""
    found = json.loads(archive.read(MANIFEST))
    return {"sha256": dict(found["sha256"]), "made_at": datetime.fromisoformat(found["made_at"])}


def _place(name: str) -> str:
    """Where a file of the backup belongs; a name we would not have written is refused."""
    found = _FILE.fullmatch(name)
    if found:
        return f"files/{found[1][:2]}/{found[1]}"
    if name == DATABASE or name in BESIDE:
        return name
    raise CannotRestore(f"备份中有来历不明的文件 {name}，没有恢复")


def _copy(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.touch(mode=0o600)
    digest = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as file:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _prove(settings: Settings, manifest: dict[str, Any]) -> Restored:
    """Open the register as it will be, look whether it is whole, and hold what may have gone."""
    engine = open_engine(settings.database)
    try:
        upgrade(engine)
        stored = stored_files(engine)
    finally:
        engine.dispose()
    office = open_office(settings)
    try:
        _refuse_broken(office, stored)
        return Restored(manifest["made_at"], len(stored), _hold(office))
    finally:
        office.close()


def _refuse_broken(office: Office, stored: list[StoredFile]) -> None:
    anchors = kept_anchors(office.settings.data)
    with office.reading() as session:
        problems = office.audit.verify(session, anchors)
    if problems:
        raise CannotRestore(f"备份的审计链有问题，没有恢复：{problems[0]}")
    for file in stored:
        try:
            office.files.verify(file)
        except OSError as wrong:
            raise CannotRestore(f"备份缺少附件 {file.sha256}，没有恢复：{wrong}") from None


def _hold(office: Office) -> int:
    with office.transaction() as session:
        now, day = office.now(), office.today().isoformat()
        held = hold_all(session)
        revoke_sessions(session, now)
        if start_run(session, RESTORED, day, now):
            end_run(session, RESTORED, day, now)
        detail = {"held": held}
        entry = Entry(now, SHELL, "", "register.restored", "register", detail)
        office.audit.append(session, entry)
    return held
