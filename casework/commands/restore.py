"""`casework restore FILE`, and `casework restore --release` for what a restore holds back."""

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import plain_trouble, register, settings_of_environment
from casework.desk.restoring import CannotRestore, release, restore


def run(arguments: list[str]) -> int:
    """Bring the register back into an empty data folder, or let go out what was held."""
    parser = Arguments("restore", "从备份恢复到空的数据文件夹")
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="备份文件")
    parser.add_argument("--release", action="store_true", help="放行恢复后暂停发出的通知")
    given = parser.parse_args(arguments)
    if given.release == (given.file is not None):
        raise WrongCall("请给出备份文件，或者单独用 --release")
    if given.release:
        with register(settings_of_environment()) as office:
            sys.stdout.write(f"已放行 {release(office)} 条通知\n")
        return 0
    settings = settings_of_environment()
    with plain_trouble():
        try:
            done = restore(settings, given.file)
        except CannotRestore as wrong:
            raise WrongCall(str(wrong)) from None
    made_at = done.made_at.astimezone(ZoneInfo(settings.timezone))
    sys.stdout.write(
        f"已恢复 {made_at:%Y-%m-%d %H:%M} 的备份，附件 {done.files} 个，审计链完整。\n"
        f"备份之后是否已发出无从得知，所以暂停了 {done.held} 条待发通知和今天的提醒邮件；\n"
        "核对后用 casework restore --release 放行。\n"
    )
    return 0
