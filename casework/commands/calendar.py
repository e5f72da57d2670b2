"""`casework calendar show YEAR | import FILE | withdraw NUMBER`: a year's days, its notices."""

from casework.commands.answer import Arguments
from casework.commands.calendar_import import import_file
from casework.commands.calendar_show import show
from casework.commands.calendar_withdraw import withdraw

_ACTIONS = {"show": show, "import": import_file, "withdraw": withdraw}


def run(arguments: list[str]) -> int:
    """Show a year, or what importing or withdrawing a notice changes and, with --yes, do it."""
    parser = Arguments("calendar", "放假和调休上班的日历")
    parser.add_argument("action", choices=[*_ACTIONS], help="列出一年，导入通知，撤回误导入的通知")
    parser.add_argument(
        "what",
        metavar="YEAR|FILE|NUMBER",
        help="年份；通知的原文、docx、JSON、CSV；或者要撤回的文号",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument(
        "--yes", action="store_true", help="导入或者撤回；不加则只列出会有什么变化"
    )
    parser.add_argument("--reason", default="", help="撤回的原因")
    parser.add_argument("--number", help="文号，原文没有写时填写")
    parser.add_argument("--issued-on", metavar="DATE", help="发布日期，原文没有写时填写")
    parser.add_argument("--year", type=int, metavar="YEAR", help="年度，原文没有写时填写")
    options = parser.parse_args(arguments)
    return _ACTIONS[options.action](options)
