"""Two small reports: one in the form in force, with long words, and one in the form of 2019."""

from collections.abc import Sequence
from datetime import date

from casework.report.document import Report, Texts
from casework.report.table2 import Entry, arrange
from casework.report.table3 import table_of
from casework.report.table4 import table4_of

LONG = (
    "2023年，我街道认真贯彻《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，"
    "切实做好各项主要任务的公开工作，不断提高政务公开的质量和实效。"
) * 6

TEXTS = Texts(
    preface=f"本报告根据条例要求编制。\n{LONG}",
    overview=LONG,
    disclosed=LONG,
    on_application="2023年我街道共收到政府信息公开申请6件；共处理政府信息公开申请6件。",
    management=LONG,
    platforms=LONG,
    safeguards=LONG,
    problems=f"一是时效性不够。{LONG}\n二是宣传不够。{LONG}",
    other_matters="本年度发出收费通知0件，通知总金额0元，实际收取0元。",
)


def report_2023(texts: Texts = TEXTS, agency: str = "晋江市人民政府西园街道办事处") -> Report:
    """The report the seed should have been."""
    entries: dict[str, Entry | Sequence[Entry]] = {
        "rules": [0, 0, 0],
        "normative_documents": [1, 0, 1],
        "licences": 0,
        "penalties": 0,
        "coercive_measures": 0,
        "fees_wan": "0",
    }
    cells = {
        ("new", "natural_person"): 6,
        ("granted", "natural_person"): 1,
        ("refused.third_party_rights", "natural_person"): 1,
        ("unavailable.not_held", "natural_person"): 4,
    }
    disputes = table4_of({("litigation_direct", "overturned"): 2})
    return Report(
        agency,
        2023,
        arrange(entries, 2023),
        table_of(cells, 2023),
        disputes,
        code="xiyuan",
        texts=texts,
        issued_on=date(2024, 1, 18),
    )


def report_2020() -> Report:
    """A draft in the older form, its table 四 not filled in."""
    entries: dict[str, Entry | Sequence[Entry]] = {
        "rules": [13, 13, 524],
        "normative_documents": [60, 60, 368],
        "licences": [6, -4, 2],
        "other_service": [0, 0, 0],
        "penalties": [0, 0, 0],
        "coercive_measures": [0, 0, 0],
        "fee": [0, 0],
        "procurement": [6, "251000元"],
    }
    cells = {("new", "commercial"): 12, ("other.other", "commercial"): 12}
    return Report("某区某局", 2020, arrange(entries, 2020), table_of(cells, 2020), None)
