"""The tasks, thin: one call at the desk each, safe to come twice."""

from casework.desk.housekeeping import DUTIES, QUEUE, note_alive
from casework.desk.posting import run_duty
from workers.queue import queue


@queue.task(name="casework.duty")
def duty(row_id: int) -> None:
    """Do one duty of the outbox, unless somebody else has it."""
    run_duty(queue.office, DUTIES, row_id)


@queue.task(name="casework.alive")
def alive() -> None:
    """Show that what the clock publishes is worked off."""
    note_alive(queue.office, QUEUE)
