"""The figures that the words of a report may name, from what the register holds."""

from datetime import date
from decimal import Decimal

from casework.cases.events import FeeNotified, FeePaid
from casework.desk.act import acting
from casework.desk.annulling import annul
from casework.desk.figures import Disclosure, set_disclosures
from casework.desk.recording import record
from casework.desk.reporting import report_of
from casework.desk.texts import write_text
from casework.desk.wording import BEGINS, ENDS, fees_of, marked
from casework.report.facts import Fees
from tests.support.desk import log

YEAR = 2026
SENTENCE = "收费通知{{收费通知件数}}件，总金额{{收费通知金额}}元，实收{{实收金额}}元。"


def do(office, verb, *given, **more):
    with acting(office, 1) as act:
        return verb(act, *given, **more)


def charge(office, amount, paid=None):
    """A case in which a fee is asked for, and perhaps paid."""
    case_id = log(office).case_id
    asked = FeeNotified(on=date(YEAR, 3, 5), amount=Decimal(amount))
    last = do(office, record, case_id, asked, after=1)
    if paid:
        settled = FeePaid(on=date(YEAR, 3, 9), amount=Decimal(paid))
        last = do(office, record, case_id, settled, after=last)
    return case_id, last


def fees(office, year=YEAR):
    with office.reading() as tx:
        return fees_of(tx, 1, year)


def test_fees_are_those_that_the_cases_tell_and_annulled_ones_are_not(office):
    charge(office, "380", "380")
    case_id, last = charge(office, "20.50")
    assert fees(office) == Fees(2, Decimal("400.50"), Decimal(380))
    do(office, annul, case_id, last, "误登", after=last)
    assert fees(office) == Fees(1, Decimal(380), Decimal(380))
    assert fees(office, YEAR - 1) == Fees()


def test_the_words_say_what_the_register_says_whenever_it_does(office):
    do(office, write_text, "xiyuan", YEAR, "other_matters", SENTENCE, version=0)
    line = Disclosure("规划计划类", "7", "条")
    do(office, set_disclosures, "xiyuan", YEAR, "category", [line], seen=[])
    words = r"公开{{公开：规划计划类}}条，收到{{新收}}件；\{{新收}}，{{新手}}"
    do(office, write_text, "xiyuan", YEAR, "on_application", words, version=0)
    for count in range(1, 3):
        charge(office, "10", "10")
        with office.reading() as tx:
            report = report_of(office, tx, "xiyuan", YEAR)
            shown = marked(tx, 1, report).texts.on_application
        said = f"公开7条，收到{count}件；{{{{新收}}}}，{{{{新手}}}}"
        assert report.texts.on_application == said
        assert shown.replace(BEGINS, "").replace(ENDS, "") == said
        assert f"收到{BEGINS}{count}{ENDS}件" in shown
        assert (
            f"收费通知{count}件，总金额{count}0元，实收{count}0元。" in report.texts.other_matters
        )
