"""`casework calendar show YEAR | import FILE`: the days of a year, and the notices behind them."""

from casework.commands.answer import Arguments
from casework.commands.calendar_import import import_file
from casework.commands.calendar_show import show


def run(arguments: list[str]) -> int:
    """Show a year, or show what a notice would change and, with --yes, import it."""
    parser = Arguments("calendar", "放假和调休上班的日历")
    parser.add_argument("action", choices=["show", "import"], help="列出一年，或者导入通知")
    parser.add_argument("what", metavar="YEAR|FILE", help="年份；或者通知的原文、docx、JSON、CSV")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--yes", action="store_true", help="导入；不加则只列出会有什么变化")
    parser.add_argument("--number", help="文号，原文没有写时填写")
    parser.add_argument("--issued-on", metavar="DATE", help="发布日期，原文没有写时填写")
    parser.add_argument("--year", type=int, metavar="YEAR", help="年度，原文没有写时填写")
    options = parser.parse_args(arguments)
    return show(options) if options.action == "show" else import_file(options)
