from casework.report.forms import FORM_2021, SUMMARY_ROWS
from casework.report.layout import placed
from casework.report.period import PERIOD_FORM, cell_name, period_grid, period_table


def test_a_period_has_every_outcome_but_carries_nothing():
    rows = [row.key for row in PERIOD_FORM.table3]
    assert rows == ["new", *FORM_2021.leaves, "outcome_total"]
    assert set(SUMMARY_ROWS) - set(rows) == {"carried_in", "carried_out"}


def test_its_table_adds_up_rows_and_columns():
    cells = {
        ("new", "natural_person"): 2,
        ("granted", "natural_person"): 1,
        ("other.other", "commercial"): 4,
    }
    table = period_table(cells)
    assert table["new"] == [2, 0, 0, 0, 0, 0, 2]
    assert table["outcome_total"] == [1, 4, 0, 0, 0, 0, 5]
    assert all(sum(row[:-1]) == row[-1] for row in table.values())


def test_it_is_drawn_with_words_of_its_own():
    words = "".join(cell.text for _, _, cell in placed(period_grid()))
    assert "本年" not in words
    assert "勾稽" not in words
    assert "不是年度报告的法定口径" in words


def test_a_cell_has_a_name_in_its_own_words():
    assert cell_name("new", "total") == "“一、本期新收政府信息公开申请数量”行“总计”列"
