"""The witness itself, by dates counted by hand on a printed calendar."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.witness.histories import generate, histories
from tests.witness.reckoning import provisional, reckon, silence_windows

EXAMPLES = json.loads(
    (Path(__file__).parent.parent / "data" / "deadline_examples.json").read_text(encoding="utf-8")
)["examples"]
CAUTIOUS = {"E10", "E12", "E13", "E15", "E18"}  # whose first alternative is the cautious reading


def event(kind: str, on: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "on": on, **fields}


def june(*events: dict[str, Any], today: str = "2025-06-20") -> dict[str, str | None]:
    """A case received on Tuesday 2025-06-03: D20 is Tuesday 2025-07-01, no holiday follows."""
    return reckon({"events": [event("received", "2025-06-03"), *events], "today": today})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["id"])
def test_every_worked_example_comes_out(example: dict[str, Any]) -> None:
    found = reckon(example)
    assert {name: found[name] for name in example["expected"]} == example["expected"]


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e["id"] in CAUTIOUS], ids=lambda example: example["id"]
)
def test_the_cautious_reading_of_an_example_is_its_alternative(example: dict[str, Any]) -> None:
    assert reckon(example)["cautious_reply"] == example["alternatives"][0]["expected"]["reply"]


def test_two_overlapping_consultations_stop_the_clock_once() -> None:
    found = reckon(
        {
            "events": [
                event("received", "2024-03-01"),
                event("consulted", "2024-03-05", ref="a", party="other_agency"),
                event("served", "2024-03-06", of="consulted", ref="a"),
                event("consulted", "2024-03-08", ref="b", party="third_party"),
                event("served", "2024-03-11", of="consulted", ref="b"),
                event("opinion_received", "2024-03-12", ref="a"),
                event("opinion_received", "2024-03-15", ref="b"),
            ]
        }
    )
    assert (found["reply"], found["cautious_reply"]) == ("2024-04-11", "2024-04-10")


def test_a_restart_leaves_an_earlier_extension_behind() -> None:
    found = reckon(
        {
            "events": [
                event("received", "2025-05-06"),
                event("extended", "2025-05-07", workdays=20),
                event("supplement_requested", "2025-05-09"),
                event("supplemented", "2025-05-19"),
            ]
        }
    )
    assert found["supplement_notice"] == "2025-05-15"
    assert found["reply"] == found["extension_notice"] == "2025-06-17"


@pytest.mark.parametrize(
    ("first", "second", "second_on", "reply"),
    [
        (10, 10, "2025-07-15", "2025-07-29"),
        (10, 10, "2025-07-16", "2025-07-15"),
        (15, 10, "2025-07-02", "2025-07-22"),
    ],
    ids=["ten and ten", "the second a day late", "more than twenty"],
)
def test_extensions_add_up_to_twenty_when_sent_in_time(
    first: int, second: int, second_on: str, reply: str
) -> None:
    found = june(
        event("extended", "2025-07-01", workdays=first),
        event("extended", second_on, workdays=second),
    )
    assert (found["extension_notice"], found["reply"]) == ("2025-07-01", reply)


def test_a_fee_notice_on_the_last_day_waits_and_a_day_later_does_nothing() -> None:
    assert june(event("fee_notified", "2025-07-01"))["reply"] is None
    late = june(event("fee_notified", "2025-07-02"), event("fee_paid", "2025-07-10"))
    assert (late["fee_notice"], late["reply"]) == ("2025-07-01", "2025-07-01")


def test_another_agency_that_is_silent_stops_the_clock_until_today_or_the_closing() -> None:
    asked = (
        event("consulted", "2025-06-05", ref="1", party="other_agency"),
        event("served", "2025-06-06", of="consulted", ref="1"),
    )
    assert june(*asked)["reply"] == "2025-07-16"
    assert june(*asked, event("closed", "2025-06-17", outcome="granted"))["reply"] == "2025-07-11"


def test_a_letter_without_proof_stops_nothing_and_a_returned_one_until_its_return() -> None:
    sent = event("consulted", "2025-06-05", ref="1", party="third_party")
    back = event("undelivered", "2025-06-10", of="consulted", ref="1")
    assert june(sent)["reply"] == "2025-07-01"
    found = june(sent, back)
    assert (found["reply"], found["cautious_reply"]) == ("2025-07-04", "2025-07-01")


@pytest.mark.parametrize(
    ("sent", "until", "reply"),
    [
        ("2025-07-01", "2025-08-15", "2025-08-15"),
        ("2025-07-02", "2025-08-15", "2025-07-01"),
        ("2025-06-30", "2025-06-30", "2025-07-01"),
    ],
)
def test_a_deferral_moves_the_reply_if_sent_by_it(sent: str, until: str, reply: str) -> None:
    assert june(event("deferred", sent, until=until))["reply"] == reply


def test_a_notice_taken_back_was_never_sent() -> None:
    for kind in ("extended", "fee_notified", "supplement_requested"):
        found = june(event(kind, "2025-06-05"), event("notice_withdrawn", "2025-06-09", of=kind))
        assert found["reply"] == "2025-07-01"


def test_a_second_round_has_twenty_workdays_or_the_day_the_decision_sets() -> None:
    closed = event("closed", "2025-06-20", outcome="granted", method="handed_over")
    assert june(closed, event("reopened", "2025-07-31"))["reply#round2"] == "2025-08-28"
    fixed = june(closed, event("reopened", "2025-07-31", due_by="2025-08-09"))
    assert (fixed["reply"], fixed["reply#round2"]) == ("2025-07-01", "2025-08-09")


@pytest.mark.parametrize(
    ("on", "outcome", "reconsideration", "litigation"),
    [
        ("2023-12-29", "refused.deliberative", "2024-02-27", "2024-07-01"),
        ("2024-01-02", "refused.deliberative", "2024-03-04", None),
        ("2024-01-02", "refused.special_access", "2024-03-04", "2024-07-02"),
        ("2025-08-31", "granted", "2025-10-30", "2026-02-28"),
    ],
)
def test_windows_of_the_applicant(
    on: str, outcome: str, reconsideration: str, litigation: str | None
) -> None:
    closed = event("closed", on, outcome=outcome, method="handed_over")
    assert reckon({"events": [closed]}) == {
        "reconsideration_window": reconsideration,
        "litigation_window": litigation,
    }


def test_a_case_closed_before_the_prolonged_spring_festival_keeps_the_first_notice() -> None:
    received = event("received", "2020-01-02")
    closed = event("closed", "2020-01-20", outcome="granted")
    assert reckon({"events": [received]})["reply"] == "2020-02-06"
    assert reckon({"events": [received, closed]})["reply"] == "2020-02-04"


def test_a_date_past_the_notices_is_provisional() -> None:
    history = {"events": [event("received", "2026-12-10")]}
    assert provisional(history) == {"reply", "cautious_reply", "extension_notice", "fee_notice"}


def test_an_annulled_receipt_gives_way_to_the_right_one() -> None:
    events = [
        event("received", "2025-06-02", seq=1),
        event("annulled", "2025-06-04", seq=2, target=1),
        event("received", "2025-06-03", seq=3),
    ]
    assert reckon({"events": events})["reply"] == "2025-07-01"


def test_silence_opens_both_windows_when_the_reply_term_ends() -> None:
    history = {"events": [event("received", "2025-06-03")], "today": "2025-07-02"}
    assert silence_windows(history) == {
        "reconsideration_window": "2025-09-01",
        "litigation_window": "2026-01-04",
    }


def test_generated_histories_are_the_same_for_the_same_seed() -> None:
    assert list(generate(7, 50)) == list(generate(7, 50))
    assert list(generate(7, 50)) != list(generate(8, 50))


@given(histories())
def test_the_cautious_day_is_never_later_than_the_reply(history: dict[str, Any]) -> None:
    found = reckon(history)
    for name in [n for n in found if n.startswith("cautious_") and found[n]]:
        reply = found[name.removeprefix("cautious_")]
        assert reply is None or str(found[name]) <= reply


@given(histories())
def test_the_order_in_which_events_are_told_does_not_matter(history: dict[str, Any]) -> None:
    numbered = [{"seq": n, **told} for n, told in enumerate(history["events"], 1)]
    backwards = {"events": numbered[::-1], "today": history["today"]}
    assert reckon(backwards) == reckon(history)
