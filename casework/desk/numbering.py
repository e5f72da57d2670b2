"""The number of a case, as printed on every letter of it."""

import re

from casework.desk.refusals import NotAllowed
from casework.store.tables import AgencyRow

TEMPLATE = "{mark}〔{year}〕{serial}号"
"""Without leading zeros and without 第 (GB/T 9704); an agency may set another in `number`."""

_PARTS = ("{year}", "{serial}")
_UNFIT = re.compile(r"[\s/\\?#%&<>\"'{}]")
"""What cannot stand in the address of a case, or in the name of a file."""


def case_number(agency: AgencyRow, year: int, serial: int) -> str:
    """The number that an agency prints for its serial number of a year."""
    template = str(agency.settings.get("number") or TEMPLATE)
    mark = agency.mark or agency.short_name
    for part, value in (("{mark}", mark), ("{year}", str(year)), ("{serial}", str(serial))):
        template = template.replace(part, value)
    return template


def refuse_template(template: str) -> None:
    """Raise NotAllowed where two cases would have one number, or none that can be opened."""
    missing = [part for part in _PARTS if part not in template]
    if missing:
        raise NotAllowed(f"编号格式中缺少{'、'.join(missing)}，请补上")
    rest = template
    for part in ("{mark}", *_PARTS):
        rest = rest.replace(part, "")
    unfit = _UNFIT.search(rest)
    if unfit:
        raise NotAllowed(f"编号格式中不能有“{unfit[0]}”，请只用汉字、字母、数字、括号和连字符")
