"""The order of the columns, as the heading of the table names them."""

from casework.papers.published.characters import letters
from casework.report.forms import TABLE3_COLUMNS

_ORGANISATIONS = TABLE3_COLUMNS[1:5]


def columns_of(heading: str) -> list[int]:
    """For each printed value the place it has in the shape.

    Only the organisations and the total are known to change places; where their names are broken
    in the heading, the columns are those of the form.
    """
    text = letters(heading)
    places = {place: text.find(one.label) for place, one in enumerate(_ORGANISATIONS, start=1)}
    if min(places.values()) < 0:
        return list(range(len(TABLE3_COLUMNS)))
    organisations = sorted(places, key=lambda place: places[place])
    order = [0, *organisations, 5, 6]
    return [6, *order[:-1]] if _total_first(text) else order


def _total_first(text: str) -> bool:
    total = min((at for at in map(text.find, ("总计", "合计")) if at >= 0), default=-1)
    return 0 <= total < text.find("自然人")
