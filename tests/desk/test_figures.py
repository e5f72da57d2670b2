from datetime import date
from decimal import Decimal

import pytest

from casework.desk.act import acting
from casework.desk.documents import (
    IssuedDocument,
    expire_document,
    issue_document,
    remove_document,
    repeal_document,
)
from casework.desk.figures import Disclosure, set_disclosures, set_figures
from casework.desk.refusals import Moved, NotAllowed, NotPermitted
from casework.desk.reporting import report_of
from casework.desk.texts import write_text
from casework.report.document import as_json
from casework.store.queries.desk import disclosures


def enter(office, values, year=2023, seen=None, person=1):
    with acting(office, person) as act:
        set_figures(act, "xiyuan", year, values, seen=seen or {})


def table2(office, year=2023):
    with office.reading() as tx:
        return as_json(report_of(office, tx, "xiyuan", year))["table2"]


def test_money_keeps_every_digit_and_counts_are_whole(office):
    enter(office, {"licences/decisions": 12, "fees_wan/amount": Decimal("0.10")})
    assert (table2(office)["licences"], table2(office)["fees_wan"]) == (12, "0.10")


def test_a_cell_nobody_entered_is_blank_and_not_zero(office):
    assert table2(office)["penalties"] is None


def test_the_form_of_2019_has_cells_of_its_own(office):
    enter(office, {"licences/change": -8, "procurement/amount": "61.35"}, year=2020)
    shown = table2(office, 2020)
    assert (shown["licences"], shown["procurement"]) == ([None, -8, None], [None, "61.35"])


@pytest.mark.parametrize(
    "values",
    [
        {"licences/decisions": -1},
        {"licences/decisions": "1.5"},
        {"licences/decisions": "许多"},
        {"fees_wan/amount": "NaN"},
        {"rules/issued": 1},
        {"licences/change": 1},
    ],
)
def test_what_the_form_cannot_hold_is_refused(office, values):
    with pytest.raises(NotAllowed):
        enter(office, values)


@pytest.mark.parametrize("year", [2018, 2027])
def test_a_year_without_a_report_of_ours_is_refused(office, year):
    with pytest.raises(NotAllowed, match=str(year)):
        enter(office, {}, year=year)


def test_nobody_overwrites_a_figure_unseen(office):
    enter(office, {"licences/decisions": 12})
    with pytest.raises(Moved):
        enter(office, {"licences/decisions": 13}, person=2)
    enter(office, {"licences/decisions": None}, seen={"licences/decisions": "12"}, person=2)
    assert table2(office)["licences"] is None


def test_whoever_only_administers_enters_no_figures(office):
    with pytest.raises(NotPermitted):
        enter(office, {"licences/decisions": 12}, person=3)


def issue(office, on, **given):
    with acting(office, 1) as act:
        document = IssuedDocument(kind="normative_documents", title="办法", issued_on=on, **given)
        return issue_document(act, "xiyuan", document)


def test_the_register_tells_what_was_issued_repealed_and_is_in_force(office):
    old = issue(office, date(2015, 5, 1))
    issue(office, date(2023, 5, 1))
    issue(office, date(2020, 1, 1), expires_on=date(2023, 12, 31))
    lapsing = issue(office, date(2020, 1, 1))
    mistaken = issue(office, date(2023, 6, 1))
    with acting(office, 1) as act:
        repeal_document(act, old, date(2023, 12, 31))
        expire_document(act, lapsing, date(2023, 12, 30))
        remove_document(act, mistaken, "不是规范性文件")
    assert table2(office, 2022)["normative_documents"] == [0, 0, 3]
    assert table2(office, 2023)["normative_documents"] == [1, 1, 2]
    assert table2(office, 2024)["normative_documents"] == [0, 0, 1]
    assert table2(office, 2023)["rules"] == [0, 0, 0]


def test_a_document_is_entered_once_for_a_form(office):
    with acting(office, 1) as act:
        document = IssuedDocument(kind="rules", title="规章", issued_on=date(2023, 1, 1))
        first = issue_document(act, "xiyuan", document, form_id="f")
    with acting(office, 1) as act:
        assert issue_document(act, "xiyuan", document, form_id="f") == first


def test_two_writers_of_one_section_do_not_lose_a_text(office):
    with acting(office, 1) as act:
        assert write_text(act, "xiyuan", 2023, "problems", "一", version=0) == 1
    with acting(office, 2) as act, pytest.raises(Moved):
        write_text(act, "xiyuan", 2023, "problems", "二", version=0)
    with acting(office, 2) as act:
        write_text(act, "xiyuan", 2023, "problems", "一和二", version=1)
    with office.reading() as tx:
        texts = report_of(office, tx, "xiyuan", 2023).texts
    assert (texts.problems, texts.other_matters, texts.preface) == ("一和二", "无。", "")


def test_disclosures_are_replaced_as_a_group(office):
    lines = [Disclosure("微信", "1164", "篇"), Disclosure("网站", "126", "条")]
    with acting(office, 1) as act:
        set_disclosures(act, "xiyuan", 2023, "channel", lines, seen=[])
        set_disclosures(act, "xiyuan", 2023, "channel", lines[:1], seen=lines)
    with acting(office, 2) as act, pytest.raises(Moved):
        set_disclosures(act, "xiyuan", 2023, "channel", [], seen=lines)
    with office.reading() as tx:
        assert [row.label for row in disclosures(tx, 1, 2023)] == ["微信"]
