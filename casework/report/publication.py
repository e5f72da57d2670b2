"""What an office can know of its own report before it is published, beyond what stands in it.

`checks.check` judges a report by itself; here it is held against last year's seal, the case list,
the fees recorded, and what kind of agency reports. The rules are named like the others: C4 for
what is carried over, T2 for a dispute that vanishes, D1 and D2 for documents, F1 for fees, copy,
empty and field for the words. Above 150 lines because it is a list of rules, read one by one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace

from casework.law.filers import is_government
from casework.report.addresses import Value
from casework.report.counted import Counted
from casework.report.document import Report, Texts
from casework.report.facts import Fees
from casework.report.fees import fees_told
from casework.report.findings import Finding
from casework.report.forms import LABELS, OVERVIEW, PARTS
from casework.report.live_fields import unknown_fields
from casework.report.repetition import repeats

_RULE_MAKERS = re.compile(r"(?:省|自治区|(?<!县级)市|自治州)人民政府$|^国务院|^中华人民共和国")


@dataclass(frozen=True, slots=True)
class Words:
    """The words as typed, by section, and the figures that their live fields may name."""

    written: Mapping[str, str]
    figures: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LastYear:
    """The report before, and what it counted where it is sealed (else None)."""

    report: Report
    counted: tuple[Counted, ...] | None = None


def may_make_rules(agency: str) -> bool:
    """Whether an agency of this name could have the power to issue 规章 (立法法).

    A county-level city cannot be told from its name, and passes.
    """
    return bool(_RULE_MAKERS.search(agency))


def before_publication(
    report: Report,
    words: Words,
    counted: Iterable[Counted],
    last: LastYear | None,
    fees: Fees,
) -> list[Finding]:
    """Everything found so."""
    found = [
        *_empty(report.texts),
        *_unaccounted(report),
        *_unknown_fields(words),
        *_rules_of_the_powerless(report),
        *fees_told(report.texts, report.year, fees),
    ]
    if last is not None:
        found += [*_documents_add_up(report, last.report), *_copied(report, last.report)]
        if last.counted is not None:
            now = list(counted)
            found += _carried_over(report.year, now, last.counted)
            found += _vanished(report.year, now, last.counted)
    return found


def as_blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Blanks stop our own report: what is printed there would be 未填, not 0."""
    return [replace(one, severity="error") if one.rule == "blank" else one for one in findings]


# -- words --------------------------------------------------------------------------------------


def _empty(texts: Texts) -> Iterator[Finding]:
    overview = any(getattr(texts, heading.key) for heading in (PARTS[0], *OVERVIEW))
    for heading in (PARTS[0], PARTS[4]):
        filled = overview if heading is PARTS[0] else getattr(texts, heading.key).strip()
        if not filled:
            cause = f"“{heading.label}”还没有写，30号文要求六个部分不能遗漏。"
            yield Finding("empty", f"texts/{heading.key}", None, None, cause)


def _unaccounted(report: Report) -> Iterator[Finding]:
    """A government reports how its work was examined, judged and answered for (条例第五十条)."""
    said = report.texts.safeguards + report.texts.overview
    lacking = [
        word for word in ("考核", "评议", "追究") if word not in said.replace("追责", "追究")
    ]
    if is_government(report.agency) and lacking:
        cause = (
            f"政府的年度报告要写工作考核、社会评议和责任追究结果，“{LABELS['safeguards']}”"
            f"没有提到{'、'.join(lacking)}，很可能漏写。"
        )
        yield Finding("empty", "texts/safeguards", None, None, cause, "warning")


def _unknown_fields(words: Words) -> Iterator[Finding]:
    for section, text in words.written.items():
        for name in unknown_fields(text, words.figures):
            cause = (
                f"“{LABELS[section]}”里的“{{{{{name}}}}}”不是可以引用的数字，会照原样印出来，"
                "很可能名称写错；确要照印的，请在前面加“\\”。"
            )
            yield Finding("field", f"texts/{section}", name, None, cause)


