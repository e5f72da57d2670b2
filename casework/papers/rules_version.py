"""By which rules a date was reckoned: a hash over the source of the law and of the reckoning.

A checkout, a wheel and a copy on an office PC give the same hash for the same rules.
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_FLOORS = ("law", "cases")


@cache
def rules_sha256() -> str:
    """The hash of every source file of `law` and `cases`, whatever its line ends."""
    found = sha256()
    sources = [path for floor in _FLOORS for path in (_PACKAGE / floor).rglob("*.py")]
    for name, path in sorted((path.relative_to(_PACKAGE).as_posix(), path) for path in sources):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
