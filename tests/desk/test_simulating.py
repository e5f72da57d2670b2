"""The invented register: possible in every case, the same for the same seed, and never mixed
with a real one."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import func, insert, select

from casework import command
from casework.cases.deadlines import deadlines
from casework.cases.projection import project
from casework.desk.simulation.agencies import invent_agencies
from casework.desk.simulation.load import RealAgencies, simulate
from casework.desk.simulation.plan import Plan, days_of_receipt
from casework.desk.simulation.stories import invent_story
from casework.desk.simulation.tales import Tales
from casework.law.calendar import issued_calendar
from casework.office import open_office
from casework.settings import read_settings
from casework.store.mapping import events_of, put_projection
from casework.store.queries.agencies import agencies_below
from casework.store.queries.totals import count_table3
from casework.store.tables import METADATA, CaseRow, EventRow
from tests.support.desk import opened
from tests.support.empty_registers import new_register

PLAN = Plan(agencies=30, cases=400, first_year=2022, last_year=2024, seed=7)
UNTIL = date(2024, 12, 31)
CALL = ["simulate", "--agencies", "3", "--cases", "5", "--years", "2022-2023", "--seed", "1"]
# Ciphers differ each time, and an audit entry says when it was written.
UNSTEADY = {"phone", "mac", "prev", "at", "key_id"}


@pytest.fixture
def open_empty(tmp_path):
    """A function that opens one more empty register."""
    offices = []

    def open_one(name="one"):
        (tmp_path / name).mkdir()
        new_register(tmp_path / name / "casework.db")
        offices.append(open_office(read_settings({}, data=str(tmp_path / name))))
        return offices[-1]

    yield open_one
    for office in offices:
        office.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, open_empty, empty_register, tmp_path):
    """An empty register on either database."""
    if request.param == "sqlite":
        yield open_empty()
        return
    with empty_register("postgresql") as url, opened(url, tmp_path) as office:
        yield office


def _quietly(count):
    assert count >= 0


def _rows(office):
    with office.reading() as session:
        return {
            table.name: [
                {name: value for name, value in row.items() if name not in UNSTEADY}
                for row in session.connection().execute(select(table)).mappings()
            ]
            for table in METADATA.sorted_tables
        }


def _count(session, table):
    return session.connection().execute(select(func.count()).select_from(table)).scalar()


def test_every_invented_event_can_stand():
    calendar, rng = issued_calendar(), Random(3)
    days = days_of_receipt(rng, Plan(1, 3000, 2019, 2024, 3), calendar, UNTIL)
    kinds = set()
    for day in days:
        story = invent_story(rng, 1, day, calendar, UNTIL)
        assert deadlines(story.events, calendar).inadmissible == ()
        assert {event.seq for event in story.events} == set(range(1, len(story.events) + 1))
        assert max(event.on for event in [*story.events, *story.dispute]) <= UNTIL
        kinds |= {event.kind for event in story.events}
    assert kinds >= {"supplemented", "consulted", "extended", "fee_paid", "reopened", "annulled"}


def test_a_crowded_day_repeats_its_stories_and_each_dispute_is_about_its_own_case():
    tales = Tales(Random(5), issued_calendar(), UNTIL)
    drawn = [tales.draw(date(2023, 3, 1)) for _ in range(3000)]
    assert 20 < len({id(tale) for tale in drawn}) < 100
    assert {tale.columns["received_on"] for tale in drawn} == {date(2023, 3, 1)}
    disputed = [tale for tale in drawn if tale.dispute]
    assert disputed
    for case_id, tale in enumerate(disputed, start=1):
        assert tale.dispute_about(case_id)[0].cases == (case_id,)
    assert tales.draw(date(2023, 3, 2)).columns["received_on"] == date(2023, 3, 2)


def test_cases_come_on_working_days_from_the_day_the_regulation_is_in_force():
    calendar = issued_calendar()
    days = days_of_receipt(Random(1), Plan(1, 5000, 2019, 2024, 1), calendar, UNTIL)
    assert days == sorted(days)
    assert len(days) == 5000
    assert days[0] >= date(2019, 5, 15)
    assert all(calendar.is_workday(day) for day in set(days))
    by_year = [sum(day.year == year for day in days) for year in range(2019, 2025)]
    assert by_year == sorted(by_year)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 10, 100, 1000])
def test_agencies_form_one_tree_of_at_most_four_levels(count):
    agencies = invent_agencies(Random(1), count, first_id=11)
    levels = {}
    for agency in agencies:
        levels[agency.id] = levels[agency.parent_id] + 1 if agency.parent_id else 1
    assert [agency.id for agency in agencies] == list(range(11, 11 + count))
    assert list(levels.values()).count(1) == 1
    assert max(levels.values()) <= 4
    assert len({agency.name for agency in agencies}) == count


def test_few_agencies_have_most_of_the_cases():
    shares = sorted((a.share for a in invent_agencies(Random(1), 1000, 1)), reverse=True)
    assert sum(shares[:100]) > sum(shares[100:])


def test_the_same_seed_makes_the_same_register(open_empty):
    one, two = open_empty("one"), open_empty("two")
    simulate(one, PLAN, _quietly)
    simulate(two, PLAN, _quietly)
    assert _rows(one) == _rows(two)


def test_another_seed_makes_another_register(open_empty):
    one, two = open_empty("one"), open_empty("two")
    simulate(one, PLAN, _quietly)
    simulate(two, Plan(30, 400, 2022, 2024, seed=8), _quietly)
    assert _rows(one)["cases"] != _rows(two)["cases"]


def test_it_tells_what_is_really_there(office):
    told = []
    done = simulate(office, PLAN, told.append)
    with office.reading() as session:
        tables = METADATA.tables
        counts = {name: _count(session, table) for name, table in tables.items()}
        still_open = select(func.count()).where(tables["cases"].c.closed_on.is_(None))
        assert session.connection().execute(still_open).scalar() == done.still_open
    assert (done.agencies, done.cases) == (counts["agencies"], counts["cases"]) == (30, 400)
    assert (done.events, done.milestones) == (counts["events"], counts["milestones"])
    assert done.disputes == counts["disputes"]
    assert 4 < done.events / done.cases < 6
    assert told == [400]


def test_rewriting_its_projections_changes_nothing(open_empty):
    office = open_empty()
    simulate(office, PLAN, _quietly)
    with office.transaction() as session:
        calendar = office.calendar(session)
        rows = session.connection().execute(select(METADATA.tables["cases"].c.id)).scalars().all()
        for case_id in rows:
            of_case = select(EventRow).where(EventRow.case_id == case_id)
            events = events_of(session.scalars(of_case))
            projection = project(events, calendar)
            assert not put_projection(session, session.get(CaseRow, case_id), projection)


def test_what_one_year_carries_out_the_next_carries_in(office):
    simulate(office, PLAN, _quietly)
    with office.reading() as session:
        for year in (2022, 2023):
            this, following = (count_table3(session, None, y) for y in (year, year + 1))
            for kind in ("natural_person", "commercial"):
                assert this["carried_out", kind] == following["carried_in", kind]


def test_the_whole_tree_stands_under_the_province(office):
    simulate(office, PLAN, _quietly)
    with office.reading() as session:
        assert agencies_below(session, 1, UNTIL) == list(range(1, 31))


def test_a_load_is_one_entry_in_a_whole_audit_chain(office):
    simulate(office, PLAN, _quietly)
    with office.reading() as session:
        assert _count(session, METADATA.tables["audit"]) == 1
        assert office.audit.verify(session) == []


def test_what_staff_add_afterwards_gets_a_free_id(office):
    simulate(office, PLAN, _quietly)
    row = {"code": "real", "name": "真实机关", "short_name": "真实", "mark": "", "kind": ""}
    row |= dict.fromkeys(("review_body", "court", "address", "postcode", "phone", "contact"), "")
    with office.transaction() as session:
        added = insert(METADATA.tables["agencies"]).values(**row, settings={})
        assert session.connection().execute(added).inserted_primary_key == (31,)


def test_a_second_simulation_stands_beside_the_first(office):
    simulate(office, PLAN, _quietly)
    simulate(office, PLAN, _quietly)
    with office.reading() as session:
        assert _count(session, METADATA.tables["cases"]) == 800
        assert agencies_below(session, 31, UNTIL) == list(range(31, 61))


def test_a_register_with_a_real_agency_is_refused_and_left_alone(open_empty):
    office = open_empty()
    simulate(office, PLAN, _quietly)
    with office.transaction() as session:
        agency = session.connection().execute(select(METADATA.tables["agencies"])).mappings()
        real = dict(agency.first()) | {"id": 99, "code": "xiyuan"}
        session.connection().execute(insert(METADATA.tables["agencies"]), [real])
    before = _rows(office)
    with pytest.raises(RealAgencies, match="xiyuan"):
        simulate(office, PLAN, _quietly)
    assert _rows(office) == before


def test_the_command_makes_the_database_and_tells_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CASEWORK_DATA", str(tmp_path / "data"))
    assert command.main(CALL) == 0
    told = capsys.readouterr()
    assert told.out.startswith("机关 3 个，办件 5 件")
    assert told.out.count("\n") == 1
    assert told.err == "casework simulate: 5/5 件\n"


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--agencies", "0", "--agencies"),
        ("--cases", "many", "--cases"),
        ("--years", "2023", "--years"),
        ("--years", "2018-2020", "2019年"),
        ("--years", "2024-2023", "先小后大"),
        ("--years", "2019-2999", "还没有发生"),
    ],
)
def test_a_wrong_call_gets_one_line_and_writes_nothing(
    tmp_path, monkeypatch, capsys, option, value, told
):
    monkeypatch.setenv("CASEWORK_DATA", str(tmp_path / "data"))
    call = [*CALL]
    call[call.index(option) + 1] = value
    assert command.main(call) == 2
    said = capsys.readouterr()
    assert told in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert not (tmp_path / "data" / "casework.db").exists()
