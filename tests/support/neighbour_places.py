"""What stands in the variable parts of an address, where it names what is xiyuan's."""

from collections.abc import Iterable
from typing import Any

from casework.papers.annual_report import FORMATS
from tests.support.neighbour_records import YEAR
from tests.support.neighbour_words import DUE_DAY, NUMBER
from tests.support.neighbours import Neighbours

Places = dict[str, list[dict[str, Any]]]

_OF_A_CASE = (
    *("applications.receipt", "cases.show", "cases.give", "cases.unmask", "cases.particulars"),
    *("cases.reword", "closing.show", "closing.close", "annulling.receipt", "annulling.correct"),
    *("annulling.void", "annulling.take_out", "supposing.show", "past.show", "proving.download"),
)
_OF_A_DISPUTE = ("disputes.show", "disputes.annul", "disputes.link", "disputes.decide")
_OF_A_DOCUMENT = tuple(
    f"reports.documents.{verb}" for verb in ("show", "expire", "remove", "repeal")
)
_BY_TOKEN = ("entrance.start", "entrance.found", "entrance.welcome", "entrance.accept")
_OF_A_YEAR = (
    *("reports.show", "reports.subtree.show", "past_reports.show_report"),
    *("reports.disclosures.show", "reports.figures.show", "reports.figures.save"),
    *("reports.texts.index", "reports.comparison.below"),
    *(
        f"reports.publishing.{step}"
        for step in ("show", "drop", "excuse", "published", "restate", "seal", "sign")
    ),
    *(f"reports.units.{page}" for page in ("index", "due", "add", "statement", "statement_file")),
    *("reports.unit_sums.show", "reports.unit_sums.make"),
)


def places_of(known: Neighbours) -> Places:
    """By endpoint, one example or more."""
    year, case = {"year": YEAR}, {"number": NUMBER}
    dispute, document = {"dispute_id": known.dispute_id}, {"document_id": known.document_id}
    colleague, cell = {"person_id": known.colleague_id}, {"row": "new", "column": "total"}
    child, outside = {"unit": f"agency:{known.child_id}"}, {"unit": f"outside:{known.outside_id}"}
    version = year | {"version": 1}
    counted = {"row": "normative_documents", "column": "issued"}
    settled = {"row": "reconsideration", "column": "total"}
    token = {"token": known.feed}
    return {
        **_each(("feeds.make", "feeds.end"), [{"scope": "xiyuan"}]),
        "account.end": [{"token_sha256": known.session}],
        **_each(("admin.disable", "admin.enable", "admin.link"), [colleague]),
        "admin.give": [colleague | {"role": "auditor"}],
        "admin.end": [colleague | {"role": "clerk"}],
        "agencies_below.end": [{"child": "shequ"}],
        **_each(_OF_A_CASE, [case]),
        **_each(("annulling.ask", "annulling.do"), [case | {"seq": 4}]),
        **_each(("case_events.new", "case_events.add"), [case | {"kind": "cleared"}]),
        "calendar.year": [{"year": 2026}],
        "calendar.day": [{"day": DUE_DAY}],
        **_each(_OF_A_DISPUTE, [dispute]),
        "disputes.unlink": [dispute | {"case_id": known.case.id}],
        **_each(("withdrawals.ask", "withdrawals.take_back"), [{"notice_id": known.notice_id}]),
        "feeds.fetch": [token | {"token": "x"}],
        **_each(_OF_A_YEAR, [year]),
        "reports.disclosures.save": [year | {"group": "channel"}],
        **_each(("reports.texts.show", "reports.texts.save"), [year | {"section": "overview"}]),
        **_each(
            ("reports.download", "reports.subtree.download", "reports.unit_sums.download"),
            [year | {"kind": kind} for kind in FORMATS],
        ),
        "reports.sealed.show": [version],
        "reports.sealed.download": [version | {"kind": kind} for kind in FORMATS],
        **_each(("reports.table2", "reports.subtree.table2"), [year | counted]),
        **_each(
            ("reports.table3", "reports.subtree.table3"), [year | cell, {"year": 2026} | cell]
        ),
        **_each(("reports.table4", "reports.subtree.table4"), [year | settled]),
        "reports.cases_of_a_period": [cell],
        "reports.unit_sums.cases": [{"year": 2026, "code": "xiyuan"} | cell],
        "reports.unit_sums.cell": [year | {"where": "table3/new/total"}],
        "reports.units.end": [year | {"unit_id": known.outside_id}],
        "reports.unit_reports.show": [year | child, year | outside],
        "reports.unit_papers.download": [year | child | {"kind": kind} for kind in FORMATS],
        "reports.unit_reports.give_back": [year | child, year | outside],
        "reports.unit_reports.take_in": [year | outside],
        "reports.unit_reports.accept": [year | outside],
        **_each(_OF_A_DOCUMENT, [document]),
        **_each(_BY_TOKEN, [{"token": "x"}]),
        "static": [{"filename": "casework.css"}],
    }


def _each(endpoints: Iterable[str], examples: list[dict[str, Any]]) -> Places:
    return {endpoint: list(examples) for endpoint in endpoints}
