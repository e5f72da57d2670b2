"""Letters and rounds: what answers what, and what cannot reach back."""

from datetime import date

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.law.calendar import issued_calendar

RECEIVED = {"kind": "received", "on": "2023-03-01", "channel": "in_person"}
ASKED = {"kind": "supplement_requested", "on": "2023-03-03", "respond_workdays": 10}
CLOSED = {"kind": "closed", "on": "2023-03-20", "outcome": "granted", "method": "post"}
REOPENED = {"kind": "reopened", "on": "2023-06-01", "ground": "litigation"}
CONSULTED = {"kind": "consulted", "on": "2023-03-03", "ref": "1", "party": "other_agency"}
SERVED = {"kind": "served", "on": "2023-03-06", "of": "consulted", "ref": "1"}


def reckon(*events, today=None):
    return deadlines(events_from_list(list(events)), issued_calendar(), today)


def milestone(reckoned, name, round_=1):
    [found] = [m for m in reckoned.milestones if (m.name, m.round) == (name, round_)]
    return found


def test_a_supplement_to_the_first_round_does_not_restart_the_second():
    late = {"kind": "supplemented", "on": "2023-06-08"}
    reckoned = reckon(RECEIVED, ASKED, CLOSED, REOPENED, late)
    assert milestone(reckoned, "reply", 2).due_on == date(2023, 6, 30)
    assert [o.event.kind for o in reckoned.inadmissible] == ["supplemented"]


def test_of_two_annulments_the_first_recorded_stands_wherever_it_is_told():
    late = {"kind": "annulled", "on": "2023-03-09", "target": 1, "seq": 3}
    early = {"kind": "annulled", "on": "2023-03-08", "target": 1, "seq": 2}
    reckoned = reckon(late, {**RECEIVED, "seq": 1}, early)
    assert [objection.event.seq for objection in reckoned.inadmissible] == [3]


def test_a_notice_taken_back_without_saying_which_moves_nothing():
    extended = {"kind": "extended", "on": "2023-03-20", "workdays": 20}
    reckoned = reckon(RECEIVED, extended, {"kind": "notice_withdrawn", "on": "2023-03-21"})
    assert milestone(reckoned, "reply").due_on == date(2023, 4, 26)
    assert "收回的文书" in reckoned.inadmissible[0].reason


def test_an_extension_of_a_closed_round_cannot_be_taken_back():
    extended = {"kind": "extended", "on": "2023-03-20", "workdays": 20}
    closed = {**CLOSED, "on": "2023-04-20"}
    back = {"kind": "notice_withdrawn", "on": "2023-06-05", "of": "extended"}
    reckoned = reckon(RECEIVED, extended, closed, REOPENED, back)
    assert milestone(reckoned, "reply").due_on == date(2023, 4, 26)
    assert "本轮" in reckoned.inadmissible[0].reason


@pytest.mark.parametrize(
    ("letter", "name", "due"),
    [
        (ASKED, "supplement", date(2023, 3, 29)),
        ({"kind": "fee_notified", "on": "2023-03-03"}, "fee_payment", date(2023, 4, 13)),
    ],
)
def test_a_letter_that_came_back_and_was_served_again_starts_its_term(letter, name, due):
    returned = {"kind": "undelivered", "on": "2023-03-10", "of": letter["kind"]}
    again = {"kind": "served", "on": "2023-03-15", "of": letter["kind"]}
    assert milestone(reckon(RECEIVED, letter, returned), name).due_on is None
    found = milestone(reckon(RECEIVED, letter, returned, again), name)
    assert found.due_on == due
    assert "undelivered" not in found.flags


def test_nobody_lets_a_term_lapse_that_was_never_served():
    asked = {"kind": "supplement_requested", "on": "2023-03-03", "respond_by": "2023-03-17"}
    unserved = reckon(RECEIVED, asked, today=date(2023, 4, 10))
    assert milestone(unserved, "supplement").waiting_for == "served"
    assert "may_be_closed" not in milestone(unserved, "reply").flags
    served = {"kind": "served", "on": "2023-03-06", "of": "supplement_requested"}
    lapsed = reckon(RECEIVED, asked, served, today=date(2023, 4, 10))
    assert "may_be_closed" in milestone(lapsed, "reply").flags


def test_an_annulment_of_tomorrow_annuls_nothing_today():
    annulled = {"kind": "annulled", "on": "2023-05-02", "target": 2}
    reckoned = reckon(RECEIVED, ASKED, annulled, today=date(2023, 3, 10))
    assert reckoned.state == "awaiting_supplement"
    assert [o.event.kind for o in reckoned.inadmissible] == ["annulled"]


def test_of_several_payments_the_first_starts_the_term_anew():
    fee = {"kind": "fee_notified", "on": "2023-03-03"}
    first, second = ({"kind": "fee_paid", "on": f"2023-03-{day}"} for day in (10, 20))
    once = reckon(RECEIVED, fee, first)
    assert milestone(once, "reply").due_on == date(2023, 4, 10)
    assert milestone(reckon(RECEIVED, fee, first, second), "reply").due_on == date(2023, 4, 10)


