"""`casework backup FILE`: the whole register in one file."""

import sys
from pathlib import Path

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.desk.backup import CannotBackUp, back_up
from casework.os_errors import reason_of
from casework.store.snapshot import DamagedDatabase


def run(arguments: list[str]) -> int:
    """Write the backup; 1 where an attachment could not be saved with the rest."""
    parser = Arguments("backup", "把全部数据备份成一个文件；内有密钥，须同数据一样妥善保管")
    parser.add_argument("file", type=Path, metavar="FILE", help="备份文件，不能已经存在")
    target: Path = parser.parse_args(arguments).file
    with register(settings_of_environment()) as office:
        try:
            problems = back_up(office, target)
        except (CannotBackUp, FileExistsError, DamagedDatabase) as wrong:
            raise WrongCall(str(wrong)) from None
        except OSError as wrong:
            raise WrongCall(f"写不了 {target}：{reason_of(wrong)}") from None
    sys.stdout.write(f"已备份到 {target}，{target.stat().st_size} 字节\n")
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0
