"""One way to write JSON, so that the same value is always the same bytes."""

import json
from typing import Any


def as_json(value: Any) -> str:
    """Canonical JSON: keys in order, no blanks, Chinese as it is; raises for NaN."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