def test_nothing_moves_a_day_set_by_a_decision():
    fixed = {**REOPENED, "due_by": "2023-06-15"}
    moves = [
        {"kind": "supplement_requested", "on": "2023-06-05"},
        {"kind": "supplemented", "on": "2023-06-08"},
        {"kind": "extended", "on": "2023-06-09", "workdays": 10},
    ]
    found = milestone(reckon(RECEIVED, CLOSED, fixed, *moves), "reply", 2)
    assert found.due_on == date(2023, 6, 15)
    assert "fixed_by_decision" in found.flags


def test_proof_found_after_the_reply_does_not_bring_it_into_time():
    closed = {**CLOSED, "on": "2023-04-20"}
    returned = {"kind": "undelivered", "on": "2023-06-06", "of": "consulted", "ref": "1"}
    without = milestone(reckon(RECEIVED, CONSULTED, closed), "reply")
    found = milestone(reckon(RECEIVED, CONSULTED, closed, returned), "reply")
    assert found.due_on == without.due_on == date(2023, 3, 29)
    assert "late" in found.flags


def test_references_begin_again_in_a_new_round():
    again = {**CONSULTED, "on": "2023-06-05"}
    served = {**SERVED, "on": "2023-06-06"}
    reckoned = reckon(
        RECEIVED, CONSULTED, SERVED, CLOSED, REOPENED, again, served, today=date(2023, 6, 12)
    )
    assert reckoned.inadmissible == ()
    assert milestone(reckoned, "reply", 2).due_on == date(2023, 7, 7)


def test_of_several_consultations_the_one_served_must_be_named():
    second = {**CONSULTED, "ref": "2"}
    unnamed = {"kind": "served", "on": "2023-03-06", "of": "consulted"}
    assert reckon(RECEIVED, CONSULTED, unnamed).inadmissible == ()
    assert "编号" in reckon(RECEIVED, CONSULTED, second, unnamed).inadmissible[0].reason


@pytest.mark.parametrize("place", [1, 2, 3])
def test_the_reply_of_a_day_comes_after_what_else_was_done_that_day(place):
    day = [
        {"kind": "fee_notified", "on": "2023-03-03"},
        {"kind": "fee_paid", "on": "2023-03-03"},
    ]
    day.insert(place - 1, {**CLOSED, "on": "2023-03-03"})
    assert reckon(RECEIVED, *day).inadmissible == ()


def test_what_is_done_on_the_day_of_reopening_belongs_to_the_new_round():
    cleared = {"kind": "cleared", "on": "2023-06-01", "by": "法制员"}
    again = {**CLOSED, "on": "2023-06-01"}
    reckoned = reckon(RECEIVED, CLOSED, REOPENED, cleared, again)
    assert reckoned.inadmissible == ()
    assert [event.kind for event in reckoned.history.current.events] == [
        "reopened",
        "cleared",
        "closed",
    ]


def test_a_late_fee_notice_leaves_the_case_in_hand():
    late = {"kind": "fee_notified", "on": "2023-04-03"}
    reckoned = reckon(RECEIVED, late, today=date(2023, 4, 10))
    assert reckoned.state == "received"
    assert {"late_fee_notice", "overdue", "silence_remedies_open"} <= set(
        milestone(reckoned, "reply").flags
    )


def test_a_closed_case_is_no_longer_provisional():
    received = {**RECEIVED, "on": "2026-12-07"}
    assert milestone(reckon(received), "reply").provisional
    closed = {**CLOSED, "on": "2026-12-21"}
    assert not milestone(reckon(received, closed), "reply").provisional


def test_before_2021_no_fee_could_be_asked_for():
    names = [m.name for m in reckon({**RECEIVED, "on": "2020-03-02"}).milestones]
    assert "fee_notice" not in names
    assert "fee_notice" in [m.name for m in reckon(RECEIVED).milestones]


@pytest.mark.parametrize(
    ("outcome", "items", "due", "flags"),
    [
        ("unavailable.not_held", ["refused.deliberative"], None, ()),
        (
            "unavailable.not_held",
            ["unavailable.not_held", "refused.deliberative"],
            date(2025, 11, 20),
            ("reconsideration_first_for_refused",),
        ),
        ("granted_in_part", ["granted", "unavailable.not_held"], date(2025, 11, 20), ()),
    ],
)
def test_the_items_of_a_reply_decide_its_remedy(outcome, items, due, flags):
    closed = {
        "kind": "closed",
        "on": "2025-05-20",
        "outcome": outcome,
        "method": "handed_over",
        "items": [{"text": str(n), "outcome": item} for n, item in enumerate(items)],
    }
    found = milestone(reckon({**RECEIVED, "on": "2025-05-06"}, closed), "litigation_window")
    assert found.due_on == due
    assert found.flags == flags


