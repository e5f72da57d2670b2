"""Cells of a workbook that show something else than they hold."""

from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from casework.papers.published.reading import read_published

ROW = "一、本年新收政府信息公开申请数量"


def read(write):
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "申请人情况")
        sheet.write_string(1, 0, ROW)
        for column in range(1, 7):
            sheet.write_number(1, column, 2)
        write(book, sheet)
    return read_published(file.getvalue())


@pytest.mark.parametrize(
    "write",
    [
        lambda _, sheet: sheet.write_formula(1, 7, "=SUM(B2:G2)", None, ""),
        lambda _, sheet: sheet.write_boolean(1, 7, True),
        lambda book, sheet: sheet.write_datetime(
            1, 7, date(2024, 1, 2), book.add_format({"num_format": "m-d"})
        ),
        lambda _, sheet: sheet.write_formula(1, 7, "=1/0", None, "#DIV/0!"),
    ],
    ids=["a formula never reckoned", "a truth value", "a day", "an error"],
)
def test_what_is_no_number_is_unread_and_spoils_no_other(write):
    published = read(write)
    assert published.report["table3"]["new"] == [2, 2, 2, 2, 2, 2, None]
    assert published.unread == ("table3/new/total",)


def test_a_formula_holds_the_number_that_was_last_reckoned():
    published = read(lambda _, sheet: sheet.write_formula(1, 7, "=SUM(B2:G2)", None, 12))
    assert published.report["table3"]["new"] == [2, 2, 2, 2, 2, 2, 12]
