"""`casework check FILE --json`: what is wrong with a published report."""

import sys

from casework.commands.answer import Arguments, WrongCall, print_json, read_json
from casework.report.checks import check
from casework.report.shape import BadShape, in_shape


def run(arguments: list[str]) -> int:
    """Check a report given in the shape of `casework report --format json`; 1 on an error."""
    parser = Arguments("check", "检查年度报告的勾稽关系和空白")
    parser.add_argument("file", metavar="FILE", help="年度报告的 JSON 文件，- 为标准输入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    try:
        report = in_shape(read_json(options.file))
    except BadShape as wrong:
        raise WrongCall(f"{options.file}：{wrong}") from None
    unread = report.pop("unread")
    findings = check(report, unread=unread)
    if options.json:
        told = [finding.as_json() for finding in findings]
        print_json(report | {"findings": told, "unread": unread})
    else:
        sys.stdout.writelines(f"{each.rule} {each.where} {each.cause}\n" for each in findings)
        sys.stdout.write(f"共{len(findings)}处\n")
    return 1 if any(finding.severity == "error" for finding in findings) else 0
