"""The settings: environment variables that begin with CASEWORK_, and the keys beside the data.

A misspelt variable is an error, not a default: an office that believes its mail is set up must
not learn otherwise from a missed deadline.
"""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

PREFIX = "CASEWORK_"
_OWNER_ONLY = 0o600
_OWNER_ONLY_FOLDER = 0o700


class BadSettings(ValueError):
    """The environment is wrong; the message is one line that names the variable."""


class BadKeyFile(ValueError):
    """A key file is there and holds no key; starting with another key would lose data."""


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("没有这个时区 no such time zone") from None
    return name


def _mail_server(url: str) -> str:
    """An address that mail can be handed to: told at the start, not by a mail that never came."""
    try:
        parts = urlsplit(url)
        found = parts.path if parts.scheme == "file" else parts.hostname
        known = parts.scheme in ("smtp", "smtps", "file") and found and parts.port != 0
    except ValueError:
        known = False
    if url and not known:
        raise ValueError("应当形如 smtp://mail.example.gov.cn:25，或者以 smtps://、file:/// 开头")
    return url


def _broker(url: str) -> str:
    """Valkey's address; Celery would ask for RabbitMQ under any other, and go on asking."""
    try:
        known = urlsplit(url).scheme in ("redis", "rediss")
    except ValueError:
        known = False
    if url and not known:
        raise ValueError("应当形如 redis://:密码@主机:6379/0")
    return url


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


class Settings(BaseModel):
    """What an office may choose outside the program; the descriptions are printed by `doctor`."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    data: Path = Field(description="数据文件夹：数据库、附件、密钥")
    database_url: str = Field(
        "", repr=False, description="数据库地址；不填则用数据文件夹内的 SQLite"
    )
    broker_url: Annotated[str, AfterValidator(_broker)] = Field(
        "", repr=False, description="Valkey 地址；不填则由本进程自己办理"
    )
    host: str = Field("127.0.0.1", description="监听地址")
    port: int = Field(8000, ge=0, le=65535, description="监听端口；0 表示任选空闲端口")
    secret_key_file: Path | None = Field(None, description="会话签名密钥文件")
    field_key_file: Path | None = Field(None, description="申请人信息加密密钥文件")
    audit_key_file: Path | None = Field(None, description="审计链密钥文件")
    smtp_url: Annotated[str, AfterValidator(_mail_server)] = Field(
        "", repr=False, description="发信服务器，如 smtp://mail.example.gov.cn:25"
    )
    mail_from: str = Field("", description="发信人地址")
    trusted_hosts: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(
        (), description="允许的访问域名，用逗号分隔"
    )
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(
        "Asia/Shanghai", description="时区"
    )

    @property
    def database(self) -> str:
        """The address of the database that is really used."""
        return self.database_url or f"sqlite:///{self.data / 'casework.db'}"

    def secret_key(self) -> bytes:
        """Signs cookies and forms."""
        return _key(self.secret_key_file or self.data / "secret.key")

    def field_keys(self) -> bytes:
        """Encrypt what finds an applicant at home; one key a line, the newest first."""
        return _key(self.field_key_file or self.data / "field.key")

    def audit_key(self) -> bytes:
        """Chains the audit entries."""
        return _key(self._audit_key_path)

    def has_audit_key(self) -> bool:
        """Whether it is there; asking for it would make a new one."""
        return self._audit_key_path.exists()

    @property
    def _audit_key_path(self) -> Path:
        return self.audit_key_file or self.data / "audit.key"


def read_settings(environ: Mapping[str, str], data: str = "data") -> Settings:
    """The settings an environment asks for; `data` is the folder where it names none.

    Raises BadSettings with one line, which never shows the value: it may be a password.
    """
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and value
    }
    try:
        return Settings.model_validate({"data": data} | given)
    except ValidationError as wrong:
        raise BadSettings(
            "；".join(_told(error["loc"], error) for error in wrong.errors())
        ) from None


def _told(place: tuple[int | str, ...], error: Mapping[str, object]) -> str:
    name = PREFIX + str(place[0]).upper()
    if error["type"] == "extra_forbidden":
        known = "、".join(PREFIX + field.upper() for field in Settings.model_fields)
        return f"没有 {name} 这个设置 unknown setting；可用的有：{known}"
    return f"{name} 的值不对 bad value：{str(error['msg']).removeprefix('Value error, ')}"


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter; one that is there is left as it is."""
    folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)


def _key(path: Path) -> bytes:
    """The key in a file; made on first use, and the same for whoever comes first or second."""
    if not path.exists():
        make_private_folder(path.parent)
        _write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(32)) + b"\n")
    key = path.read_bytes().strip()
    if not key:
        raise BadKeyFile(f"密钥文件 {path} 是空的 empty key file")
    return key


def _write_once(path: Path, content: bytes) -> None:
    """Put a whole file under a name, or leave the one that another process put there first."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        draft.unlink()
