import hashlib
import io
import stat
import sys

import pytest

from casework.store.files import DamagedFile, FileStore, StoredFile

PAPER = "晋江市西园街道办事处政府信息公开申请答复书".encode() * 100_000


@pytest.fixture
def files(tmp_path):
    return FileStore(tmp_path / "files")


def _everything(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_bytes_come_back_under_their_hash(files):
    stored = files.put(io.BytesIO(PAPER))
    assert stored == StoredFile(hashlib.sha256(PAPER).hexdigest(), len(PAPER))
    with files.open(stored.sha256) as file:
        assert file.read() == PAPER
    files.verify(stored)


def test_the_same_bytes_are_stored_once(files, tmp_path):
    assert files.put(io.BytesIO(PAPER)) == files.put(io.BytesIO(PAPER))
    assert len(_everything(tmp_path)) == 1


def test_an_upload_that_breaks_off_leaves_nothing(files, tmp_path):
    class BrokenOff(io.BytesIO):
        def read(self, _size=-1):
            if self.tell():
                raise ConnectionResetError
            return super().read(1000)

    with pytest.raises(ConnectionResetError):
        files.put(BrokenOff(PAPER))
    assert _everything(tmp_path) == []


@pytest.mark.parametrize(
    "damage", [b"x" + PAPER[1:], PAPER[:-1], b""], ids=["changed", "cut", "emptied"]
)
def test_damage_on_the_disk_is_noticed(files, damage):
    stored = files.put(io.BytesIO(PAPER))
    files.path(stored.sha256).write_bytes(damage)
    with pytest.raises(DamagedFile):
        files.verify(stored)


def test_a_file_that_is_gone_is_said_to_be_gone(files):
    stored = files.put(io.BytesIO(PAPER))
    files.path(stored.sha256).unlink()
    with pytest.raises(FileNotFoundError):
        files.verify(stored)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "../" + "a" * 61])
def test_nothing_outside_the_folder_can_be_asked_for(files, name):
    with pytest.raises(ValueError, match="编号"):
        files.path(name)


def test_a_file_is_its_owners_alone(files):
    stored = files.put(io.BytesIO(PAPER))
    mode = stat.S_IMODE(files.path(stored.sha256).stat().st_mode)
    assert mode == (0o666 if sys.platform == "win32" else 0o600)
