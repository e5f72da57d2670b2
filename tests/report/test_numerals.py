"""Chinese numerals where something is counted."""

import pytest

from casework.report.numerals import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("六件", "6件"),
        ("十件", "10件"),
        ("二十三件", "23件"),
        ("一百零五件", "105件"),
        ("一千二百条", "1200条"),
        ("两起", "2起"),
        ("〇件", "0件"),
        ("二〇件", "20件"),
    ],
)
def test_a_count_is_written_in_digits(text, digits):
    assert in_digits(f"共{text}。") == f"共{digits}。"


@pytest.mark.parametrize(
    "text", ["第一件", "几十件", "二三件", "一件事", "一是申请", "三套", "十余件", "2十件"]
)
def test_what_is_no_certain_count_stays(text):
    assert in_digits(text) == text
