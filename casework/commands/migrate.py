"""`casework migrate [REVISION]`: bring the database to this program's schema, or another."""

import sys

from alembic.util import CommandError

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import plain_trouble, settings_of_environment
from casework.settings import make_private_folder
from casework.store.migrations import current, downgrade, upgrade
from casework.store.schema import HEAD, revision_of
from casework.store.session import open_engine


def run(arguments: list[str]) -> int:
    """Migrate up to the newest schema, or up or down to the revision named."""
    parser = Arguments("migrate", "升级数据库结构，或者转到指定的版本")
    parser.add_argument("revision", nargs="?", default=HEAD, help="版本号；base 为清空")
    revision = parser.parse_args(arguments).revision
    settings = settings_of_environment()
    make_private_folder(settings.data)
    with plain_trouble():
        engine = open_engine(settings.database)
        before = revision_of(engine)
        try:
            if revision == "base" or (before is not None and revision < before):
                downgrade(engine, revision)
            else:
                upgrade(engine, revision)
        except CommandError as wrong:
            raise WrongCall(f"没有版本“{revision}”：{wrong}") from None
        sys.stdout.write(f"数据库结构：{before or '空'} → {current(engine) or '空'}\n")
        engine.dispose()
    return 0