def _copied(report: Report, last: Report) -> Iterator[Finding]:
    now, before = asdict(report.texts), asdict(last.texts)
    for section in (field.name for field in fields(Texts) if field.name != "preface"):
        if len(now[section]) > _SHORT and repeats(now[section], before[section], report.year):
            cause = f"“{LABELS[section]}”与上年相同，很可能沿用了上年的文字，请按本年情况重写。"
            yield Finding("copy", f"texts/{section}", None, None, cause, "warning")


_SHORT = 10
"""“无。” may be said every year."""


# -- tables -------------------------------------------------------------------------------------


def _rules_of_the_powerless(report: Report) -> Iterator[Finding]:
    if may_make_rules(report.agency):
        return
    for where, value in report.values.items():
        if where.startswith("table2/rules/") and isinstance(value, int) and value:
            cause = (
                f"表二“规章”填{value}，{report.agency}没有制定规章的权限，"
                "很可能把规范性文件登记成了规章。"
            )
            yield Finding("D1", where, value, 0, cause)
            return


def _documents_add_up(report: Report, last: Report) -> Iterator[Finding]:
    """现行有效 = last year's + 制发 - 废止; only a warning, since documents expire."""
    now, before = report.values, last.values
    for line, label in (("rules", "规章"), ("normative_documents", "行政规范性文件")):
        cells = [f"table2/{line}/{column}" for column in ("in_force", "issued", "repealed")]
        numbers: list[Value] = [*(now.get(cell) for cell in cells), before.get(cells[0])]
        in_force, issued, repealed, had = (n if isinstance(n, int) else None for n in numbers)
        if in_force is None or issued is None or repealed is None or had is None:
            continue
        demanded = had + issued - repealed
        if in_force != demanded:
            cause = (
                f"表二“{label}”上年现行有效{had}加本年制发{issued}减本年废止{repealed}等于"
                f"{demanded}，现行有效填{in_force}；有效期届满可以造成差别，否则很可能漏登。"
            )
            yield Finding("D2", cells[0], in_force, demanded, cause, "warning")


# -- case by case -------------------------------------------------------------------------------


def _carried_over(year: int, now: list[Counted], then: tuple[Counted, ...]) -> Iterator[Finding]:
    """Each case that one year handed on and the other did not take."""
    out = {one.key: one for one in then if _place(one, "carried_out")}
    taken = {one.key: one for one in now if _place(one, "carried_in")}
    for key in sorted(out.keys() | taken.keys()):
        before, after = out.get(key), taken.get(key)
        one = before or after
        assert one is not None
        was = _place(before, "carried_out") if before else None
        taken_as = _place(after, "carried_in") if after else None
        if was != taken_as:
            yield Finding(
                "C4", f"cases/{one.number}", None, None, _handed(year, one, was, taken_as)
            )


def _vanished(year: int, now: list[Counted], then: tuple[Counted, ...]) -> Iterator[Finding]:
    """Each dispute that was pending at the end of last year and is nowhere in this one."""
    present = {one.key for one in now}
    for one in then:
        pending = one.subject == "dispute" and one.cells[0].endswith("/pending")
        if pending and one.key not in present:
            cause = (
                f"争议{one.number or '（无案号）'}在{year - 1}年度报告里尚未审结，"
                f"{year}年既没有审结也没有列为尚未审结，很可能登记被撤销或者漏登结果。"
            )
            yield Finding("T2", f"disputes/{one.id}", None, None, cause)


def _place(one: Counted, row: str) -> str | None:
    """The applicant's column of a case that stands in this row."""
    head = f"table3/{row}/"
    return next((cell.removeprefix(head) for cell in one.cells if cell.startswith(head)), None)


def _handed(year: int, one: Counted, was: str | None, now: str | None) -> str:
    if was and now:
        what = "两年的申请人类型不同"
    elif was:
        what = f"{year - 1}年度报告计入结转下年度，本年没有计入上年结转"
    else:
        what = f"本年计入上年结转，{year - 1}年度报告没有计入结转下年度"
    return (
        f"{one.number}{what}，很可能封存之后登记有更正；"
        f"请更正{year - 1}年度报告，或者由负责人说明理由。"
    )
