"""Every explanation read aloud: the texts stand in a file that a lawyer can read and correct.

After a change that is meant: `python -m tests.cases.test_explanations`, then read what differs.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from casework.cases.deadlines import deadlines
from casework.cases.parsing import events_from_list
from casework.cases.telling import as_data, as_text
from casework.law.calendar import issued_calendar

DATA = Path(__file__).parent.parent / "data"
TEXTS = DATA / "explanations.txt"
HISTORIES = json.loads((DATA / "explained_histories.json").read_text("utf-8"))
_HEAD = "=== "


def reckoned(history):
    today = date.fromisoformat(history["today"])
    return deadlines(events_from_list(history["events"]), issued_calendar(), today)


def told(history):
    return as_text(reckoned(history), issued_calendar())


def read():
    """The texts of the file, by title."""
    parts = TEXTS.read_text("utf-8").split(_HEAD)[1:]
    return dict(part.rstrip("\n").split("\n", 1) for part in parts)


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history["title"])
def test_the_explanation_reads_as_it_was_approved(history):
    assert told(history).rstrip("\n") == read()[history["title"]]


def test_every_text_of_the_file_is_tried():
    assert list(read()) == [history["title"] for history in HISTORIES]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history["title"])
def test_programs_are_told_the_same_sentences(history):
    text = told(history)
    for milestone in as_data(reckoned(history), issued_calendar())["milestones"]:
        for step in milestone["steps"]:
            assert f"{step['n']}. {step['text']}（{step['article']}）" in text


if __name__ == "__main__":
    texts = [f"{_HEAD}{history['title']}\n{told(history)}" for history in HISTORIES]
    TEXTS.write_text("\n".join(texts), "utf-8")
