"""`casework demo [--prepare-only]`: 晋江市西园街道 in the browser, and its report on 2023."""

import sys
from pathlib import Path

from casework.commands.answer import Arguments
from casework.commands.opening import DEMO_FOLDER, register, settings_of_environment
from casework.commands.serve import serve
from casework.desk.demo.seed import CODE, demo_link, make_demo
from casework.desk.demo.texts import YEAR
from casework.desk.reporting import report_of
from casework.office import Office
from casework.papers.annual_report import render
from casework.report.document import Report

_FORMATS = ("docx", "xlsx", "html")


def run(arguments: list[str]) -> int:
    """Make the demonstration; unless only that is wanted, write its report and serve it."""
    parser = Arguments("demo", "演示：晋江市西园街道和它的2023年年度报告")
    parser.add_argument("--prepare-only", action="store_true", help="只准备数据")
    options = parser.parse_args(arguments)
    settings = settings_of_environment(DEMO_FOLDER)
    with register(settings, make=True) as office:
        made = make_demo(office)
        sys.stderr.write(
            f"演示数据{'已准备好' if made else '已经在'}：{settings.data.resolve()}\n"
        )
        if not options.prepare_only:
            _show_report(office, settings.data)
            serve(office, path=f"/welcome/{demo_link(office)}", any_port=True)
    return 0


def _show_report(office: Office, folder: Path) -> None:
    with office.reading() as session:
        report = report_of(office, session, CODE, YEAR)
    for form in _FORMATS:
        path = folder / f"{CODE}-{YEAR}.{form}"
        path.write_bytes(render(report, form))
        sys.stdout.write(f"{YEAR}年度报告（{form}）：{path.resolve()}\n")
    sys.stdout.write(_table3(report))


def _table3(report: Report) -> str:
    """Table 三 as it prints, for a look in the terminal."""
    table = report.table3 or {}
    labels = [(row.label, table[row.key]) for row in report.form.table3]
    lines = [f"{'  '.join(f'{n or 0:>3}' for n in cells)}  {label}" for label, cells in labels]
    return "\n".join(["", "三、收到和处理政府信息公开申请情况", *lines, ""])
