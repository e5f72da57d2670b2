from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlmodel import select

from casework.cases.events import Closed, SupplementRequested
from casework.desk.act import acting
from casework.desk.agencies import Particulars, found_agency
from casework.desk.annulling import void_case
from casework.desk.calls import shown_for, shown_to
from casework.desk.housekeeping import DUTIES, call_duties, health, silent
from casework.desk.keeping import assign
from casework.desk.people import end_role
from casework.desk.posting import run_duty
from casework.desk.recording import record
from casework.desk.reminding import sweep, sweep_windows
from casework.law.calendar import issued_calendar
from casework.law.receipt import Stamps
from casework.store.queries.cases import milestones
from casework.store.tables import AgencyRow, CaseRow, OutboxRow, PersonRow, ReminderRow
from tests.support.desk import log

CALENDAR = issued_calendar()
FRIDAY = date(2026, 11, 20)
LIN, WU, HE = 1, 2, 3


def on_day(office, day, hour=2):
    return replace(office, now=lambda: datetime.combine(day, time(hour), UTC))


def received_so_that(due):
    """The day of receipt of an application that has to be answered by a day."""
    return CALENDAR.workday_before(due, 20)


def log_due(office, due, **given):
    return log(office, stamps=Stamps(submitted_on=received_so_that(due)), **given)


def run_sweep(office):
    with office.transaction() as tx:
        given = (tx, CALENDAR, office.today(), office.now())
        return sweep(*given) | sweep_windows(*given)


def shown(office, person=LIN):
    with office.reading() as tx:
        return [
            (call.case_id, call.text)
            for call in shown_to(tx, person, CALENDAR, office.today())
            if call.case_id and call.milestone != "extension_notice"
        ]


def reminders(office):
    with office.reading() as tx:
        return [
            (row.case_id, row.milestone, row.step, row.recipient_id)
            for row in tx.exec(select(ReminderRow).order_by(ReminderRow.id))
            if row.milestone != "extension_notice"
        ]


def test_what_is_due_is_written_once_however_often_it_is_swept(office):
    case = log_due(office, CALENDAR.workday_after(FRIDAY, 3), clerk_id=WU)
    assert run_sweep(office) == {WU}
    assert run_sweep(office) == set()
    assert reminders(office) == [(case.case_id, "reply", "-3", WU)]


def test_a_reminder_is_for_the_clerk_and_without_one_for_all_clerks(office):
    mine = log_due(office, FRIDAY, clerk_id=WU)
    nobodys = log_due(office, FRIDAY)
    run_sweep(office)
    assert shown(office, WU) == [
        (mine.case_id, "作出答复：今天届满"),
        (nobodys.case_id, "作出答复：今天届满"),
    ]
    assert shown(office, LIN) == [(nobodys.case_id, "作出答复：今天届满")]
    assert shown(office, HE) == []


def test_the_approver_is_told_of_what_is_overdue(office):
    case = log_due(office, CALENDAR.workday_before(FRIDAY, 2), clerk_id=WU)
    run_sweep(office)
    assert shown(office, LIN) == [(case.case_id, "作出答复：已于11月18日届满，逾期2个工作日")]


def test_after_days_without_power_the_true_state_is_shown_and_no_flood(office):
    case = log_due(office, CALENDAR.workday_after(FRIDAY, 5), clerk_id=WU)
    run_sweep(office)
    later = on_day(office, CALENDAR.workday_after(FRIDAY, 9))
    assert run_sweep(later) == {LIN, WU}
    assert [text for _, text in shown(later, WU)] == ["作出答复：已于11月27日届满，逾期4个工作日"]
    assert [step for _, name, step, person in reminders(office) if person == WU] == ["-5", "4"]
    assert shown(later, WU)[0][0] == case.case_id


def test_nothing_is_written_on_a_day_off_and_what_stands_is_still_shown(office):
    log_due(office, CALENDAR.workday_after(FRIDAY, 1), clerk_id=WU)
    run_sweep(office)
    saturday = on_day(office, FRIDAY + timedelta(days=1))
    assert run_sweep(saturday) == set()
    assert [text for _, text in shown(saturday, WU)] == ["作出答复：还有1个工作日，11月23日届满"]


