"""What a command says of a call that is wrong: in Chinese, in one line."""

import re

import pytest

from casework.command import COMMANDS

SAID = [
    (["report"], "缺少参数：--agency, --year, --format"),
    (["report", "--agency"], "参数 --agency 后面缺少内容"),
    (["report", "--agency", "x", "--year", "二三"], "参数 --year 应当是整数，不是 二三"),
    (["report", "--format", "pdf"], "参数 --format 没有 pdf，可用 json, docx, xlsx, html, md"),
    (["report", "--live=1"], "参数 --live 后面不能有内容 1"),
    (["demo", "extra"], "不认识的参数：extra"),
    (["proof", "burn"], "参数 action 没有 burn，可用 make, verify"),
    (["check", "."], "读不到 .：这是一个文件夹"),
    (["check", "none.txt"], "读不到 none.txt：没有这个文件或者文件夹"),
    (["check", "none.txt/none.txt"], "读不到 none.txt/none.txt：没有这个文件或者文件夹"),
]


@pytest.mark.parametrize(("call", "said"), SAID)
def test_a_wrong_call_is_told_in_chinese(casework, call, said):
    told = casework(*call)
    assert (told.returncode, told.stdout) == (2, "")
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_explains_itself_in_chinese(casework, capsys, name):
    with pytest.raises(SystemExit):
        casework(name, "--help")
    told = capsys.readouterr().out
    assert told.startswith(f"用法：casework {name}")
    assert "显示这些说明" in told
    assert not re.search(r"\b(usage|options|arguments|message|exit)\b", told)


def test_the_list_of_commands_is_chinese(casework):
    told = casework("--help")
    for line in told.stdout.splitlines()[2:]:
        name, _, purpose = line.strip().partition(" ")
        assert name in COMMANDS
        assert re.search("[\u4e00-\u9fff]", purpose), line
