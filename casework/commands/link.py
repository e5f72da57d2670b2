"""`casework link LOGIN`: the way back in for an admin who has nobody to ask.

An office may have one admin, who may forget the password. Whoever may start this command holds the
register's files anyway; that a link was made stays in the audit.
"""

import sys

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.desk.act import acting
from casework.desk.links import LINK_HOURS, make_link
from casework.store.queries.desk import person_by_login


def run(arguments: list[str]) -> int:
    """Print where somebody comes in once, and sets a new password."""
    parser = Arguments("link", "为忘记密码的人员制作一次性登录链接")
    parser.add_argument("login", metavar="LOGIN", help="登录名")
    given = parser.parse_args(arguments)
    with register(settings_of_environment()) as office, acting(office, None) as act:
        person = person_by_login(act.tx, given.login)
        if person is None:
            raise WrongCall(f"没有登录名为“{given.login}”的人员，请核对")
        token = make_link(act, person.id)
    sys.stdout.write(
        f"{person.name}的一次性登录链接，{LINK_HOURS} 小时内有效，之前的链接已经作废。\n"
        f"在平时使用的网址后面接上：/welcome/{token}\n"
    )
    return 0