def test_a_closed_case_is_no_longer_called(office):
    case = log_due(office, FRIDAY, clerk_id=WU)
    run_sweep(office)
    with acting(office, WU) as act:
        closed = Closed(on=FRIDAY, outcome="unavailable.not_held", method="handed_over")
        record(act, case.case_id, closed, after=case.last_seq)
    run_sweep(office)
    assert shown(office, WU) == []
    assert len(reminders(office)) == 1


def test_a_case_recorded_in_error_is_no_longer_called(office):
    case = log_due(office, FRIDAY, clerk_id=WU)
    run_sweep(office)
    with acting(office, LIN) as act:
        void_case(act, case.case_id, "登记错误", after=case.last_seq)
    assert shown(office, WU) == []


def test_a_term_that_stands_still_is_not_called_and_a_lapsed_one_says_what_may_be_done(office):
    case = log_due(office, FRIDAY, clerk_id=WU)
    run_sweep(office)
    with acting(office, WU) as act:
        asked = SupplementRequested(
            on=FRIDAY, grounds="content", respond_by=CALENDAR.workday_after(FRIDAY, 2)
        )
        record(act, case.case_id, asked, after=case.last_seq)
    assert shown(office, WU) == []
    later = on_day(office, CALENDAR.workday_after(FRIDAY, 4))
    run_sweep(later)
    assert shown(later, WU) == [(case.case_id, "申请人补正：期限已过，可以依法办结")]


def test_a_case_handed_over_is_called_to_the_new_clerk_alone(office):
    case = log_due(office, FRIDAY, clerk_id=WU)
    run_sweep(office)
    with acting(office, LIN) as act:
        assign(act, case.case_id, LIN, version=1)
    run_sweep(office)
    assert shown(office, WU) == []
    assert len(shown(office, LIN)) == 1


def test_the_cases_of_a_clerk_who_left_are_called_to_all_clerks(office):
    log_due(office, FRIDAY, clerk_id=WU)
    with acting(office, None) as act:
        end_role(act, WU, "xiyuan", "clerk")
    run_sweep(office)
    assert len(shown(office, LIN)) == 1
    assert shown(office, WU) == []


def test_a_lapsed_window_is_told_for_five_workdays(office):
    case = log_due(office, FRIDAY, clerk_id=WU)
    with acting(office, WU) as act:
        closed = Closed(on=FRIDAY, outcome="unavailable.not_held", method="handed_over")
        record(act, case.case_id, closed, after=case.last_seq)
    with office.reading() as tx:
        windows = {row.name: row.due_on for row in milestones(tx, case.case_id)}
    due = windows["reconsideration_window"]
    lapsed = on_day(office, CALENDAR.workday_after(due, 1))
    run_sweep(lapsed)
    assert shown(lapsed, WU) == [(case.case_id, "申请行政复议：期限已过，案卷可以归档")]
    later = on_day(office, CALENDAR.workday_after(due, 7))
    run_sweep(later)
    assert shown(later, WU) == []


def test_the_case_page_shows_what_anybody_was_reminded_of_once(office):
    case = log_due(office, FRIDAY)
    run_sweep(office)
    with office.reading() as tx:
        calls = shown_for(tx, case.case_id, CALENDAR, FRIDAY)
    assert [(call.about, call.text) for call in calls] == [
        (case.number, "作出答复：今天届满"),
        (case.number, "如需延期，发出延期告知：今天届满"),
    ]


def test_another_agencys_cases_are_never_called(office):
    log_due(office, FRIDAY, clerk_id=WU)
    with acting(office, None) as act:
        found_agency(act, "other", Particulars(name="另一机关", short_name="另一", mark="另"))
    with office.transaction() as tx:
        tx.add(PersonRow(login="ma", name="马"))
    run_sweep(office)
    assert shown(office, 4) == []


def test_the_report_is_called_until_it_is_sealed_and_the_office_may_choose_its_day(office):
    with office.transaction() as tx:
        tx.get_one(AgencyRow, 1).settings = {"report_due": "01-20"}
    january = on_day(office, date(2027, 1, 13))
    with january.reading() as tx:
        calls = shown_to(tx, LIN, CALENDAR, january.today())
    assert [call.text for call in calls if call.milestone == "annual_report"] == [
        "公布年度报告：还有5个工作日，1月20日届满"
    ]


