"""The annual report leaves the house in five formats, always as the same bytes."""

import json
from datetime import UTC, datetime

import pytest
import time_machine

from casework.papers.annual_report import BINARY_FORMATS, FORMATS, render
from casework.report.document import as_json
from tests.support.sample_report import report_2020, report_2023


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("make", [report_2020, report_2023])
def test_the_same_report_gives_the_same_bytes_years_later(kind, make):
    with time_machine.travel(datetime(2024, 1, 18, 9, 0, tzinfo=UTC)):
        first = render(make(), kind)
    with time_machine.travel(datetime(2031, 7, 1, 23, 59, tzinfo=UTC)):
        assert render(make(), kind) == first


def test_the_json_is_the_stable_shape():
    assert json.loads(render(report_2023(), "json")) == as_json(report_2023())


def test_what_is_not_binary_is_utf8():
    for kind in FORMATS.keys() - BINARY_FORMATS:
        assert "晋江市" in render(report_2023(), kind).decode("utf-8")
