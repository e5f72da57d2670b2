"""`casework routes --json`: every address, who may use it, and of what thing it speaks."""

import sys
from tempfile import TemporaryDirectory

from casework.commands.answer import Arguments, print_json
from casework.commands.opening import register
from casework.settings import read_settings
from casework.web.app import create_app
from casework.web.permissions import routes_of


def run(arguments: list[str]) -> int:
    """Print the routes; no register is needed."""
    parser = Arguments("routes", "列出全部地址及其权限")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    as_json = parser.parse_args(arguments).json
    with (
        TemporaryDirectory() as folder,
        register(read_settings({"CASEWORK_DATA": folder}), make=True) as office,
    ):
        routes = routes_of(create_app(office))
    if as_json:
        print_json(routes)
        return 0
    for route in routes:
        methods, roles = ",".join(route["methods"]), ",".join(route["permission"])
        sys.stdout.write(f"{methods:<5} {route['rule']}  {roles}  {route['object'] or ''}\n")
    return 0
