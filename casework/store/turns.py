"""A lock that serves in the order of asking.

SQLite lets whoever asks at the right moment write next; eight busy threads then make one wait for
seconds. Waiting here first, in a queue, the longest wait is one turn of the others.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """One at a time, first come, first served."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._holder: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; raises RuntimeError for a thread that has it already."""
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("writing() inside writing(): one action, one transaction")
        self._take(me)
        try:
            yield
        finally:
            self._pass_on()

    def _take(self, me: int) -> None:
        called = threading.Event()
        with self._guard:
            self._waiting.append(called)
            if self._waiting[0] is called:
                called.set()
        called.wait()
        self._holder = me

    def _pass_on(self) -> None:
        self._holder = None
        with self._guard:
            self._waiting.popleft()
            if self._waiting:
                self._waiting[0].set()
