"""`casework check`: findings about a report in the shape of our own."""

import json
from pathlib import Path

import pytest

SEED = json.loads((Path(__file__).parents[1] / "data/report/xiyuan-2023.json").read_text("utf-8"))
ZEROS = [0] * 7


def checked(casework, report):
    return casework("check", "-", "--json", given=json.dumps(report))


def found(told):
    return {(f["rule"], f["where"], f["severity"]) for f in json.loads(told.stdout)["findings"]}


def test_the_published_report_of_xiyuan_is_wrong_where_it_is(casework):
    told = checked(casework, {key: SEED[key] for key in SEED if key != "text"})
    assert told.returncode == 1
    errors = {(rule, place) for rule, place, severity in found(told) if severity == "error"}
    assert errors == {
        ("C1", "table3/outcome_total/natural_person"),
        ("C3", "table3/granted/total"),
        ("C3", "table3/refused.third_party_rights/total"),
        ("C3", "table3/unavailable.not_held/total"),
        ("C3", "table3/outcome_total/total"),
    }
    blanks = {place for rule, place, _ in found(told) if rule == "blank"}
    assert blanks == {
        f"table4/reconsideration/{column}"
        for column in ("upheld", "overturned", "other", "pending", "total")
    }


def test_our_own_report_has_no_findings_and_comes_back_as_it_was(demo):
    call = ["report", "--agency", "xiyuan", "--year", "2023", "--format", "json"]
    report = json.loads(demo(*call).stdout)
    told = checked(demo, report)
    assert told.returncode == 0
    assert json.loads(told.stdout) == report | {"findings": [], "unread": []}


def test_missing_tables_and_rows_are_null_and_blank(casework):
    told = checked(casework, {"year": 2023, "table3": {"new": ZEROS}})
    answer = json.loads(told.stdout)
    assert told.returncode == 0
    assert answer["table2"] is None
    assert answer["table3"]["granted"] == [None] * 7
    assert answer["table3"]["new"] == ZEROS
    places = {place for _, place, _ in found(told)}
    assert {"table2", "table4", "table3/granted/total"} <= places


def test_what_could_not_be_read_is_not_called_blank(casework):
    place = "table3/granted/natural_person"
    told = checked(
        casework, {"year": 2023, "table3": {"granted": [None, *ZEROS[1:]]}, "unread": [place]}
    )
    assert json.loads(told.stdout)["unread"] == [place]
    assert place not in {where for _, where, _ in found(told)}


@pytest.mark.parametrize("cell", ["/", "1", 1.5, -1])
def test_a_cell_that_is_no_count_is_a_finding(casework, cell):
    told = checked(casework, {"year": 2023, "table3": {"new": [cell, *ZEROS[1:]]}})
    assert told.returncode == 1
    assert ("C5", "table3/new/natural_person", "error") in found(told)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("[]", "应当是一个年度报告的对象"),
        ('{"year": "2023"}', "year"),
        ('{"year": 2023, "form": "1999"}', "form"),
        ('{"year": 2023, "form": [1]}', "form"),
        ('{"year": 2023, "agency": 5}', "agency"),
        ('{"year": 2023, "colour": 1}', "colour"),
        ('{"year": 2023, "table3": []}', "table3"),
        ('{"year": 2023, "table3": {"foo": []}}', "没有“foo”这一行"),
        ('{"year": 2023, "table3": {"new": [1]}}', "应当有 7 个数"),
        ('{"year": 2023, "table3": {"new": [{}, 0, 0, 0, 0, 0, 0]}}', "table3/new"),
        ('{"year": 2023, "table2": {"foo": 1}}', "没有“foo”这一行"),
        ('{"year": 2023, "table2": {"rules": [0, 0]}}', "应当有 3 个数"),
        ('{"year": 2023, "table2": {"licences": {"a": 1}}}', "table2/licences"),
        ('{"year": 2023, "unread": "all"}', "unread"),
        ('{"year": 2023, "year": 2024}', "出现了两次"),
    ],
)
def test_what_is_no_report_gets_one_line_and_exit_code_2(casework, given, said):
    told = casework("check", "-", "--json", given=given)
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr
    assert told.stderr.count("\n") == 1
