from datetime import date

import pytest

from casework.desk.act import acting
from casework.desk.agencies import (
    Particulars,
    found_agency,
    put_under,
    set_particulars,
    succeed,
)
from casework.desk.people import add_person, end_role, give_role
from casework.desk.refusals import NoSuchCase, NotAllowed, NotPermitted
from casework.store.queries.agencies import agencies_below, agency_by_code, stands_over_all
from tests.support.desk import log


def do(office, verb, *given, person=3, **more):
    with acting(office, person) as act:
        return verb(act, *given, **more)


@pytest.fixture
def tree(office):
    """`city` over `xiyuan`, which person 3 administers, over `village`."""
    with acting(office, None) as act:
        for code in ("city", "village"):
            found_agency(act, code, Particulars(name=code))
        put_under(act, "xiyuan", "city", date(2020, 1, 1))
        put_under(act, "village", "xiyuan", date(2020, 1, 1))
    return office


def below(office, code, day):
    with office.reading() as tx:
        return agencies_below(tx, agency_by_code(tx, code).id, day)


def test_an_agency_moves_on_a_day_and_the_past_stays(tree):
    with acting(tree, None) as act:
        put_under(act, "village", "city", date(2024, 1, 1))
        put_under(act, "xiyuan", None, date(2025, 1, 1))
    assert below(tree, "xiyuan", date(2023, 12, 31)) == [1, 3]
    assert below(tree, "xiyuan", date(2024, 1, 1)) == [1]
    assert below(tree, "city", date(2024, 12, 31)) == [1, 2, 3]
    assert below(tree, "city", date(2025, 1, 1)) == [2, 3]


def test_the_tree_does_not_bite_its_tail_and_moves_only_forward(tree):
    with acting(tree, None) as act:
        with pytest.raises(NotAllowed, match="不能再作其上级"):
            put_under(act, "city", "village", date(2024, 1, 1))
        with pytest.raises(NotAllowed, match="2020-01-01"):
            put_under(act, "village", "city", date(2020, 1, 1))


def test_a_ring_that_would_only_close_later_is_refused_too(tree):
    with acting(tree, None) as act:
        found_agency(act, "county", Particulars(name="county"))
        put_under(act, "county", "village", date(2026, 1, 1))
        with pytest.raises(NotAllowed, match="不能再作其上级"):
            put_under(act, "city", "county", date(2025, 1, 1))


def test_who_stands_over_everybody(tree):
    with acting(tree, None) as act:
        found_agency(act, "county", Particulars(name="county"))
        put_under(act, "county", "city", date(2022, 1, 1))
    with tree.reading() as tx:
        ids = {code: agency_by_code(tx, code).id for code in ("city", "xiyuan", "county")}
        on = {2021: date(2021, 12, 31), 2022: date(2022, 12, 31)}
        assert not stands_over_all(tx, ids["city"], on[2021])
        assert stands_over_all(tx, ids["city"], on[2022])
        assert not stands_over_all(tx, ids["xiyuan"], on[2022])
        assert not stands_over_all(tx, ids["county"], on[2021])


def test_an_admin_looks_after_the_agency_and_what_stands_under_it(tree):
    do(tree, set_particulars, "village", Particulars(phone="0595-1", mark="村"))
    with pytest.raises(NotPermitted):
        do(tree, set_particulars, "city", Particulars(phone="0595-1"))
    with pytest.raises(NotPermitted):
        do(tree, set_particulars, "village", Particulars(phone="0595-1"), person=1)
    with pytest.raises(NotAllowed):
        do(tree, set_particulars, "village", Particulars(name=""))
    with tree.reading() as tx:
        village = agency_by_code(tx, "village")
        assert (village.phone, village.mark, village.name) == ("0595-1", "村", "village")


@pytest.mark.parametrize("code", ["", "Xi Yuan", "西园", "xiyuan"])
def test_a_code_is_plain_and_new(office, code):
    with pytest.raises(NotAllowed):
        do(office, found_agency, code, Particulars(name="新机关"))


def test_only_an_admin_founds_and_an_agency_has_a_name(office):
    with pytest.raises(NotPermitted):
        do(office, found_agency, "new", Particulars(name="新机关"), person=1)
    with pytest.raises(NotAllowed):
        do(office, found_agency, "new", Particulars())
    assert do(office, found_agency, "new", Particulars(name="新机关")) == 2
    with pytest.raises(NoSuchCase):
        do(office, set_particulars, "nowhere", Particulars())


def test_an_agency_is_succeeded_by_another(tree):
    do(tree, succeed, "village", "xiyuan", date(2026, 1, 1))
    with tree.reading() as tx:
        village = agency_by_code(tx, "village")
        assert (village.successor_id, village.succeeded_on) == (1, date(2026, 1, 1))
    for heir in ("village", "xiyuan"):
        with pytest.raises(NotAllowed):
            do(tree, succeed, "xiyuan", heir, date(2026, 1, 1))


def test_a_role_begins_and_ends_on_its_day(office):
    with pytest.raises(NotAllowed, match="已经是承办人"):
        do(office, give_role, 2, "xiyuan", "clerk")
    do(office, end_role, 2, "xiyuan", "clerk", date(2026, 11, 21))
    assert log(office, person=2).is_new
    do(office, give_role, 2, "xiyuan", "clerk", date(2026, 11, 21))
    do(office, end_role, 1, "xiyuan", "clerk")
    do(office, end_role, 1, "xiyuan", "approver")
    with pytest.raises(NotPermitted):
        log(office, person=1)


@pytest.mark.parametrize(
    ("person", "role", "until", "told"),
    [
        (2, "king", None, "职责"),
        (99, "clerk", None, "人员"),
        (2, "approver", None, "不是工作机构负责人"),
        (2, "clerk", date(2018, 1, 1), "不能早于"),
        (3, "admin", None, "自己"),
    ],
)
def test_a_role_that_cannot_end_is_refused(office, person, role, until, told):
    with pytest.raises(NotAllowed, match=told):
        do(office, end_role, person, "xiyuan", role, until)


def test_people_have_a_name_and_a_login_of_their_own(office):
    for login, name in (("", "新人"), ("new", " "), ("lin", "新人")):
        with pytest.raises(NotAllowed):
            do(office, add_person, "xiyuan", login, name)
    with pytest.raises(NotPermitted):
        do(office, add_person, "xiyuan", "new", "新人", person=1)
