"""How no is said: one sentence, on a page of its own or where the form stands."""

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from casework.desk.refusals import Moved, NoSuchCase, NotPermitted, Refused
from casework.office import ClockBehind
from casework.web import here
from casework.web.log import log_failure

_TITLES = {
    400: "请求有误",
    401: "请重新登录",
    403: "没有权限",
    404: "没有找到",
    405: "不能这样打开",
    409: "未能办理",
    413: "内容过大",
    429: "操作过于频繁",
    503: "暂停写入",
}
_SENTENCES = {
    400: "浏览器发来的内容不完整或者已过期，请返回上一页重新打开后再试。",
    403: "您没有打开这项内容的权限；如确有需要，请联系管理员授权。",
    404: "没有这个页面，请核对地址，或者从上方的导航重新进入。",
    405: "这个地址不能直接打开，请从页面上的按钮进入。",
    413: "提交的内容超过了允许的大小，请减小后再试。",
    429: "操作过于频繁，请过一分钟再试。",
}


def handle_errors(app: Flask) -> None:
    """Draw every error in one place; views have no `try`."""
    app.register_error_handler(Refused, refused)
    app.register_error_handler(ClockBehind, _clock_behind)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(SecurityError, _wrong_host)
    app.register_error_handler(HTTPException, _plain)
    app.register_error_handler(Exception, _unexpected)


def refused(problem: Refused) -> ResponseReturnValue:
    """The desk said no: its sentence, and what came between where somebody else was first."""
    status = 409
    if isinstance(problem, NoSuchCase):
        status = 404
    elif isinstance(problem, NotPermitted):
        status = 403
    added = problem.added if isinstance(problem, Moved) else ()
    return draw(status, str(problem), added=added)


def draw(status: int, sentence: str, **more: Any) -> Response:
    """A page, or for htmx the sentence alone, shown above the form that was sent."""
    context = {"added": (), **more, "title": _TITLES.get(status, "未能办理"), "sentence": sentence}
    if "HX-Request" not in request.headers:
        return make_response(render_template("pages/refusal.html", **context), status)
    answer = make_response(render_template("components/refusal.html", **context), status)
    answer.headers["HX-Retarget"] = "#messages"
    answer.headers["HX-Reswap"] = "innerHTML show:top"
    answer.headers["HX-Push-Url"] = "false"
    return answer


def _clock_behind(problem: ClockBehind) -> ResponseReturnValue:
    return draw(503, str(problem))


def _expired(_problem: CSRFError) -> ResponseReturnValue:
    return draw(400, "页面停留过久，或者您已在别处重新登录；请返回上一页刷新后再提交一次。")


def _wrong_host(_problem: SecurityError) -> ResponseReturnValue:
    return _bare(400, _TITLES[400], "请用管理员给出的地址访问本系统。")


def _bare(status: int, title: str, *sentences: str) -> Response:
    """A page that asks nothing of the register or of the address: they may be what is wrong."""
    page = current_app.jinja_env.get_template("pages/bare.html")
    return make_response(page.render(title=title, sentences=sentences), status)


def _plain(problem: HTTPException) -> ResponseReturnValue:
    status = problem.code or 500
    if problem.response is not None or status < HTTPStatus.BAD_REQUEST:
        return problem.get_response()
    own = problem.description if _is_ours(problem) else None
    return draw(status, own or _SENTENCES.get(status, "没有办成，请返回上一页再试。"))


def _is_ours(problem: HTTPException) -> bool:
    """Whether a view gave the sentence itself: `abort(403, "…")`."""
    return problem.description != type(problem).description


def _unexpected(problem: Exception) -> ResponseReturnValue:
    log_failure(problem)
    return _bare(
        500,
        "系统出错",
        "这一步没有办成，已经登记的内容不受影响。请回到上一页再试一次。",
        f"如果再次出错，请把事件编号告诉管理员：{here.request_id()}",
    )
