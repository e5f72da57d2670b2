import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from casework.store.turns import Turns


def _until(holds):
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end


def test_those_who_wait_are_served_in_the_order_of_asking():
    turns, served = Turns(), []

    def work(number):
        with turns.turn():
            served.append(number)

    with ThreadPoolExecutor(8) as pool, turns.turn():
        for number in range(8):
            pool.submit(work, number)
            _until(lambda asked=number: len(turns._waiting) == asked + 2)
    assert served == list(range(8))


def test_a_turn_inside_a_turn_is_an_error_and_not_a_wait_for_ever():
    turns = Turns()
    with turns.turn(), pytest.raises(RuntimeError, match="inside"), turns.turn():
        pass
    with turns.turn():
        pass


def test_a_turn_that_ends_in_an_error_is_passed_on():
    turns = Turns()
    with pytest.raises(ValueError, match="oops"), turns.turn():
        raise ValueError("oops")
    with turns.turn():
        pass
