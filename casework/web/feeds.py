"""Calendar addresses: made, renewed and stopped by their person, fetched by a program."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from casework.desk.feeds import make_feed, read_feed, stop_feed
from casework.web import here
from casework.web.limits import limiter
from casework.web.permissions import anyone, signed_in

pages = Blueprint("feeds", __name__)

_fetches = limiter.limit("30/minute")
"""A program asks every quarter of an hour; an address cannot be guessed, and need not be tried."""


@pages.get("/feeds/<token>.ics")
@anyone
@_fetches
def fetch(token: str) -> ResponseReturnValue:
    """The deadlines of an address; the same answer for one that never was and one that ended."""
    content = read_feed(here.office(), token)
    if content is None:
        abort(404, "这个日历地址不再有效，请在系统的“我的账号”里重新生成")
    return Response(content, content_type="text/calendar; charset=utf-8")


@pages.post("/account/feeds/<scope>")
@signed_in
def make(scope: str) -> ResponseReturnValue:
    """A new address; it is shown once, here."""
    with here.act() as act:
        token = make_feed(act, scope)
    address = url_for("feeds.fetch", token=token, _external=True)
    return render_template("pages/feed.html", address=address)


@pages.post("/account/feeds/<scope>/end")
@signed_in
def end(scope: str) -> ResponseReturnValue:
    """Stop an address."""
    with here.act() as act:
        stop_feed(act, scope)
    flash("日历地址已停用。")
    return redirect(url_for("account.show"), 303)
