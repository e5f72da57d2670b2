"""What is said of JSON that cannot be read."""

import re

import pytest

from casework.papers.strict_json import BadJson, strict_json


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"[" + b"9" * 9_000 + b"]", "有一个数过长"),
        (b'{"year": }', "第1行第10列不合写法"),
        (b"[NaN]", "不能有 NaN"),
        (b"[" * 200_000, "嵌套过深"),
        (b"\xff\xfe", "UTF-8"),
    ],
    ids=["长数", "逗号", "NaN", "嵌套", "编码"],
)
def test_each_fault_is_told_in_chinese(given, told):
    with pytest.raises(BadJson, match=told) as refusal:
        strict_json(given)
    assert not re.search("[a-z]{4}", str(refusal.value))
