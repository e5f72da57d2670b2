"""A report knows its form, its title and the shape that scripts rely on."""

import json
from datetime import date
from pathlib import Path

from casework.report.document import Report, as_json
from casework.report.table3 import tabulate

SEED = json.loads((Path(__file__).parents[1] / "data/report/xiyuan-2023.json").read_text("utf-8"))


def _seed():
    tables = (SEED["table2"], SEED["table3"], SEED["table4"])
    return Report(SEED["agency"], SEED["year"], *tables)


def test_a_report_goes_into_the_stable_shape_and_keeps_its_blanks():
    assert as_json(_seed()) == SEED


def test_a_missing_table_is_null_and_a_missing_row_is_nulls():
    partial = Report("某局", 2023, None, {"new": [1, 0, 0, 0, 0, 0, 1]}, {}, code="bureau")
    shape = as_json(partial)
    assert shape["table2"] is None
    assert shape["table3"]["new"] == [1, 0, 0, 0, 0, 0, 1]
    assert shape["table3"]["granted"] == [None] * 7
    assert shape["table4"]["reconsideration"] == [None] * 5
    assert shape["code"] == "bureau"


def test_every_value_is_found_by_its_address():
    values = _seed().values
    assert values["table2/normative_documents/issued"] == 1
    assert values["table2/fees_wan"] == "0"
    assert values["table3/outcome_total/natural_person"] == 6
    assert values["table4/litigation_direct/overturned"] == 2
    assert values["table4/reconsideration/upheld"] is None


def test_the_year_chooses_the_form():
    report = Report("某局", 2020, {}, tabulate([], 2020), {})
    assert as_json(report)["form"] == "2019"
    assert as_json(report)["table2"]["procurement"] == [None, None]


def test_the_title_names_agency_and_year_and_a_draft_bears_the_day_after_the_year():
    report = _seed()
    assert report.title == "晋江市人民政府西园街道办事处\n2023年政府信息公开工作年度报告"
    assert report.dated == date(2024, 1, 1)
