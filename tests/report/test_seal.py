"""What is written down is what is read again."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casework.report.counted import Counted
from casework.report.differences import differences
from casework.report.document import ChangedCell, Restated
from casework.report.seal import Excused, Seal, content, seal_from, told
from tests.support.sample_report import report_2020, report_2023

CASE = Counted(
    "case", 1, "〔2023〕1号", 3, ("table3/new/natural_person", "table3/granted/natural_person")
)
PAPER = Counted("document", 1, "〔2023〕1号", 0, ("table2/normative_documents/issued",))


@pytest.mark.parametrize("report", [report_2023(), report_2020()])
def test_a_seal_is_read_as_it_was_written(report):
    cells = (ChangedCell("table3/new/total", 6, 7), ChangedCell("table2/fees_wan", None, "1.5"))
    restated = Restated(2, date(2024, 3, 1), "漏计", cells, ("problems",))
    report = replace(report, restated=(restated,))
    excused = (Excused("C1", "table3/new/total", "不平。", "林某", "已说明"),)
    seal = Seal(
        2, report, (CASE, PAPER), ("国办发明电〔2022〕16号",), date(2024, 3, 1), "林某", 7, excused
    )
    assert seal_from(json.loads(json.dumps(told(seal)))) == seal


def test_a_seal_from_before_says_only_why_a_report_was_restated():
    report = replace(report_2023(), restated=(Restated(2, date(2024, 3, 1), "漏计"),))
    seal = Seal(2, report, (), (), date(2024, 3, 1), "林某", 7)
    old = told(seal)
    old["restated"] = [{"version": 2, "on": "2024-03-01", "reason": "漏计"}]
    assert seal_from(old) == seal


def test_what_is_no_seal_is_refused():
    with pytest.raises(ValueError, match="not a sealed report"):
        seal_from({"kind": "else"})


def test_a_signature_stands_for_numbers_words_and_cells_but_not_for_the_length_of_a_record():
    report = report_2023()
    signed = content(report, [CASE])
    assert content(replace(report, issued_on=None), [replace(CASE, seq=9)]) == signed
    assert content(report, [replace(CASE, cells=CASE.cells[:1])]) != signed
    assert (
        content(replace(report, restated=(Restated(2, date(2024, 3, 1), "漏"),)), [CASE]) != signed
    )


def test_nothing_differs_from_itself():
    assert not differences(report_2023(), [CASE], report_2023(), [CASE])


def test_words_and_cells_that_changed_are_named_and_a_longer_record_counts_nothing():
    report = report_2023()
    table = {**report.table3, "granted": [2, 0, 0, 0, 0, 0, 2]}
    now = replace(report, table3=table, texts=replace(report.texts, problems="新"))
    found = differences(report, [CASE], now, [replace(CASE, seq=5), PAPER])
    assert {(cell.where, cell.sealed, cell.now) for cell in found.cells} == {
        ("table3/granted/natural_person", 1, 2),
        ("table3/granted/total", 1, 2),
    }
    assert found.sections == ("problems",)
    assert [(one.subject, one.since, one.counts) for one in found.moved] == [
        ("case", 3, False),
        ("document", 0, True),
    ]
