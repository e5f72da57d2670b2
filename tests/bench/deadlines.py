"""What it costs to reckon a case from its events, on simulated histories.

python -m tests.bench.deadlines
"""

import time
from dataclasses import replace
from datetime import date
from random import Random

from casework.cases.deadlines import deadlines
from casework.cases.parsing import event_as_mapping, events_from_list
from casework.cases.projection import project
from casework.cases.steps import read_history
from casework.desk.simulation.plan import days_of_receipt
from casework.desk.simulation.stories import invent_story
from casework.law.calendar import issued_calendar
from tests.bench.registers import LARGE
from tests.bench.rounds import alternate, print_machine, print_table, say, verdict

CASES = 1000
ROUNDS = 9
GOAL = 30
UNTIL = date(LARGE.last_year, 12, 31)


def main():
    print_machine()
    calendar = issued_calendar()
    histories = invent_histories(calendar)
    mappings = [[event_as_mapping(event) for event in events] for events in histories]
    by_length = sorted(histories, key=len)
    say(f"{CASES} cases, {sum(map(len, histories)) / CASES:.2f} events a case")
    jobs = {
        "events_from_list": lambda: [events_from_list(each) for each in mappings],
        "read_history": lambda: [read_history(events) for events in histories],
        "deadlines": lambda: [deadlines(events, calendar) for events in histories],
        "project": lambda: [project(events, calendar) for events in histories],
    }
    print_table("a case", _a_case(alternate(jobs, ROUNDS), CASES), against="project", unit="us")
    open_histories(histories, calendar)
    tenth = CASES // 10
    jobs = {
        "project, the shortest tenth": lambda: [project(e, calendar) for e in by_length[:tenth]],
        "project, the longest tenth": lambda: [project(e, calendar) for e in by_length[-tenth:]],
    }
    taken = _a_case(alternate(jobs, ROUNDS), tenth)
    print_table("by length", taken, against="project, the shortest tenth", unit="us")


def open_histories(histories, calendar):
    """The same cases before their reply: what a new holiday notice makes us reckon anew.

    The goal is one of pure computation: processor time of the best round, whoever else is busy.
    """
    before = [[event for event in events if event.kind != "closed"] for events in histories]
    best = min(_processor_time(before, calendar) for _ in range(ROUNDS))
    say()
    verdict("microseconds of pure computation an open case", best / CASES * 1e6, most=GOAL)


def _processor_time(histories, calendar):
    started = time.process_time()
    for events in histories:
        project(events, calendar)
    return time.process_time() - started


def invent_histories(calendar):
    """The records of a thousand cases, received day after day over seven years."""
    rng = Random(LARGE.seed)
    days = days_of_receipt(rng, replace(LARGE, cases=CASES), calendar, UNTIL)
    stories = (invent_story(rng, 1, day, calendar, UNTIL) for day in days)
    return [story.events for story in stories]


def _a_case(seconds, cases):
    return {job: taken / cases for job, taken in seconds.items()}


if __name__ == "__main__":
    main()
