"""`casework serve`: the pages, and in the embedded form everything else, from one process."""

import signal
import socket
import sys
from types import FrameType

from waitress.server import create_server

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.desk.first_start import first_token
from casework.office import Office
from casework.os_errors import reason_of
from casework.settings import Settings
from casework.web.app import create_app
from casework.web.log import start_log
from workers.embedded import background

_THREADS = 8


def run(arguments: list[str]) -> int:
    """Serve until the process is told to stop; requests under way are finished first."""
    Arguments("serve", "启动网页服务").parse_args(arguments)
    settings = settings_of_environment()
    with register(settings, make=True) as office:
        serve(office)
    return 0


def serve(office: Office, path: str = "", *, any_port: bool = False) -> None:
    """Serve an open register; `path` is where a newcomer begins, such as a one-time link.

    With `any_port`, a free port is taken where the usual one is not to be had.
    """
    listening = _listen(office.settings, any_port=any_port)
    server = create_server(create_app(office), sockets=[listening], threads=_THREADS, ident=None)
    signal.signal(signal.SIGTERM, _stop)
    start_log()
    announce(office, address_of(listening), path)
    with background(office):
        server.run()


def announce(office: Office, address: str, path: str = "") -> None:
    """Tell on the console where the pages are, and how an empty register is started."""
    token = first_token(office)
    lines = [f"依申请公开办件登记已启动：{address}/"]
    if token is not None:
        lines.append(f"首次启用，请在浏览器中打开：{address}/start/{token}")
    if path:
        lines.append(f"一次性登录链接：{address}{path}")
    sys.stdout.write("\n".join([*lines, "按 Ctrl+C 停止。", ""]))
    sys.stdout.flush()


def address_of(listening: socket.socket) -> str:
    """The address of the pages as a browser on this machine asks for them."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  where not to go
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(settings: Settings, *, any_port: bool) -> socket.socket:
    host, port = settings.host, settings.port
    try:
        return _socket(host, port)
    except OSError as wrong:
        if any_port and "port" not in settings.model_fields_set:
            return _socket(host, 0)
        raise WrongCall(
            f"不能在 {host}:{port} 上监听：{reason_of(wrong)}；可用 CASEWORK_PORT 换一个端口"
        ) from None


def _socket(host: str, port: int) -> socket.socket:
    family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(where, family=family)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # waitress finishes what it is answering when this leaves its loop, and only then.
    raise SystemExit(0)