def test_the_missing_notice_of_next_year_is_called_from_november(office):
    year = CALENDAR.last_known_year
    november = on_day(office, date(year, 11, 20))
    with november.reading() as tx:
        calls = shown_to(tx, LIN, CALENDAR, november.today())
    assert [call.about for call in calls] == [f"{year + 1}年节假日安排"]


# -- the clock's call, and the daily mail -------------------------------------------------------


def with_mail(office, path):
    settings = office.settings.model_copy(update={"smtp_url": path.as_uri()})
    with office.transaction() as tx:
        tx.get_one(PersonRow, WU).email = "wu@example.gov.cn"
    return replace(office, settings=settings)


def work_off(office):
    while run_duty(office, DUTIES):
        pass


def states(office):
    with office.reading() as tx:
        return {row.about: row.state for row in tx.exec(select(OutboxRow))}


def test_the_clock_calls_once_for_a_state_of_the_register(office):
    call_duties(office)
    call_duties(office)
    assert len([about for about in states(office) if about.startswith("sweep")]) == 1
    log_due(office, FRIDAY)
    call_duties(office)
    assert len([about for about in states(office) if about.startswith("sweep")]) == 2


def test_one_mail_a_day_with_number_milestone_and_date_alone(office, tmp_path):
    sink = tmp_path / "sent.jsonl"
    office = with_mail(office, sink)
    case = log_due(office, FRIDAY, clerk_id=WU)
    for _ in range(3):
        call_duties(office)
        work_off(office)
    [line] = sink.read_text("utf-8").splitlines()
    assert case.number in line
    assert "作出答复：今天届满" in line
    assert "陈" not in line
    assert health_of(office)["last_sweep"] == office.now()


def test_no_mail_where_nothing_is_owed_or_no_server_is_set(office, tmp_path):
    log_due(office, FRIDAY, clerk_id=WU)
    call_duties(office)
    work_off(office)
    assert [about for about in states(office) if about.startswith("digest")] == []


def test_the_first_mail_of_a_day_waits_for_the_morning(office, tmp_path):
    sink = tmp_path / "sent.jsonl"
    office = with_mail(office, sink)
    log_due(office, CALENDAR.workday_after(FRIDAY, 1), clerk_id=WU)
    monday = CALENDAR.workday_after(FRIDAY, 1)
    night = on_day(office, FRIDAY + timedelta(days=2), hour=17)
    assert night.today() == monday
    call_duties(night)
    work_off(night)
    assert not sink.exists()
    work_off(replace(night, now=lambda: datetime.combine(monday, time(0, 1), UTC)))
    assert len(sink.read_text("utf-8").splitlines()) == 1


def health_of(office):
    with office.reading() as tx:
        return health(tx)


def test_silence_is_noticed_after_three_minutes(office):
    call_duties(office)
    with office.reading() as tx:
        assert silent(tx, office.now()) == ["queue"]
        assert silent(tx, office.now() + timedelta(minutes=4)) == ["clock", "queue"]


@pytest.mark.parametrize("hours", [0, 30])
def test_old_calls_of_the_clock_are_forgotten_and_mails_are_kept(office, hours):
    call_duties(office)
    work_off(office)
    later = replace(office, now=lambda: office.now() + timedelta(days=8, hours=hours))
    call_duties(later)
    work_off(later)
    assert len([about for about in states(later) if about.startswith("sweep")]) == 1


def test_one_milestone_at_a_time_binds_the_office_so_the_case_itself_names_it(office):
    case = log_due(office, FRIDAY)
    with office.reading() as tx:
        binding = [row for row in milestones(tx, case.case_id) if row.binds == "office"]
        stored = tx.get_one(CaseRow, case.case_id)
    assert [(row.name, row.ref, row.round, row.due_on) for row in binding] == [
        (stored.next_name, "", stored.round, stored.next_on)
    ]


def test_every_call_of_the_clock_is_a_duty_somebody_does(office):
    call_duties(office)
    with office.reading() as tx:
        assert {row.kind for row in tx.exec(select(OutboxRow))} <= set(DUTIES)
