"""`casework audit verify [--json]`: whether the audit chain is whole."""

import sys

from casework.commands.answer import Arguments, print_json
from casework.commands.opening import register, settings_for_reading
from casework.store.anchors import kept_anchors
from casework.store.audit import head_of


def run(arguments: list[str]) -> int:
    """Verify the chain against itself and the anchors kept beside the data; 1 if it is broken."""
    parser = Arguments("audit", "核对审计链")
    parser.add_argument("action", choices=["verify"], help="verify：核对")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    settings = settings_for_reading()
    with register(settings) as office, office.reading() as session:
        problems = office.audit.verify(session, kept_anchors(settings.data))
        head = head_of(session)
    entries = head.seq if head else 0
    if options.json:
        print_json({"entries": entries, "whole": not problems, "problems": problems})
    else:
        sys.stdout.write(f"审计记录 {entries} 条，{'完整' if not problems else '有问题'}\n")
        sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0
