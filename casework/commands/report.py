"""`casework report --agency CODE --year Y --format F`: the annual report from the register."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session

from casework.cases.values import read_day
from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_for_reading
from casework.desk.reporting import refuse_year, report_of
from casework.desk.sealed import DamagedSeal, sealed_bytes
from casework.desk.subtree_report import subtree_report
from casework.office import Office
from casework.os_errors import reason_of
from casework.papers.annual_report import BINARY_FORMATS, FORMATS, render
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.seals import last_version

_NAMED = 5
"""Agencies named in one line; a province has thousands."""


def run(arguments: list[str]) -> int:
    """Write the report of an agency for a year, to a file or to standard output.

    Once it is sealed, that is the file that was sealed, byte for byte.
    """
    parser = Arguments("report", "某机关某年度的政府信息公开工作年度报告")
    parser.add_argument("--agency", required=True, metavar="CODE", help="机关代码")
    parser.add_argument("--year", required=True, type=int, metavar="YEAR", help="年度")
    parser.add_argument("--format", required=True, choices=FORMATS, help="格式")
    parser.add_argument("--out", metavar="FILE", help="写入的文件；docx、xlsx 必须指定")
    parser.add_argument("--live", action="store_true", help="按现在的登记统计，不用已封存的报告")
    parser.add_argument("--subtree", action="store_true", help="包括下级机关")
    parser.add_argument("--as-of", metavar="DATE", help="按这一天24时以前的登记统计")
    options = parser.parse_args(arguments)
    if options.format in BINARY_FORMATS and not options.out:
        raise WrongCall(f"{options.format} 不能输出到屏幕，请用 --out 指定文件")
    as_of = _day(options.as_of) if options.as_of is not None else None
    live = options.live or as_of is not None
    with register(settings_for_reading()) as office, office.reading() as session:
        content = None if live else _published(office, session, options)
        if content is None:
            report = report_of(
                office, session, options.agency, options.year, as_of=as_of, subtree=options.subtree
            )
            content = render(report, options.format)
    if as_of is not None:
        sys.stderr.write(
            "表三、表四按该日24时以前的登记统计；表二和文字不保留以前的版本，是现在的\n"
        )
    _write(content, options.out)
    return 0


def _published(office: Office, session: Session, options: Namespace) -> bytes | None:
    """What was published: of the agency alone the file itself, of its subtree the numbers."""
    if not options.subtree:
        return _sealed(office, session, options)
    try:
        found = subtree_report(office, session, options.agency, options.year)
    except DamagedSeal as wrong:
        raise WrongCall(str(wrong)) from None
    _say("还没有封存，按现在的登记统计", found.live)
    _say("在登记册外，还没有采用的报告，未计入", found.absent)
    return render(found.report, options.format)


def _say(what: str, names: Sequence[str]) -> None:
    if names:
        more = f"等{len(names)}个机关" if len(names) > _NAMED else ""
        sys.stderr.write(f"{what}：{'、'.join(names[:_NAMED])}{more}\n")


def _sealed(office: Office, session: Session, options: Namespace) -> bytes | None:
    """The file as it was sealed, None where the report of that year never was."""
    refuse_year(office, options.year)
    agency = agency_by_code(session, options.agency)
    if agency is None or not last_version(session, agency.id, options.year):
        return None
    try:
        return sealed_bytes(office, session, agency.id, options.year, (0, options.format))
    except DamagedSeal as wrong:
        raise WrongCall(str(wrong)) from None


def _day(given: str) -> date:
    try:
        return read_day(given)
    except ValueError as wrong:
        raise WrongCall(f"--as-of 的值 {given!r} 不对：{wrong}") from None


def _write(content: bytes, out: str | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as wrong:
        raise WrongCall(f"写不了 {out}：{reason_of(wrong)}") from None
    sys.stderr.write(f"已写入 {out}\n")
