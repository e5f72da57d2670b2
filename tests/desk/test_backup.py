import hashlib
import io
import json
import re
import stat
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.backup import CannotBackUp, back_up, backup_tonight
from casework.desk.digests import owe_digests
from casework.desk.people import add_person
from casework.desk.restoring import CannotRestore, release, restore
from casework.office import open_office
from casework.settings import Settings
from casework.store.anchors import keep_anchor
from casework.store.audit import head_of
from casework.store.queries.outbox import owe
from casework.store.snapshot import snapshot
from casework.store.tables import AttachmentRow, CaseRow, OutboxRow, RoleRow, SessionRow
from tests.support.desk import log, opened
from tests.support.empty_registers import new_register

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
PAPER = "答复书".encode()


@pytest.fixture
def office(tmp_path):
    """A register in its own folder, with one case, one attachment and one mail to be sent."""
    settings = Settings(data=tmp_path / "data", smtp_url="smtp://127.0.0.1:1")
    settings.data.mkdir()
    new_register(settings.data / "casework.db")
    office = replace(open_office(settings), now=lambda: NOW)
    with acting(office, None) as act:
        found_agency(act, "xiyuan", Particulars(name="西园", short_name="西园", mark="西"))
        add_person(act, "xiyuan", "lin", "林", "lin@example.gov.cn")
    with office.transaction() as tx:
        tx.add(RoleRow(person_id=1, agency_id=1, role="clerk", since=date(2019, 1, 1)))
    log(office)
    stored = office.files.put(io.BytesIO(PAPER))
    with office.transaction() as tx:
        tx.add(
            AttachmentRow(
                public_id="p",
                case_id=1,
                sha256=stored.sha256,
                size=stored.size,
                name="答复.docx",
                media_type="application/zip",
                added_by=1,
            )
        )
        tx.add(SessionRow(token_sha256="t", person_id=1, expires_at=NOW + timedelta(days=1)))
        owe(
            tx,
            [{"kind": "digest", "about": "old", "payload": {}, "due_at": NOW, "created_at": NOW}],
        )
    yield office
    office.close()


def home(tmp_path, name="new"):
    return Settings(data=tmp_path / name)


def test_what_was_backed_up_comes_back_whole(office, tmp_path):
    backup = tmp_path / "b.zip"
    assert back_up(office, backup) == []
    done = restore(home(tmp_path), backup)
    assert (done.files, done.held) == (1, 1)
    again = replace(open_office(home(tmp_path)), now=lambda: NOW)
    with again.reading() as tx:
        case = tx.exec(select(CaseRow)).one()
        assert case.number == "西〔2026〕1号"
        assert tx.exec(select(OutboxRow)).one().state == "held"
        assert tx.exec(select(SessionRow)).one().revoked_at is not None
        assert again.audit.verify(tx) == []
    with again.files.open(hashlib.sha256(PAPER).hexdigest()) as file:
        assert file.read() == PAPER
    again.close()


def test_an_anchor_kept_while_a_backup_is_made_does_not_spoil_it(office, tmp_path, monkeypatch):
    def work_goes_on(engine, copy):
        snapshot(engine, copy)
        log(office)
        with office.reading() as session:
            keep_anchor(office.settings.data, head_of(session))

    monkeypatch.setattr("casework.desk.backup.snapshot", work_goes_on)
    assert back_up(office, tmp_path / "b.zip") == []
    assert restore(Settings(data=tmp_path / "back"), tmp_path / "b.zip").files == 1


def test_a_mail_of_the_day_of_a_restore_is_held_until_a_person_lets_it_go(office, tmp_path):
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    restore(home(tmp_path), backup)
    settings = home(tmp_path).model_copy(update={"smtp_url": "smtp://127.0.0.1:1"})
    again = open_office(settings)
    with again.transaction() as tx:
        owe_digests(again, tx, [1], again.now())
    assert release(again) == 2
    with again.reading() as tx:
        assert {row.state for row in tx.exec(select(OutboxRow))} == {"pending"}
    again.close()


