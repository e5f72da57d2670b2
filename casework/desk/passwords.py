"""Passwords: how they are kept, and which are too weak to keep a register with."""

from functools import lru_cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casework.desk.refusals import NotAllowed

SHORTEST = 10
LONGEST = 128
_CLASSES_WANTED = 3
_MANY = 5
"""Fewer different characters than this are a pattern, not a password."""
_AT_ONCE = BoundedSemaphore(2)
"""Each hashing takes 19 MiB; a crowd at the door must not take the machine's memory."""
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# fmt: off
_COMMON = frozenset(
    [
        "abc", "abcd", "abcdef", "admin", "administrator", "asdf", "asdfgh", "beijing",
        "china", "fujian", "gongkai", "guanli", "huawei", "iloveyou", "jinjiang", "letmein",
        "login", "manager", "master", "mima", "passw0rd", "password", "p@ssw0rd",
        "p@ssword", "qazwsx", "qwer", "qwert", "qwerty", "qwertyuiop", "root", "shanghai",
        "system", "test", "user", "welcome", "woaini", "xinxi", "xxgk", "zaq", "zfxxgk",
        "zhengfu", "zxcvbn",
    ]
)
# fmt: on
"""What the first guesses are made of; digits and signs at either end do not hide it."""


def hash_password(password: str) -> str:
    """The password as the register may keep it."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; for somebody who has none the work is the same."""
    with _AT_ONCE:
        try:
            return _HASHER.verify(stored or _nobodys(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with less effort than today's."""
    return _HASHER.check_needs_rehash(stored)


def refuse_weak(password: str, login: str) -> None:
    """Raise NotAllowed unless a password is what 等级保护 asks: long, mixed and no first guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise NotAllowed(f"密码应当有 {SHORTEST} 至 {LONGEST} 个字符，请重新设置")
    if _classes(password) < _CLASSES_WANTED:
        raise NotAllowed("密码应当含有大写字母、小写字母、数字、符号中的至少三种，请重新设置")
    plain = password.lower()
    core = plain.strip("0123456789!@#$%^&*()-_=+.,?~ ")
    named = bool(login) and login.lower() in plain
    if core in _COMMON or plain in _COMMON or named or len(set(plain)) < _MANY:
        raise NotAllowed("这个密码太容易被猜到（常见密码，或者含有登录名），请换一个")


def _classes(password: str) -> int:
    kinds = (str.isupper, str.islower, str.isdigit, lambda c: not c.isalnum())
    return sum(any(kind(character) for character in password) for kind in kinds)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
