"""Words whose live figures are shown as such."""

import re

from casework.desk.wording import BEGINS, ENDS

_MARKS = re.compile(f"{BEGINS}([^{ENDS}]*){ENDS}")


def live_pieces(text: str) -> list[tuple[str, bool]]:
    """A paragraph in pieces, each with whether it is a live figure."""
    pieces = _MARKS.split(text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
