"""The backup: the whole register in one file that only its owner may read.

Keys and anchors first, so that each anchor is of an entry that the copy of the database has;
attachments after it, since one that a row of the copy names is on the disk by then. The keys go
with it where they lie beside the data, because a backup that nobody can decrypt saves nobody; keys
kept elsewhere stay there. So the file is to be guarded like the register.
"""

import hashlib
import os
import secrets
import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from casework.office import Office
from casework.os_errors import reason_of
from casework.settings import make_private_folder
from casework.store.anchors import ANCHORS
from casework.store.codec import as_json
from casework.store.queries.safekeeping import stored_files
from casework.store.schema import HEAD
from casework.store.session import open_engine
from casework.store.snapshot import snapshot

DATABASE, MANIFEST = "casework.db", "manifest.json"
BESIDE = ("field.key", "audit.key", ANCHORS)
"""What else of the data folder is part of the register, where it is there."""

KEPT_NIGHTS = 14
_NIGHTLY = "casework-????-??-??.zip"
_CHUNK = 1024 * 1024
_one_at_a_time = threading.Lock()


class CannotBackUp(RuntimeError):
    """There can be no backup of this register here; the message says what to do instead."""


class BackupUnderWay(RuntimeError):
    """Another thread is at it."""


def back_up(office: Office, target: Path) -> list[str]:
    """Write the register into a new file, whole or not at all.

    Gives a sentence for each attachment that is missing or damaged: the rest is saved all the
    same. Raises CannotBackUp for PostgreSQL, FileExistsError where the file is there already.
    """
    if office.store.engine.dialect.name != "sqlite":
        raise CannotBackUp(
            "数据在 PostgreSQL 中：请用 pg_dump --format=custom 备份数据库，"
            f"并另行复制附件文件夹 {office.settings.data / 'files'} 和密钥文件"
        )
    if target.exists():
        raise FileExistsError(f"{target} 已经存在，请换一个文件名")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        problems = _write(office, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return problems


def backup_tonight(office: Office, day: date) -> list[str]:
    """The backup of a day, in the data folder; the last fourteen are kept."""
    if not _one_at_a_time.acquire(blocking=False):
        raise BackupUnderWay
    try:
        folder = office.settings.data / "backups"
        make_private_folder(folder)
        target = folder / f"casework-{day}.zip"
        problems = [] if target.exists() else back_up(office, target)
        for old in sorted(folder.glob(_NIGHTLY))[:-KEPT_NIGHTS]:
            old.unlink()
        return problems
    finally:
        _one_at_a_time.release()


def _write(office: Office, draft: Path) -> list[str]:
    problems: list[str] = []
    with tempfile.TemporaryDirectory(dir=draft.parent, prefix=".casework-") as folder:
        copy = Path(folder) / DATABASE
        for name in BESIDE:
            if (office.settings.data / name).exists():
                shutil.copy(office.settings.data / name, folder)
        snapshot(office.store.engine, copy)
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                hashes = {
                    name: _add(archive, name, path)
                    for name, path in _parts(office, copy, problems)
                }
                told = {"made_at": office.now().isoformat(), "schema": HEAD, "sha256": hashes}
                archive.writestr(MANIFEST, as_json(told))
            file.flush()
            os.fsync(file.fileno())
    return problems


def _parts(office: Office, copy: Path, problems: list[str]) -> Iterator[tuple[str, Path]]:
    """Each file of the register with its name in the backup."""
    yield DATABASE, copy
    for name in BESIDE:
        if copy.with_name(name).exists():
            yield name, copy.with_name(name)
    engine = open_engine(f"sqlite:///{copy}")
    try:
        stored = stored_files(engine)
    finally:
        engine.dispose()
    for file in stored:
        try:
            office.files.verify(file)
        except OSError as wrong:
            problems.append(f"附件 {file.sha256} 没有备份：{reason_of(wrong)}")
        else:
            yield f"files/{file.sha256}", office.files.path(file.sha256)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """Put a file into the backup and give the hash of what was put there."""
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
    return digest.hexdigest()
