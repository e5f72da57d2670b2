"""`casework SUBCOMMAND …`: the one lazy place of the program.

A subcommand is a module, imported when it is called, so that `--help` and `deadlines` start
without Flask, SQLModel or Celery.
"""

import importlib
import io
import sys
from collections.abc import Sequence

from casework.commands.answer import WrongCall

COMMANDS = {
    "deadlines": "由办理经过推算各个节点的期限、步骤和条款（不用数据库）",
    "demo": "演示：晋江市西园街道和它的2023年年度报告",
    "report": "某机关某年度的年度报告：json、docx、xlsx、html、md",
    "check": "核查已经公布的年度报告：txt、网页、docx、xlsx、csv、json",
    "calendar": "列出一年的放假和上班，导入放假通知，撤回误导入的通知",
    "serve": "启动全部程序，供一个单位使用",
    "link": "为忘记密码、又没有管理员可找的人员制作一次性登录链接",
    "web": "启动网页服务（生产环境）",
    "routes": "列出全部地址及其权限",
    "migrate": "升级数据库结构，或者转到指定的版本",
    "rebuild": "按事件重写全部办件的状态和期限",
    "audit": "核对审计链",
    "proof": "制作、核对一件办件的证据包",
    "doctor": "检查版本、设置和数据库；请求支持时先运行它",
    "queue": "办理待办事项：提醒、邮件（生产环境，需要 Valkey）",
    "clock": "按时提出待办事项（生产环境，需要 Valkey）",
    "backup": "把全部数据备份成一个文件",
    "restore": "从备份恢复到空的数据文件夹",
    "simulate": "在空数据库中写入模拟的机关和办件",
}
"""What each subcommand is for; the module of the same name in `casework.commands` does it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 done, 1 the answer is “no”, 2 the call or the input is wrong."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help"):
        sys.stdout.write(usage())
        return 0 if given else 2
    name, *rest = given
    if name not in COMMANDS:
        sys.stderr.write(f"casework: 没有“{name}”这个命令；casework --help 列出全部命令\n")
        return 2
    module = importlib.import_module(f"casework.commands.{name}")
    try:
        code: int = module.run(rest)
    except WrongCall as wrong:
        sys.stderr.write(f"casework {name}: {' '.join(str(wrong).split())}\n")
        return 2
    return code


def _speak_utf8() -> None:
    """Answers are Chinese and read by programs: UTF-8, whatever the machine's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def usage() -> str:
    """The list of subcommands, one line each."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {purpose}" for name, purpose in COMMANDS.items()]
    return "\n".join(["用法：casework 命令 [选项]", "", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
