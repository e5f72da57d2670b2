"""The proof bundle of a case, to take away for 复议 and court files."""

from io import BytesIO

from flask import Blueprint, send_file
from flask.typing import ResponseReturnValue

from casework.desk.act import CASEWORKERS
from casework.desk.proving import make_proof
from casework.web import here
from casework.web.limits import exports
from casework.web.permissions import permits

pages = Blueprint("proving", __name__, url_prefix="/cases")


@pages.post("/<number>/proof")
@exports
@permits(*CASEWORKERS, of="case")
def download(number: str) -> ResponseReturnValue:
    """The bundle as it is made now; the audit says who took it."""
    case = here.the_case(number)
    with here.act() as act:
        proof = make_proof(act, case.id)
    name = f"{proof.number}证据包.zip"
    return send_file(
        BytesIO(proof.content), "application/zip", as_attachment=True, download_name=name
    )
