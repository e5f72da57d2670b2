"""A file in place of a mail server: one JSON line for each delivery (`file:///folder/name`).

For offices whose mail is fetched by another program, and for trying things out.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from casework.post.message import Message, Undelivered


def append_line(message: Message, url: str) -> None:
    """Append the message and flush it to the disk; raises Undelivered where that fails."""
    line = json.dumps(asdict(message), ensure_ascii=False) + "\n"
    path = Path(url2pathname(urlsplit(url).path))
    try:
        handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as wrong:
        raise Undelivered(f"写入失败 {type(wrong).__name__}") from None
