from casework.desk.housekeeping import DUTIES, call_duties
from casework.desk.posting import run_duty
from casework.store.anchors import kept_anchors
from casework.store.audit import head_of
from tests.support.desk import log


def a_day(office):
    """The clock calls, and everything owed is done."""
    call_duties(office)
    while run_duty(office, DUTIES):
        pass


def head(office):
    with office.reading() as session:
        return head_of(session)


def cut_off(office, seq):
    """What somebody with every right on the database can do: drop the end and mend the head."""
    on_sqlite = office.store.engine.dialect.name == "sqlite"
    guard = "DROP TRIGGER audit_delete" if on_sqlite else "ALTER TABLE audit DISABLE TRIGGER ALL"
    before = f"(SELECT mac FROM audit WHERE seq = {seq - 1})"
    with office.store.writing() as session:
        for statement in (
            guard,
            f"DELETE FROM audit WHERE seq = {seq}",
            f"UPDATE audit_head SET seq = {seq - 1}, mac = {before}",
        ):
            session.connection().exec_driver_sql(statement)


def test_once_a_day_the_end_of_the_audit_chain_is_written_down_outside_the_database(office):
    log(office)
    a_day(office)
    a_day(office)
    assert kept_anchors(office.settings.data) == [head(office)]


def test_who_cuts_off_the_end_of_the_chain_is_found_out(office):
    log(office)
    a_day(office)
    last = head(office).seq
    cut_off(office, last)
    with office.reading() as session:
        assert office.audit.verify(session) == []
        found = office.audit.verify(session, kept_anchors(office.settings.data))
    assert found == [f"留有锚点的第{last}条审计记录不见了"]
