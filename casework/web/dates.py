"""Days in forms: picked in the browser, or typed in any way an office writes them."""

from typing import Any

from wtforms import DateField
from wtforms.validators import InputRequired, Optional, ValidationError

_WRITTEN = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


def day_field(label: str, *, needed: bool = True, **more: Any) -> DateField:
    """A field for a day; `label` is its name in the sentences too."""
    present = InputRequired(f"请填写{label}") if needed else Optional()
    told = {"invalid_value_message": f"{label}看不懂，请写成 2023-05-26 这样"}
    # The stubs do not know this word of WTForms 3.3 yet.
    return DateField(label, [present, _likely], format=_WRITTEN, **told, **more)  # type: ignore[arg-type]


def _likely(_form: object, field: DateField) -> None:
    """A year of three digits is a slip that the browser's own field lets through."""
    if field.data is not None and not _FIRST_YEAR <= field.data.year <= _LAST_YEAR:
        raise ValidationError("年份不对，请核对")
