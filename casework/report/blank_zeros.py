"""Tables whose zeros are blank: an office that never prints a 0 means one by an empty cell.

The cells stay blank in what is read and are findings as such; only the sums take them for zeros.
Otherwise no sum of such a table could be checked, and a wrong one would pass.
"""

from collections.abc import Collection, Mapping

from casework.report.addresses import Value, addresses
from casework.report.findings import covered
from casework.report.forms import TOTAL, Form

_TABLES = ("table3", "table4")


def blanks_as_zeros(
    cells: Mapping[str, Value], form: Form, unknown: Collection[str]
) -> dict[str, Value]:
    """The cells for the sums: zeros instead of blanks in a table that has no zero printed.

    A blank total beside numbers stays blank: it was left out, not zero. `unknown` are the places
    that were not read, or are not there.
    """
    taken = dict(cells)
    for table in _TABLES:
        rows: dict[str, list[str]] = {}
        for address in addresses(form):
            if address.table == table:
                rows.setdefault(address.row, []).append(address.where)
        if _prints_no_zero(cells, rows):
            for row in rows.values():
                taken.update(dict.fromkeys(_zeros(cells, row, unknown), 0))
    return taken


def _prints_no_zero(cells: Mapping[str, Value], rows: Mapping[str, list[str]]) -> bool:
    """Whether every number printed in the table is above zero, its totals among them."""
    numbers = [cells[place] for row in rows.values() for place in row if cells[place] is not None]
    totals = rows.get("outcome_total", [place for row in rows.values() for place in row])
    return 0 not in numbers and any(cells[place] is not None for place in totals)


def _zeros(cells: Mapping[str, Value], row: list[str], unknown: Collection[str]) -> list[str]:
    blank = [place for place in row if cells[place] is None and not covered(place, unknown)]
    if len(blank) == len(row):
        return blank
    return [place for place in blank if not place.endswith(f"/{TOTAL.key}")]
