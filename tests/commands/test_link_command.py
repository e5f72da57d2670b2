"""`casework link` as the one admin of an office calls it, the password forgotten."""

import re

from sqlmodel import select

from casework.desk.act import SHELL
from casework.desk.links import link_person
from casework.office import open_office
from casework.settings import Settings
from casework.store.tables import AuditRow


def test_the_only_admin_comes_in_again_and_the_audit_says_so(demo, tmp_path):
    data = tmp_path / "demo-data"
    told = demo("link", "demo", data=str(data))
    assert told.returncode == 0
    token = re.search(r"/welcome/([\w-]+)", told.stdout)[1]
    office = open_office(Settings(data=data))
    with office.reading() as tx:
        assert link_person(tx, token, office.now()).login == "demo"
        last = tx.exec(select(AuditRow).order_by(AuditRow.seq.desc())).first()
        assert (last.actor, last.action) == (SHELL, "link.made")
    office.close()
    assert demo("audit", "verify", data=str(data)).returncode == 0


def test_a_login_that_nobody_has_is_one_line(demo, tmp_path):
    told = demo("link", "nobody", data=str(tmp_path / "demo-data"))
    assert told.returncode == 2
    assert "没有登录名为“nobody”的人员" in told.stderr
    assert told.stderr.count("\n") == 1


def test_without_a_register_there_is_nobody_to_let_in(casework, tmp_path):
    told = casework("link", "demo", data=str(tmp_path / "none"))
    assert told.returncode == 2
    assert not (tmp_path / "none").exists()
