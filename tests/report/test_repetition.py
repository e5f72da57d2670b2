import pytest

from casework.report.repetition import repeats


@pytest.mark.parametrize("text", ["2022年工作有序。", "2023年工作有序。", "2023年\n　工作有序。"])
def test_last_years_words_repeat_whatever_the_year_and_the_line_breaks(text):
    assert repeats(text, "2022年工作有序。", 2023)


@pytest.mark.parametrize("text", ["", "2023年工作有序，新增一项。", "2021年工作有序。"])
def test_other_words_or_none_do_not_repeat(text):
    assert not repeats(text, "2022年工作有序。", 2023)


def test_nothing_twice_is_no_repetition():
    assert not repeats("", "", 2023)
