"""`casework web`: the pages in the production form, by gunicorn's sync workers."""

import importlib.util
import os
import sys

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.commands.serve import announce

_TIMEOUTS = ["--timeout", "60", "--graceful-timeout", "20"]
_RECYCLING = ["--max-requests", "2000", "--max-requests-jitter", "200"]


def run(arguments: list[str]) -> int:
    """Become gunicorn; what is wrong with the register is told before."""
    parser = Arguments("web", "以多个进程启动网页服务（生产环境）")
    parser.add_argument("--workers", type=int, default=2 * (os.cpu_count() or 1) + 1)
    workers = parser.parse_args(arguments).workers
    if sys.platform == "win32" or importlib.util.find_spec("gunicorn") is None:
        raise WrongCall("这台机器上没有 gunicorn（Windows 不支持），请用 casework serve")
    settings = settings_of_environment()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    with register(settings) as office:
        announce(office, f"http://{host}:{settings.port}")
    call = [sys.executable, "-m", "gunicorn", "casework.web.wsgi:application()"]
    call += ["--worker-class", "sync", "--workers", str(workers), *_TIMEOUTS, *_RECYCLING]
    os.execv(sys.executable, [*call, "--bind", f"{host}:{settings.port}"])  # noqa: S606  ours
