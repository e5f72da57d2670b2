"""Coming in and going out, as the desk has it; the pages are tried in tests/web."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from casework.desk.access import (
    IDLE,
    Place,
    SignInLocked,
    SignInRefused,
    change_password,
    disable_person,
    enable_person,
    my_sessions,
    open_session,
    set_first_password,
    sign_in,
)
from casework.desk.act import acting, begin
from casework.desk.agencies import Particulars
from casework.desk.first_start import FirstPerson, first_token, start_register
from casework.desk.links import make_link, use_link
from casework.desk.lockouts import wait_for_address, wait_for_login
from casework.desk.passwords import hash_password, matches, refuse_weak
from casework.desk.refusals import NotAllowed, NotPermitted
from casework.store.tables import (
    AuditRow,
    LoginFailureRow,
    OneTimeLinkRow,
    PersonRow,
    SessionRow,
)
from tests.support.web import HERE, NOON, PASSWORD, open_site

MINUTE = timedelta(minutes=1)
ELSEWHERE = Place("10.1.2.3", "other")


@pytest.fixture
def site(tmp_path):
    """A register with an agency, xiyuan, whose admin is lin and whose clerk is wang."""
    with open_site(tmp_path / "data") as opened:
        opened.agency("xiyuan", "西园街道")
        opened.person("lin", "xiyuan", "admin", "clerk")
        opened.person("wang", "xiyuan", "clerk")
        yield opened


def _rows(site, table):
    with site.office.reading() as tx:
        return list(tx.exec(select(table)))


def _fail(site, login="lin", place=HERE):
    with pytest.raises(SignInRefused):
        sign_in(site.office, login, "Wrong-2026x", place)


# -- passwords ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["Xiyuan-2026", "correct Horse 7", "晋江西园街道办事处A1b", "x7!x7?x7.abc"],
)
def test_a_password_that_is_long_and_mixed_will_do(password):
    refuse_weak(password, "lin")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Ab1-Ab1-A", "10 至 128"),
        ("Ab1-" * 33, "10 至 128"),
        ("alllowercase1", "至少三种"),
        ("1234567890-", "至少三种"),
        ("Password@123", "太容易"),
        ("Admin123456", "太容易"),
        ("Lin-20260302", "太容易"),
        ("Aa1Aa1Aa1Aa1", "太容易"),
    ],
)
def test_a_password_that_is_guessed_first_will_not(password, why):
    with pytest.raises(NotAllowed, match=why):
        refuse_weak(password, "lin")


def test_a_password_is_kept_as_argon2id_at_the_cost_that_was_decided():
    assert hash_password(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


def test_who_has_no_password_is_let_in_by_none():
    assert not matches(None, "nobody has this password")
    assert not matches(None, "")


def test_the_present_password_is_asked_for_before_another_is_taken(site):
    with acting(site.office, 1) as act, pytest.raises(NotAllowed, match="现在的密码不对"):
        change_password(act, "Wrong-2026x", "Another-2026", "")
    with acting(site.office, 1) as act, pytest.raises(NotAllowed, match="与现在的相同"):
        change_password(act, PASSWORD, PASSWORD, "")


def test_nobody_is_given_a_first_password_twice(site):
    with acting(site.office, None) as act, pytest.raises(NotPermitted):
        set_first_password(act, 1, "Another-2026")


# -- sessions -----------------------------------------------------------------------------------


def test_neither_tokens_nor_names_typed_are_kept(site):
    token = sign_in(site.office, "lin", PASSWORD, HERE)
    with acting(site.office, 1) as act:
        link = make_link(act, 2)
    _fail(site, "my secret password")
    kept = [*_rows(site, SessionRow), *_rows(site, OneTimeLinkRow), *_rows(site, LoginFailureRow)]
    text = "".join(row.model_dump_json() for row in kept)
    assert token not in text
    assert link not in text
    assert "secret" not in text


def test_each_sign_in_opens_a_session_of_its_own(site):
    tokens = {sign_in(site.office, "lin", PASSWORD, place) for place in (HERE, ELSEWHERE)}
    assert {len(token) for token in tokens} == {43}
    site.clock.pass_by(MINUTE)
    with site.office.reading() as tx:
        sessions = my_sessions(begin(site.office, tx, 1))
    assert {session.address for session in sessions} == {"127.0.0.1", "10.1.2.3"}
    site.clock.pass_by(IDLE)
    with site.office.reading() as tx:
        assert my_sessions(begin(site.office, tx, 1)) == []


def test_a_blank_around_the_name_is_no_mistake(site):
    assert sign_in(site.office, " lin ", PASSWORD, HERE)


def test_a_hash_of_less_effort_is_renewed_at_sign_in(site):
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with site.office.transaction() as tx:
        tx.get_one(PersonRow, 1).password_hash = cheap.hash(PASSWORD)
    sign_in(site.office, "lin", PASSWORD, HERE)
    renewed = _rows(site, PersonRow)[0].password_hash
    assert renewed.startswith("$argon2id$v=19$m=19456")


# -- lock-out -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, None), (4, None), (5, 2), (6, 4), (9, 32), (10, 900), (12, 900)],
)
def test_the_wait_grows_with_each_failure(failures, seconds):
    times = [NOON + timedelta(seconds=n) for n in range(failures)]
    until = times[-1] + timedelta(seconds=seconds) if seconds else None
    assert wait_for_login(times) == until


def test_failures_far_apart_do_not_count_together():
    assert wait_for_login([NOON + 4 * n * MINUTE for n in range(30)]) is None
    assert wait_for_login([NOON + 3 * n * MINUTE for n in range(30)]) is not None


def test_an_address_may_fail_thirty_times():
    times = [NOON + timedelta(seconds=n) for n in range(30)]
    assert wait_for_address(times[:29]) is None
    assert wait_for_address(times) == times[-1] + 15 * MINUTE


def test_ten_failures_lock_the_name_for_a_quarter_of_an_hour_from_anywhere(site):
    for _ in range(10):
        _fail(site)
        site.clock.pass_by(MINUTE)
    for place in (HERE, ELSEWHERE):
        with pytest.raises(SignInLocked, match="14 分钟"):
            sign_in(site.office, "lin", PASSWORD, place)
    assert sign_in(site.office, "wang", PASSWORD, HERE)
    site.clock.pass_by(14 * MINUTE)
    assert sign_in(site.office, "lin", PASSWORD, HERE)


def test_a_name_that_does_not_exist_is_locked_the_same_way(site):
    for _ in range(10):
        _fail(site, "nobody")
        site.clock.pass_by(MINUTE)
    with pytest.raises(SignInLocked):
        sign_in(site.office, "nobody", PASSWORD, HERE)


def test_a_lock_does_not_open_because_its_first_failures_age(site):
    for _ in range(10):
        _fail(site)
        site.clock.pass_by(timedelta(seconds=89))
    site.clock.pass_by(12 * MINUTE)
    with pytest.raises(SignInLocked):
        sign_in(site.office, "lin", PASSWORD, HERE)


def test_an_address_that_tries_many_names_is_locked_for_all_of_them(site):
    for number in range(30):
        _fail(site, f"name{number}")
    with pytest.raises(SignInLocked):
        sign_in(site.office, "lin", PASSWORD, HERE)
    assert sign_in(site.office, "lin", PASSWORD, ELSEWHERE)


def test_who_gets_in_begins_anew(site):
    for _ in range(4):
        _fail(site)
    sign_in(site.office, "lin", PASSWORD, HERE)
    _fail(site)
    assert sign_in(site.office, "lin", PASSWORD, HERE)


# -- who may -----------------------------------------------------------------------------------


def test_only_an_admin_makes_links_and_shuts_people_out(site):
    for verb in (make_link, disable_person, enable_person):
        with acting(site.office, 2) as act, pytest.raises(NotPermitted):
            verb(act, 1)


def test_who_is_shut_out_has_no_session_no_link_and_no_way_in(site):
    with acting(site.office, 1) as act:
        link = make_link(act, 2)
    token = sign_in(site.office, "wang", PASSWORD, HERE)
    with acting(site.office, 1) as act:
        disable_person(act, 2)
    assert token
    assert [row.revoked_at for row in _rows(site, SessionRow)] == [NOON]
    with acting(site.office, None) as act, pytest.raises(NotAllowed, match="已经用过或者过期"):
        use_link(act, link, None, HERE)
    _fail(site, "wang")
    with acting(site.office, 1) as act, pytest.raises(NotAllowed, match="已停用"):
        make_link(act, 2)
    with acting(site.office, 1) as act:
        enable_person(act, 2)
    assert sign_in(site.office, "wang", PASSWORD, HERE)


def test_a_weak_password_does_not_use_a_link_up(site):
    with acting(site.office, 1) as act:
        link = make_link(act, 2)
    with pytest.raises(NotAllowed), acting(site.office, None) as act:
        use_link(act, link, "weak", HERE)
    with acting(site.office, None) as act:
        assert use_link(act, link, "Another-2026", HERE)


def test_coming_in_and_going_out_is_in_the_audit(site):
    sign_in(site.office, "lin", PASSWORD, HERE)
    _fail(site)
    _fail(site, "nobody")
    with acting(site.office, 1) as act:
        open_session(act, act.tx.get_one(PersonRow, 1), HERE)
    last = [(row.actor, row.agency, row.action, row.object) for row in _rows(site, AuditRow)][-4:]
    assert last == [
        ("person:1", "xiyuan", "session.opened", "person:1"),
        ("shell", "xiyuan", "session.refused", "person:1"),
        ("shell", "", "session.refused", "person:unknown"),
        ("person:1", "xiyuan", "session.opened", "person:1"),
    ]
    with site.office.reading() as tx:
        assert site.office.audit.verify(tx) == []


# -- first start --------------------------------------------------------------------------------


def test_a_register_is_started_once(tmp_path):
    person = FirstPerson(login="lin", name="林某", password=PASSWORD)
    given = ("xiyuan", Particulars(name="西园街道办事处", short_name="西园"), person, HERE)
    with open_site(tmp_path / "data") as site:
        token = first_token(site.office)
        with acting(site.office, None) as act:
            assert start_register(act, token, *given)
        assert first_token(site.office) is None
        with acting(site.office, None) as act, pytest.raises(NotAllowed, match="已经启用"):
            start_register(act, token, "other", *given[1:])


def test_no_two_registers_have_the_same_first_link(tmp_path):
    with open_site(tmp_path / "one") as one, open_site(tmp_path / "two") as two:
        assert first_token(one.office) != first_token(two.office)
