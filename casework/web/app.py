"""The application, made around an office: `create_app(office)` builds nothing else itself.

Above 150 lines because everything that is set for all pages is set here.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from casework.desk.act import ROLES
from casework.office import Office
from casework.settings import BadSettings, Settings
from casework.web import here
from casework.web.addresses import STATIC, address_of, asset
from casework.web.blueprints import BLUEPRINTS
from casework.web.errors import draw, handle_errors
from casework.web.headers import add_headers
from casework.web.limits import put_limits
from casework.web.log import watch
from casework.web.navigation import links_for
from casework.web.objects import RowNumber
from casework.web.permissions import anyone, guard, may_open, refuse_undeclared
from casework.web.sessions import Cookie, SignedIn

_PACKAGE = Path(__file__).resolve().parents[1]
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_BRIEFLY = {"socket_connect_timeout": 1, "socket_timeout": 1}
_SKEW = timedelta(minutes=1)


def create_app(office: Office) -> Flask:
    """The pages of a register; raises UndeclaredRoute if one does not say who may use it."""
    app = Flask("casework.web", static_folder=str(STATIC), template_folder=_templates())
    serve_office(app, office)
    app.session_interface = Cookie()
    app.url_map.converters["int"] = RowNumber
    watch(app)
    _know_people(app)
    app.before_request(lambda: _refuse_unstorable([request.path, *request.args.values()]))
    guard(app, _ask_to_sign_in)
    app.before_request(_refuse_foreign)
    CSRFProtect(app)
    app.before_request(lambda: _refuse_unstorable(request.form.values()))
    put_limits(app)
    add_headers(app)
    handle_errors(app)
    _dress_templates(app)
    for pages in BLUEPRINTS:
        app.register_blueprint(pages)
    app.view_functions["static"] = anyone(app.view_functions["static"])
    refuse_undeclared(app)
    return app


def serve_office(app: Flask, office: Office) -> None:
    """The pages show this register from now on; nothing else in them depends on it."""
    app.extensions["office"] = office
    app.config.update(_configuration(office.settings))


def _templates() -> str:
    """An installed wheel carries the templates inside the package, a checkout beside it."""
    inside = _PACKAGE / "_templates"
    return str(inside if inside.is_dir() else _PACKAGE.parent / "templates")


def _configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key(),
        "SESSION_COOKIE_NAME": "casework",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "TRUSTED_HOSTS": trusted_hosts(settings),
        "MAX_CONTENT_LENGTH": 50_000_000,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "MAX_FORM_PARTS": 200,
        "PROVIDE_AUTOMATIC_OPTIONS": False,
        "WTF_I18N_ENABLED": False,
        # A form lives as long as its session: somebody writes, is called away and comes back.
        "WTF_CSRF_TIME_LIMIT": None,
        "RATELIMIT_STORAGE_URI": settings.broker_url or "memory://",
        "RATELIMIT_STORAGE_OPTIONS": _BRIEFLY if settings.broker_url else {},
        # Without the broker everybody still signs in; each process then counts for itself.
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(settings.broker_url),
    }


def trusted_hosts(settings: Settings) -> list[str]:
    """Under which names the pages may be asked for; another is an attack or a wrong address."""
    hosts = [*settings.trusted_hosts, *_LOOPBACK]
    if settings.trusted_hosts or settings.host in _LOOPBACK:
        return hosts
    try:
        everywhere = ip_address(settings.host).is_unspecified
    except ValueError:
        everywhere = False
    if everywhere:
        raise BadSettings("CASEWORK_TRUSTED_HOSTS 还没有设置：对外监听时须写明访问本系统的域名")
    return [*hosts, settings.host]


def _know_people(app: Flask) -> None:
    manager = LoginManager(app)
    # An address may change within a session; the token does not.
    manager.session_protection = None
    manager.user_loader(here.recognise)
    app.teardown_request(lambda _problem: here.let_go())


def _ask_to_sign_in() -> ResponseReturnValue:
    """To the login page, and from there back to the page that was asked for."""
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    target = url_for("entrance.login", next=back if back != "/" else None)
    if "HX-Request" not in request.headers:
        return redirect(target, 303)
    if request.method != "GET":
        return draw(401, "登录已超时，这次没有办理。请先复制已经填写的内容，再刷新页面重新登录。")
    return "", 401, {"HX-Redirect": url_for("entrance.login")}


def _refuse_foreign() -> ResponseReturnValue | None:
    """A browser tells from where a form was sent; one of another site is refused unread."""
    if request.method in ("GET", "HEAD"):
        return None
    origin = request.headers.get("Origin", request.host_url)
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if urlsplit(origin).netloc == request.host and site in ("same-origin", "none"):
        return None
    return draw(400, "这份表单不是从本系统的页面提交的，没有办理。")


def _refuse_unstorable(told: Iterable[str]) -> ResponseReturnValue | None:
    """PostgreSQL neither keeps nor looks for a null character; nobody types one.

    An address is looked at before anything is sought by it, a form once its size is known to do.
    """
    if not any("\0" in each for each in told):
        return None
    return draw(
        400, "提交的内容里有无法保存的空字符，没有办理；请删去从别处粘贴的内容，重新输入。"
    )


def _dress_templates(app: Flask) -> None:
    """What every page may name; a name that a template misspells is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["local_time"] = _local_time
    app.jinja_env.globals |= {"url_for": address_of, "asset": asset, "csrf_token": here.form_token}

    def context() -> dict[str, Any]:
        me = here.visitor()
        standing = here.standing_or_none() if me else None
        roles = standing.roles if standing else frozenset()
        # Nobody who wants to write waits until a page is drawn.
        here.let_go()
        return {
            "me": me,
            "agency": standing,
            "role_names": ROLES,
            # Flask-WTF gives pages its own, which signs the same token anew for each.
            "csrf_token": here.form_token,
            "navigation": links_for(roles) if me else (),
            "may_open": lambda endpoint: me is not None and may_open(app, roles, endpoint),
            "clock_warning": _clock_warning(me),
        }

    app.context_processor(context)


def _clock_warning(me: SignedIn | None) -> str | None:
    """Why nothing can be written, where the machine's clock is before the newest record."""
    office = here.office()
    if me is None or me.newest_record is None or office.now() >= me.newest_record - _SKEW:
        return None
    return office.clock_behind()


def _local_time(at: datetime) -> str:
    """A stamp as the clock on the office's wall showed it."""
    return f"{at.astimezone(ZoneInfo(here.office().settings.timezone)):%Y-%m-%d %H:%M}"
