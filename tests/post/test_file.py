import json
import stat
import sys
from dataclasses import asdict

import pytest

from casework.post.channels import deliver
from casework.post.message import Message, Undelivered

MESSAGE = Message("a1b2", "wu@example.gov.cn", "办理提醒：1项", "今天届满\n第二行")


def test_each_delivery_is_a_line_for_its_owner_alone(tmp_path):
    sink = tmp_path / "已发送 sent.jsonl"
    deliver(MESSAGE, sink.as_uri(), "")
    deliver(MESSAGE, sink.as_uri(), "")
    lines = [json.loads(line) for line in sink.read_text("utf-8").splitlines()]
    assert lines == [asdict(MESSAGE)] * 2
    assert sys.platform == "win32" or stat.S_IMODE(sink.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_is_not_delivered_to(tmp_path):
    with pytest.raises(Undelivered, match="FileNotFoundError"):
        deliver(MESSAGE, (tmp_path / "none" / "sent").as_uri(), "")
