"""Calendar entries as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from casework.papers.ics import Entry, ics

MADE = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def test_an_entry_is_one_whole_day_with_a_stamp():
    lines = ics("期限", [Entry("1@x", date(2026, 12, 31), "西〔2026〕1号 作出答复")], MADE)
    assert lines.decode().split("\r\n")[6:14] == [
        "BEGIN:VEVENT",
        "UID:1@x",
        "DTSTAMP:20261120T020000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:西〔2026〕1号 作出答复",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def test_a_calendar_without_a_deadline_still_holds_something():
    text = ics("期限", [], MADE).decode()
    assert "BEGIN:VTIMEZONE\r\n" in text
    assert "BEGIN:VEVENT" not in text
    assert text.count("BEGIN:") == text.count("END:") == 3


def test_what_stands_in_a_text_never_begins_a_line_of_its_own():
    text = ics("一,二;三\\四", [Entry("1@x", MADE.date(), "a\r\nEND:VEVENT\rb")], MADE).decode()
    assert "X-WR-CALNAME:一\\,二\\;三\\\\四\r\n" in text
    assert "SUMMARY:a\\nEND:VEVENTb\r\n" in text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=120))
def test_no_line_is_longer_than_75_octets_and_unfolded_it_is_the_same(summary):
    content = ics("期限", [Entry("1@x", date(2026, 12, 31), summary)], MADE)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    whole = content.replace(b"\r\n ", b"").decode()
    escaped = summary.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"\r\nSUMMARY:{escaped}\r\n" in whole
