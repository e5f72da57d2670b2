"""How often one browser may ask for what is dear: signing in, and taking much out."""

from flask import current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from casework.web import here

limiter = Limiter(get_remote_address)


@limiter.request_filter
def _unlimited() -> bool:
    """Most pages have no limit, and are asked no further; one that has is wrapped by it."""
    return not hasattr(current_app.view_functions.get(request.endpoint or ""), "__wrapped__")


sign_ins = limiter.limit("60/minute")
"""Beside the lock-out, which counts failures: hashing is dear even where the answer is no."""

exports = limiter.shared_limit(
    "20/minute", scope="exports", key_func=lambda: f"person:{here.person().id}"
)
"""For every route that gives many cases away at once."""

readings = limiter.shared_limit(
    "20/minute", scope="readings", key_func=lambda: f"person:{here.person().id}"
)
"""For reading files that were sent: each may take a second of the machine."""