def test_a_reply_of_2023_cites_the_reconsideration_law_of_its_day():
    served = {"kind": "served", "on": "2023-03-22"}
    old = milestone(reckon(RECEIVED, CLOSED, served), "reconsideration_window")
    assert old.article == "行政复议法（2017年修正）第九条"
    new = reckon({**RECEIVED, "on": "2024-03-01"}, {**CLOSED, "on": "2024-03-20"})
    assert milestone(new, "reconsideration_window").article == "行政复议法第二十条"


def test_the_extension_notice_has_a_cautious_date_of_its_own():
    reckoned = reckon(
        {"kind": "received", "on": "2026-01-20", "channel": "in_person"},
        {"kind": "consulted", "on": "2026-01-27", "ref": "1", "party": "third_party"},
        {"kind": "served", "on": "2026-01-29", "of": "consulted", "ref": "1"},
        {"kind": "opinion_received", "on": "2026-02-11", "ref": "1"},
        {"kind": "extended", "on": "2026-03-10", "workdays": 20},
    )
    notice = milestone(reckoned, "extension_notice")
    assert (notice.due_on, notice.cautious_on) == (date(2026, 3, 10), date(2026, 3, 6))


def test_an_extension_of_the_term_before_the_restart_leaves_the_new_one_to_be_told():
    early = {"kind": "extended", "on": "2023-03-02", "workdays": 20}
    supplemented = {"kind": "supplemented", "on": "2023-03-10"}
    restarted = milestone(reckon(RECEIVED, early, ASKED, supplemented), "extension_notice")
    assert (restarted.due_on, restarted.done_on) == (date(2023, 4, 10), None)
    again = {"kind": "extended", "on": "2023-04-10", "workdays": 20}
    told = milestone(reckon(RECEIVED, early, ASKED, supplemented, again), "extension_notice")
    assert told.done_on == date(2023, 4, 10)


def test_an_extension_in_two_pieces_was_told_in_time_with_the_first():
    first = {"kind": "extended", "on": "2023-03-29", "workdays": 5}
    second = {"kind": "extended", "on": "2023-04-06", "workdays": 5}
    notice = milestone(reckon(RECEIVED, first, second), "extension_notice")
    assert (notice.due_on, notice.done_on, notice.flags) == (
        date(2023, 3, 29),
        date(2023, 3, 29),
        (),
    )
    late = {"kind": "extended", "on": "2023-04-10", "workdays": 5}
    reckoned = reckon(RECEIVED, first, late)
    assert milestone(reckoned, "extension_notice").flags == ()
    assert "late_extension" in milestone(reckoned, "reply").flags


def test_where_the_doubted_term_waits_the_legal_date_is_the_cautious_one_too():
    """Without the restart the fee notice was in time, and the reply would wait for the fee."""
    events = [
        {"kind": "received", "on": "2020-08-20", "channel": "post_signed"},
        {"kind": "extended", "on": "2020-08-26", "workdays": 20},
        {"kind": "supplement_requested", "on": "2020-09-01"},
        {"kind": "supplemented", "on": "2020-09-06"},
        {"kind": "fee_notified", "on": "2020-10-10"},
    ]
    reply = milestone(reckon(*events), "reply")
    assert reply.cautious_on == reply.due_on == date(2020, 10, 9)


@pytest.mark.parametrize(
    ("channel", "tried_on", "cautious"),
    [
        ("ordinary_mail", None, date(2026, 3, 30)),
        ("ordinary_mail", "2026-03-02", date(2026, 4, 2)),
        ("internet", None, date(2026, 3, 30)),
        ("in_person", None, date(2026, 4, 2)),
    ],
)
def test_a_paper_on_record_as_arrived_makes_its_day_arguable(channel, tried_on, cautious):
    """E23 as the mail room writes it down: its arrival is an event before the receipt."""
    events = [
        {"kind": "arrived", "on": "2026-03-02", "channel": channel},
        {"kind": "received", "on": "2026-03-05", "channel": channel},
    ]
    if tried_on:
        events.append({"kind": "contact_attempted", "on": tried_on})
    assert milestone(reckon(*events), "reply").cautious_on == cautious


def test_no_day_before_the_regulation_is_arguable():
    arrived = {"kind": "arrived", "on": "2016-03-02", "channel": "ordinary_mail"}
    received = {"kind": "received", "on": "2019-06-03", "channel": "ordinary_mail"}
    assert milestone(reckon(arrived, received), "reply").cautious_on == date(2019, 6, 13)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([{"kind": "extended", "on": "2023-03-06", "workdays": 5}], "received"),
        ([ASKED, {"kind": "supplemented", "on": "2023-03-10"}], "received"),
        ([{"kind": "arrived", "on": "2023-03-06"}], None),
        ([], None),
    ],
)
def test_a_fragment_is_in_hand_once_the_office_acted_as_only_after_receipt(events, state):
    assert reckon(*events).state == state
