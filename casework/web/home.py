"""The first page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework.web.permissions import signed_in

pages = Blueprint("home", __name__)


@pages.get("/")
@signed_in
def show() -> ResponseReturnValue:
    """Where a day at the register begins."""
    return render_template("pages/home.html")
