"""What argparse has to say, in Chinese: its own words are English."""

import re

_SAID = (
    (r"the following arguments are required: (.+)", "缺少参数：{}"),
    (r"unrecognized arguments: (.+)", "不认识的参数：{}"),
    (r"argument (\S+): expected one argument", "参数 {} 后面缺少内容"),
    (r"argument (\S+): ignored explicit argument (.+)", "参数 {} 后面不能有内容 {}"),
    (r"argument (\S+): invalid int value: (.+)", "参数 {} 应当是整数，不是 {}"),
    (r"argument (\S+): invalid \w+ value: (.+)", "参数 {} 的内容不对：{}"),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", "参数 {} 没有 {}，可用 {}"),
)


def in_chinese(complaint: str) -> str:
    """A complaint of argparse; one that is not known stays as it is."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, complaint, re.DOTALL):
            return sentence.format(*(part.replace("'", "") for part in found.groups()))
    return complaint