def test_a_backup_is_its_owners_alone_and_never_overwrites(office, tmp_path):
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    assert sys.platform == "win32" or stat.S_IMODE(backup.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        back_up(office, backup)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_missing_attachment_is_named_and_the_rest_is_saved(office, tmp_path):
    office.files.path(hashlib.sha256(PAPER).hexdigest()).unlink()
    [problem] = back_up(office, tmp_path / "b.zip")
    assert hashlib.sha256(PAPER).hexdigest() in problem


def test_the_way_back_never_overwrites(office, tmp_path):
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    with pytest.raises(CannotRestore, match="不是空的"):
        restore(office.settings, backup)


def damaged(backup, name, content):
    """The backup with other bytes under one name."""
    target = backup.with_name("damaged.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for item in old.namelist():
            new.writestr(item, content(old.read(item)) if item == name else old.read(item))
    return target


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("casework.db", lambda was: was[:-1] + bytes([was[-1] ^ 1]), "已损坏"),
        (f"files/{hashlib.sha256(PAPER).hexdigest()}", lambda _: b"x", "已损坏"),
        ("manifest.json", lambda _: b"{", "不是完好的备份"),
        ("manifest.json", lambda _: b'{"sha256":{"../x":"1"}}', "不是完好的备份"),
        ("manifest.json", lambda _: b"[]", "不是完好的备份"),
        ("manifest.json", lambda _: b'{"sha256":[],"made_at":"2026-03-02"}', "不是完好的备份"),
        ("manifest.json", lambda _: b'{"sha256":{},"made_at":3}', "不是完好的备份"),
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(office, tmp_path, name, content, told):
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    before = [*sorted(path.name for path in tmp_path.iterdir()), "damaged.zip"]
    with pytest.raises(CannotRestore, match=told):
        restore(home(tmp_path), damaged(backup, name, content))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize(("at", "byte"), [(8, 1), (10, 99)], ids=["encrypted", "packed otherwise"])
def test_a_zip_that_zipfile_cannot_unpack_is_refused(office, tmp_path, at, byte):
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    content = bytearray(backup.read_bytes())
    for entry in re.finditer(b"PK\x01\x02", bytes(content)):
        content[entry.start() + at] = byte
    backup.write_bytes(content)
    with pytest.raises(CannotRestore, match="不是完好的备份"):
        restore(home(tmp_path), backup)


def test_a_file_of_strange_name_is_refused(office, tmp_path):
    backup = tmp_path / "b.zip"
    back_up(office, backup)

    def with_stranger(was):
        told = json.loads(was)
        told["sha256"]["../../evil"] = "0"
        return json.dumps(told).encode()

    with pytest.raises(CannotRestore, match="来历不明"):
        restore(home(tmp_path), damaged(backup, "manifest.json", with_stranger))


def test_a_backup_whose_audit_was_touched_is_refused(office, tmp_path):
    with office.store.engine.execution_options(casework_writes=True).connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_update")
        connection.exec_driver_sql("UPDATE audit SET actor = 'nobody' WHERE seq = 1")
        connection.commit()
    backup = tmp_path / "b.zip"
    back_up(office, backup)
    with pytest.raises(CannotRestore, match="审计链有问题"):
        restore(home(tmp_path), backup)
    assert not (tmp_path / "new").exists()


def test_the_backups_of_fourteen_nights_are_kept(office):
    day = date(2026, 11, 1)
    for n in range(16):
        backup_tonight(office, day + timedelta(days=n))
    kept = sorted(path.name for path in (office.settings.data / "backups").iterdir())
    assert len(kept) == 14
    assert (kept[0], kept[-1]) == ("casework-2026-11-03.zip", "casework-2026-11-16.zip")


def test_a_night_already_saved_is_not_saved_again(office):
    backup_tonight(office, date(2026, 11, 1))
    [path] = (office.settings.data / "backups").iterdir()
    before = path.stat().st_mtime_ns
    backup_tonight(office, date(2026, 11, 1))
    assert path.stat().st_mtime_ns == before


def test_a_register_in_postgresql_is_told_of_pg_dump(empty_register, tmp_path):
    with (
        empty_register("postgresql") as url,
        opened(url, tmp_path) as office,
        pytest.raises(CannotBackUp, match="pg_dump"),
    ):
        back_up(office, tmp_path / "b.zip")
