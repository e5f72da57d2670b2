"""What keeps applicants from being read off a stolen database: encryption and blind indexes.

The keys are in a file beside the database, one a line. The first encrypts, all of them decrypt,
so a new key is put on top; the oldest makes the blind index and must stay.
"""

import hashlib
import hmac
import unicodedata
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Dialect
from sqlalchemy.types import Text, TypeDecorator


class FieldKeys:
    """The keys of the encrypted columns of one database."""

    def __init__(self, lines: bytes) -> None:
        keys = lines.split()
        self._cipher = MultiFernet([Fernet(key) for key in keys])
        self._index_key = hashlib.sha256(b"casework blind index\0" + keys[-1]).digest()

    def encrypt(self, plain: str) -> str:
        """The text as the database may hold it."""
        return self._cipher.encrypt(plain.encode()).decode()

    def decrypt(self, stored: str) -> str:
        """The text again; raises InvalidToken where the key is not the one it was written with."""
        return self._cipher.decrypt(stored.encode()).decode()

    def blind_index(self, number: str) -> str:
        """What stands for an identity number in a search; "" for none.

        Full-width digits, blanks, hyphens and a small x make no difference.
        """
        plain = "".join(c for c in unicodedata.normalize("NFKC", number) if c.isalnum()).upper()
        mac = hmac.new(self._index_key, plain.encode(), hashlib.sha256)
        return mac.hexdigest() if plain else ""


def give_keys(dialect: Dialect, keys: FieldKeys) -> None:
    """Let the encrypted columns of this engine use these keys.

    They hang on the engine's own dialect, the one thing a column type is shown, so that two
    databases open in one process keep their keys apart.
    """
    vars(dialect)["casework_field_keys"] = keys


def _keys_of(dialect: Dialect) -> FieldKeys:
    keys: FieldKeys = vars(dialect)["casework_field_keys"]
    return keys


class EncryptedText(TypeDecorator[str]):
    """A text column that is cipher in the database and plain in the program; "" stays ""."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Called with each value on its way in."""
        return _keys_of(dialect).encrypt(value) if value else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Called with each value on its way out."""
        return _keys_of(dialect).decrypt(value) if value else value
