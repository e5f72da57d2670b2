"""What every answer says to the browser: nothing foreign, nothing inline, nothing kept."""

from flask import Flask, Response, request

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FOR_GOOD = "public, max-age=31536000, immutable"


def add_headers(app: Flask) -> None:
    """Put the headers on every answer, those of errors included.

    A view may set a stricter policy of its own, as for a file that strangers sent.
    """

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers.extend(_ALWAYS)
        # An asset's address carries the hash of its content, so it never changes.
        lasting = request.endpoint == "static" and "v" in request.args
        response.headers["Cache-Control"] = _FOR_GOOD if lasting else "no-store"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response
