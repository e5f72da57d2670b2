from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from casework.store.anchors import keep_anchor, kept_anchors
from casework.store.audit import AuditChain, Entry, head_of
from casework.store.tables import METADATA

AT = datetime(2023, 3, 1, 1, 2, 3, 456789, tzinfo=UTC)
ENTRY = Entry(AT, "lin", "xiyuan", "log", "case/1", {"number": "西园〔2023〕1号", "seq": 1})
CHAIN = AuditChain(b"key-of-the-office")


@pytest.fixture
def written(store):
    """A register with a chain of five entries."""
    with store.writing() as session:
        for number in range(5):
            CHAIN.append(session, replace(ENTRY, object=f"case/{number}"))
    return store


def _problems(store, chain=CHAIN, anchors=()):
    with store.reading() as session:
        return chain.verify(session, anchors)


def _tamper(store, *statements):
    """What somebody with every right on the database can do: switch the triggers off first."""
    on_sqlite = store.engine.dialect.name == "sqlite"
    switch_off = (
        ["DROP TRIGGER audit_update", "DROP TRIGGER audit_delete"]
        if on_sqlite
        else ["ALTER TABLE audit DISABLE TRIGGER ALL"]
    )
    with store.writing() as session:
        for statement in (*switch_off, *statements):
            session.connection().exec_driver_sql(statement)


def test_a_chain_that_nobody_touched_is_whole(written):
    assert _problems(written) == []


def test_an_empty_chain_is_whole(store):
    assert _problems(store) == []
    with store.reading() as session:
        assert head_of(session) is None


def test_entries_are_numbered_in_their_order(written):
    with written.writing() as session:
        assert CHAIN.append(session, ENTRY) == 6


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit SET actor = 'wang' WHERE seq = 2", "第2条审计记录的内容被改动"),
        ("UPDATE audit SET at = '2020-01-01 00:00:00' WHERE seq = 2", "第2条审计记录的内容被改动"),
        ("""UPDATE audit SET detail = '{"seq":2}' WHERE seq = 2""", "第2条审计记录的内容被改动"),
        ("UPDATE audit SET key_id = 'none' WHERE seq = 2", "密钥 none 不在密钥文件内"),
        ("DELETE FROM audit WHERE seq = 3", "第2条审计记录之后是第4条"),
        ("DELETE FROM audit WHERE seq = 5", "末尾的记录可能被删除"),
        ("DELETE FROM audit", "末尾的记录可能被删除"),
    ],
)
def test_a_change_to_the_chain_is_told(written, tampering, told):
    _tamper(written, tampering)
    assert any(told in problem for problem in _problems(written))


def test_an_inserted_entry_is_told(written):
    _tamper(written, "UPDATE audit_head SET seq = 6, mac = 'made up'")
    row = {"seq": 6, "prev": "?", "mac": "made up", "key_id": CHAIN._newest, "at": AT}
    row |= {"actor": "x", "agency": "x", "action": "x", "object": "x", "detail": {}}
    with written.writing() as session:
        session.connection().execute(insert(METADATA.tables["audit"]), row)
    assert len(_problems(written)) == 2


def test_two_entries_that_changed_places_are_told(written):
    _tamper(
        written,
        "UPDATE audit SET seq = 99 WHERE seq = 2",
        "UPDATE audit SET seq = 2 WHERE seq = 3",
        "UPDATE audit SET seq = 3 WHERE seq = 99",
    )
    assert any("第2条审计记录没有接在前一条之后" in problem for problem in _problems(written))


def test_a_tail_cut_off_together_with_the_head_shows_against_an_anchor(written, tmp_path):
    with written.reading() as session:
        keep_anchor(tmp_path, head_of(session))
    _tamper(
        written,
        "DELETE FROM audit WHERE seq = 5",
        "UPDATE audit_head SET seq = 4, mac = (SELECT mac FROM audit WHERE seq = 4)",
    )
    assert _problems(written) == []
    assert _problems(written, anchors=kept_anchors(tmp_path)) == ["留有锚点的第5条审计记录不见了"]


def test_a_chain_written_anew_with_the_stolen_key_shows_against_an_anchor(written, tmp_path):
    with written.reading() as session:
        anchor = head_of(session)
    _tamper(written, "DELETE FROM audit", "UPDATE audit_head SET seq = 0, mac = ''")
    with written.writing() as session:
        for number in range(5):
            CHAIN.append(session, replace(ENTRY, actor="wang", object=f"case/{number}"))
    assert _problems(written) == []
    assert _problems(written, anchors=[anchor]) == [
        "第5条审计记录与留存的锚点不符，审计链曾被改写"
    ]


def test_anchors_are_kept_outside_the_database(written, tmp_path):
    assert kept_anchors(tmp_path) == []
    with written.reading() as session:
        head = head_of(session)
    keep_anchor(tmp_path, head)
    keep_anchor(tmp_path, head)
    assert kept_anchors(tmp_path) == [head, head]
    assert (head.seq, head.at) == (5, AT)


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_an_entry(written, statement):
    with pytest.raises(DatabaseError, match="never changed"), written.writing() as session:
        session.connection().execute(text(statement))
    assert _problems(written) == []


def test_an_action_that_fails_leaves_no_entry(written):
    def fail():
        with written.writing() as session:
            CHAIN.append(session, ENTRY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _problems(written) == []


def test_a_new_key_on_top_goes_on_with_the_chain_of_the_old_one(written):
    renewed = AuditChain(b"new-key\nkey-of-the-office")
    with written.writing() as session:
        renewed.append(session, ENTRY)
    assert _problems(written, renewed) == []
    assert any("无法核对" in problem for problem in _problems(written, AuditChain(b"new-key")))


def test_eight_threads_write_one_chain(store):
    def write(number):
        for _ in range(20):
            with store.writing() as session:
                CHAIN.append(session, replace(ENTRY, at=AT + timedelta(seconds=number)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert _problems(store) == []
    with store.reading() as session:
        head = head_of(session)
    assert (head.seq, head.at) == (160, AT + timedelta(seconds=7))
