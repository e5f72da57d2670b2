from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from casework.papers.ledger_xlsx import ledger_xlsx

COLUMNS = (("编号", 20), ("申请人", 20), ("收到之日", 12))


def _cells(*rows):
    sheet = load_workbook(BytesIO(ledger_xlsx("办件 & 台账", COLUMNS, rows))).active
    return [list(row) for row in sheet.iter_rows(min_row=2)]


def test_what_people_typed_is_text_and_days_are_days():
    typed = ["=1+1", "+86 138", "-2", "@SUM(A1)", "0012", "https://example.cn", "{=A1}"]
    for row, text in zip(_cells(*[[text, text, None] for text in typed]), typed, strict=True):
        assert [(cell.value, cell.data_type) for cell in row[:2]] == [(text, "s")] * 2
        assert row[0].hyperlink is None
    ((_, _, day),) = _cells(["1", "", date(2026, 3, 2)])
    assert day.is_date
    assert day.value.date() == date(2026, 3, 2)


def test_what_no_workbook_can_hold_is_left_out():
    ((number, name, _),) = _cells(["a\x00b\x0b", "王\ud800某", None])
    assert (number.value, name.value) == ("ab", "王某")


def test_a_list_without_rows_has_its_headings():
    sheet = load_workbook(BytesIO(ledger_xlsx("空", COLUMNS, []))).active
    assert [cell.value for cell in sheet[1]] == ["编号", "申请人", "收到之日"]
