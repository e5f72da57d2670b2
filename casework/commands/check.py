"""`casework check FILE --json`: what is wrong with a published report."""

import sys

from casework.commands.answer import Arguments, WrongCall, print_json, read_input
from casework.papers.published.lines import Unreadable
from casework.papers.published.reading import read_published


def run(arguments: list[str]) -> int:
    """Check a report in whatever form it was published; 1 on an error finding."""
    parser = Arguments("check", "核查年度报告的勾稽关系、空白和正文中的数字")
    parser.add_argument(
        "file", metavar="FILE", help="txt、html、docx、xlsx、md 或者 json 文件，- 为标准输入"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    try:
        published = read_published(read_input(options.file))
        findings = published.findings()
    except Unreadable as wrong:
        raise WrongCall(f"{options.file}：{wrong}") from None
    if options.json:
        told = [finding.as_json() for finding in findings]
        print_json(published.report | {"findings": told, "unread": list(published.unread)})
    else:
        sys.stdout.writelines(f"{each.rule} {each.where} {each.cause}\n" for each in findings)
        sys.stdout.writelines(f"未能读出 {place}\n" for place in published.unread)
        sys.stdout.write(f"共{len(findings)}处\n")
    return 1 if any(finding.severity == "error" for finding in findings) else 0
