"""An office above asks its units for a year's reports, returns them, takes them in, adds up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework.desk.above import asked_of
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency, set_particulars, succeed
from casework.desk.collecting import (
    add_outside_unit,
    changes_since,
    end_outside_unit,
    fingerprint,
    make_collection,
    return_report,
    set_due_days,
)
from casework.desk.figures import set_figures, typed_cells
from casework.desk.outside_reports import Paper, Typed, accept_report, hand_in
from casework.desk.people import add_person, give_role
from casework.desk.refusals import Moved, NoSuchCase, NotAllowed, NotPermitted
from casework.desk.reporting import report_of
from casework.desk.restating import begin_restatement
from casework.desk.rollup import roll_up
from casework.desk.subtree_report import subtree_report
from casework.desk.unit_days import AskedDays, DueDays
from casework.desk.units import units_due
from casework.report.document import as_json
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.collecting import newest_collections, outside_units, steps_of_units
from casework.store.tables import CaseRow
from tests.support.desk import NOW
from tests.support.sample_report import report_2023
from tests.support.tree import PARENTS, plant, seal_year

YEAR = 2023


@pytest.fixture
def city(empty_office):
    """The tree without a case; table 二 filled in. Person 1 does everything."""
    office = empty_office
    assert plant(office) == 1
    with acting(office, 1) as act:
        for code in PARENTS:
            set_figures(act, code, YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
    return office


def do(office, verb, *given, person=1, **more):
    with acting(office, person) as act:
        return verb(act, *given, **more)


def rolled(office, code="city"):
    with office.reading() as tx:
        return roll_up(office, tx, agency_by_code(tx, code), YEAR)


def line(office, name, code="city"):
    with office.reading() as tx:
        lines = units_due(office, tx, agency_by_code(tx, code), YEAR)
    return next((each for each in lines if each.name == name), None)


def make(office, code="city", reason=""):
    return do(office, make_collection, code, YEAR, reason, seen=fingerprint(rolled(office, code)))


def made(office, code="city"):
    with office.reading() as tx:
        agency = agency_by_code(tx, code)
        return newest_collections(tx, [agency.id], YEAR).get(agency.id)


def outside(office, name="垂直管理局", collector="city", **paper):
    """A unit outside with a report handed in; gives its key and the step."""
    unit = f"outside:{do(office, add_outside_unit, collector, name, date(2020, 1, 1))}"
    report = as_json(report_2023())
    given = {"report": report, "text": "", "unread": (), "sha256": "a" * 64} | paper
    do(office, hand_in, collector, YEAR, unit, Paper(**given))
    with office.reading() as tx:
        steps = steps_of_units(tx, [agency_by_code(tx, collector).id], YEAR)
    return unit, next(rows for key, rows in steps.items() if key[1] == unit)[-1].id


def seal_all(office):
    for code in PARENTS:
        seal_year(office, 1, code, YEAR)


# -- one report's way ---------------------------------------------------------------------------


def test_a_report_is_due_submitted_returned_and_handed_in_again(city):
    assert (line(city, "east").state, line(city, "east").first_on) == ("due", None)
    with pytest.raises(NotAllowed, match="还没有提交"):
        do(city, return_report, "city", YEAR, "agency:2", "请改")
    seal_year(city, 1, "east", YEAR)
    assert (line(city, "east").state, line(city, "east").version) == ("submitted", 1)
    with pytest.raises(NotAllowed, match="意见"):
        do(city, return_report, "city", YEAR, "agency:2", " ")
    do(city, return_report, "city", YEAR, "agency:2", "第五部分太简单")
    told = line(city, "east")
    assert told.returned == "第五部分太简单"
    assert told.first_on == date(2026, 11, 20)
    do(city, begin_restatement, "east", YEAR, "按意见补充")
    seal_year(city, 1, "east", YEAR)
    assert line(city, "east").version == 2


def test_only_who_stands_directly_below_owes_a_report_here(city):
    with city.reading() as tx:
        names = [each.name for each in units_due(city, tx, agency_by_code(tx, "city"), YEAR)]
    assert names == ["east", "west"]
    with pytest.raises(NoSuchCase):
        do(city, return_report, "city", YEAR, "agency:5", "越级")


def test_late_is_reckoned_from_the_day_the_office_has_set(city):
    for code, name in (("east", "东区人民政府"), ("west", "西街道办事处")):
        with acting(city, None) as act:
            set_particulars(act, code, Particulars(name=name))
    assert line(city, "east").due.publish_by == date(2024, 3, 31)
    assert line(city, "west").due.publish_by == date(2024, 1, 31)
    with pytest.raises(NotAllowed, match="2024-01-31"):
        do(city, set_due_days, "city", YEAR, january(20, date(2024, 2, 1)))
    with pytest.raises(NotAllowed, match="2024-03-31"):
        do(city, set_due_days, "city", YEAR, january(20, date(2024, 1, 28), date(2024, 4, 1)))
    do(city, set_due_days, "city", YEAR, january(20, date(2024, 1, 28)))
    west, east = line(city, "west"), line(city, "east")
    assert west.due == DueDays(date(2024, 1, 20), date(2024, 1, 28))
    assert east.due == DueDays(date(2024, 2, 20), date(2024, 2, 20))
    assert {west.publication, east.publication} == {"overdue"}


def asked(office, code="west-1"):
    with office.reading() as tx:
        return asked_of(tx, agency_by_code(tx, code), YEAR)


def test_a_unit_learns_what_is_asked_of_it_and_why_its_report_came_back(city):
    assert asked(city, "city") is None
    assert asked(city).collector == "east"
    assert asked(city).returned is None
    seal_year(city, 1, "west-1", YEAR)
    unit = line(city, "west-1", "east").unit
    do(city, return_report, "east", YEAR, unit, "第五部分太简单")
    assert asked(city).returned.comments == "第五部分太简单"
    do(city, begin_restatement, "west-1", YEAR, "重写")
    assert asked(city).returned is not None
    tomorrow = replace(city, now=lambda: NOW + timedelta(days=1))
    seal_year(tomorrow, 1, "west-1", YEAR)
    assert asked(city).returned is None


def january(submit_by, publish_by, government_by=date(2024, 2, 20)):
    return AskedDays(date(2024, 1, submit_by), publish_by, government_by)


def test_an_agency_that_was_succeeded_and_counts_nothing_owes_nothing(city):
    with acting(city, None) as act:
        succeed(act, "west", "east", date(2023, 10, 1))
    assert line(city, "west") is None
    assert "west" not in rolled(city).missing


# -- units outside ------------------------------------------------------------------------------


def test_a_report_from_outside_counts_once_a_person_has_accepted_it(city):
    seal_all(city)
    unit, step = outside(city, published_on=date(2024, 1, 20), published_at="https://a.gov.cn/1")
    assert rolled(city).missing == ["垂直管理局"]
    do(city, accept_report, "city", YEAR, unit, Typed({}), seen=step)
    found = rolled(city)
    assert found.missing == []
    assert found.whole.cells["table3/new/total"] == report_2023().table3["new"][-1] == 6
    assert found.differences == []
    told = line(city, "垂直管理局")
    assert (told.state, told.publication, told.published.at) == (
        "accepted",
        "on_time",
        "https://a.gov.cn/1",
    )
    with pytest.raises(NotAllowed, match="没有待采用"):
        do(city, accept_report, "city", YEAR, unit, Typed({}), seen=step)


def test_a_branch_with_a_unit_outside_differs_from_nothing_while_nothing_changes(city):
    seal_all(city)
    unit, step = outside(city, collector="east")
    do(city, accept_report, "east", YEAR, unit, Typed({}), seen=step)
    (east,) = [branch for branch in rolled(city).branches if branch.code == "east"]
    assert east.published.cells["table3/new/total"] == 6
    assert east.preview["table3/new/total"] == 6
    assert east.live["table3/new/total"] == 0


def test_a_cell_nobody_could_read_is_typed_with_a_note_or_refused(city):
    report = as_json(report_2023())
    report["table3"] = report["table3"] | {"new": [None, *report["table3"]["new"][1:]]}
    unit, step = outside(city, report=report, unread=("table3/new/natural_person",))

    def accept(**cells):
        typed = {where.replace("__", "/"): value for where, value in cells.items()}
        do(city, accept_report, "city", YEAR, unit, Typed(typed, "与原件核对"), seen=step)

    with pytest.raises(NotAllowed, match="未能读出"):
        accept()
    with pytest.raises(NotAllowed, match="不是数字"):
        accept(table3__new__natural_person="六")
    typed = Typed({"table3/new/natural_person": "6"})
    with pytest.raises(NotAllowed, match="依据"):
        do(city, accept_report, "city", YEAR, unit, typed, seen=step)
    with pytest.raises(Moved):
        do(city, accept_report, "city", YEAR, unit, Typed({}), seen=step - 1)
    accept(table3__new__natural_person="6")
    branch = next(each for each in rolled(city).branches if each.unit == unit)
    assert branch.published.cells["table3/new/natural_person"] == 6


def test_what_is_typed_never_replaces_what_was_read(city):
    unit, step = outside(city)
    typed = Typed({"table3/new/natural_person": "99"}, "想改")
    do(city, accept_report, "city", YEAR, unit, typed, seen=step)
    branch = next(each for each in rolled(city).branches if each.unit == unit)
    assert branch.published.cells["table3/new/natural_person"] == 6


def test_a_report_of_another_year_or_of_a_unit_inside_is_refused(city):
    unit = f"outside:{do(city, add_outside_unit, 'city', '局', date(2020, 1, 1))}"
    paper = Paper(as_json(report_2023()) | {"year": 2022}, "", (), "a" * 64)
    with pytest.raises(NotAllowed, match="2022"):
        do(city, hand_in, "city", YEAR, unit, paper)
    with pytest.raises(NotAllowed, match="在本系统内"):
        do(city, hand_in, "city", YEAR, "agency:2", paper)


def test_a_unit_outside_owes_the_years_at_whose_end_it_stood(city):
    unit = do(city, add_outside_unit, "city", "局", date(2023, 12, 31))
    assert line(city, "局").state == "due"
    with pytest.raises(NotAllowed, match="已经在"):
        do(city, add_outside_unit, "city", "局 ", date(2024, 1, 1))
    with pytest.raises(NotAllowed, match="晚于"):
        do(city, end_outside_unit, "city", unit, date(2023, 12, 31))
    do(city, end_outside_unit, "city", unit, date(2024, 6, 1))
    assert line(city, "局") is not None
    with city.reading() as tx:
        assert outside_units(tx, [1], date(2024, 12, 31)) == []


# -- the sum ------------------------------------------------------------------------------------


def test_a_sum_stays_and_names_who_has_restated_since(city):
    seal_all(city)
    assert make(city) == 1
    assert changes_since(made(city), rolled(city)) == []
    do(city, begin_restatement, "east-1", YEAR, "漏报一件")
    assert seal_year(city, 1, "east-1", YEAR) == 2
    changed = changes_since(made(city), rolled(city))
    assert [(each.name, each.was, each.now) for each in changed] == [("east-1", 1, 2)]
    with pytest.raises(NotAllowed, match="重新汇总"):
        make(city)
    assert make(city, reason="east-1更正") == 2
    assert changes_since(made(city), rolled(city)) == []


def test_a_sum_with_somebody_missing_needs_a_reason(city):
    with pytest.raises(NotAllowed, match="6个单位"):
        make(city)
    assert make(city, reason="先行报送") == 1
    seal_year(city, 1, "west", YEAR)
    assert [(c.name, c.was, c.now) for c in changes_since(made(city), rolled(city))] == [
        ("west", None, 1)
    ]


def test_a_page_that_is_out_of_date_makes_no_sum(city):
    seen = fingerprint(rolled(city))
    seal_all(city)
    with pytest.raises(Moved):
        do(city, make_collection, "city", YEAR, "", seen=seen)


def test_a_sum_made_below_stands_for_all_below_it(city):
    seal_all(city)
    make(city, "east")
    do(city, begin_restatement, "east-1", YEAR, "漏报一件")
    seal_year(city, 1, "east-1", YEAR)
    east = next(each for each in rolled(city).branches if each.code == "east")
    assert [(part.unit, part.version) for part in east.parts] == [("collection:2", 1)]
    assert [each.name for each in changes_since(made(city, "east"), rolled(city, "east"))] == [
        "east-1"
    ]


def subtree(office, code="city"):
    with office.reading() as tx:
        return subtree_report(office, tx, code, YEAR)


def test_the_report_of_a_subtree_takes_what_is_sealed_and_counts_the_rest(city):
    seal_year(city, 1, "east-1", YEAR)
    with acting(city, 1) as act:
        for place in (2, 4):  # east and east-1
            act.tx.add(
                CaseRow(
                    agency_id=place, year=YEAR, serial=1, number=str(place), subject="事项",
                    state="received", applicant_kind="research",
                    received_on=date(2023, 5, 1), recv_year=2023,
                )
            )  # fmt: skip
    found = subtree(city)
    assert found.report.table3["new"][-1] == 1
    assert found.live == ("city", "east", "west", "east-2", "west-1")
    with city.reading() as tx:
        live = report_of(city, tx, "city", YEAR, subtree=True)
    assert live.table3["new"][-1] == 2
    assert live.table2 == found.report.table2


def test_the_report_of_a_subtree_is_the_sum_that_was_made(city):
    seal_all(city)
    unit, step = outside(city)
    assert subtree(city).absent == ("垂直管理局",)
    do(city, accept_report, "city", YEAR, unit, Typed({}), seen=step)
    assert subtree(city).report.table3["new"][-1] == 6
    make(city)
    do(city, begin_restatement, "east-1", YEAR, "漏报一件")
    seal_year(city, 1, "east-1", YEAR)
    assert subtree(city).report.table3["new"][-1] == 6
    assert (subtree(city).live, subtree(city).absent) == ((), ())


# -- who may ------------------------------------------------------------------------------------


def test_only_the_office_above_collects(city):
    with acting(city, None) as act:
        found_agency(act, "aside", Particulars(name="旁边"))
        stranger = add_person(act, "aside", "stranger", "外人")
        clerk = add_person(act, "city", "clerk", "承办人")
        give_role(act, stranger, "aside", "supervisor", date(2019, 1, 1))
        give_role(act, clerk, "city", "clerk", date(2019, 1, 1))
    for person in (stranger, clerk):
        for verb, given in (
            (add_outside_unit, ("city", "局", date(2020, 1, 1))),
            (end_outside_unit, ("city", 1, date(2024, 1, 1))),
            (set_due_days, ("city", YEAR, january(20, date(2024, 1, 28)))),
            (return_report, ("city", YEAR, "agency:2", "改")),
            (hand_in, ("city", YEAR, "outside:1", Paper({}, "", (), ""))),
        ):
            with pytest.raises(NotPermitted):
                do(city, verb, *given, person=person)
        with pytest.raises(NotPermitted):
            do(city, make_collection, "city", YEAR, "", seen="", person=person)
        with pytest.raises(NotPermitted):
            do(city, accept_report, "city", YEAR, "outside:1", Typed({}), seen=1, person=person)
