import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from casework.settings import BadKeyFile, BadSettings, Settings, read_settings


def test_an_office_that_sets_nothing_works_on_its_own_machine():
    settings = read_settings({"PATH": "/usr/bin", "LANG": "zh_CN.UTF-8"})
    assert settings.data == Path("data")
    assert settings.database == f"sqlite:///{Path('data') / 'casework.db'}"
    assert (settings.host, settings.port, settings.timezone) == (
        "127.0.0.1",
        8000,
        "Asia/Shanghai",
    )
    assert (settings.broker_url, settings.smtp_url, settings.trusted_hosts) == ("", "", ())


def test_the_demo_has_a_folder_of_its_own_unless_one_is_named():
    assert read_settings({}, data="demo-data").data == Path("demo-data")
    assert read_settings({"CASEWORK_DATA": "x"}, data="demo-data").data == Path("x")


def test_every_setting_is_read_from_its_variable():
    given = {
        "CASEWORK_DATABASE_URL": "postgresql://casework@db/casework",
        "CASEWORK_PORT": "8080",
        "CASEWORK_SECRET_KEY_FILE": "secret",
        "CASEWORK_TRUSTED_HOSTS": "gk.example.gov.cn, 10.0.0.8",
        "CASEWORK_TIMEZONE": "UTC",
    }
    settings = read_settings(given)
    assert settings.database == given["CASEWORK_DATABASE_URL"]
    assert settings.port == 8080
    assert settings.secret_key_file == Path("secret")
    assert settings.trusted_hosts == ("gk.example.gov.cn", "10.0.0.8")
    assert settings.timezone == "UTC"


def test_a_variable_set_to_nothing_is_not_set():
    assert read_settings({"CASEWORK_PORT": "", "CASEWORK_DATA": ""}) == read_settings({})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("CASEWORK_SMPT_URL", "smtp://mail"),
        ("CASEWORK_PORT", "eighty"),
        ("CASEWORK_PORT", "99999"),
        ("CASEWORK_TIMEZONE", "Asia/Jinjiang"),
        ("CASEWORK_DATABASE", "sqlite:///x"),
        ("CASEWORK_BROKER_URL", "valkey-in-the-office"),
        ("CASEWORK_BROKER_URL", "amqp://guest@queue"),
        ("CASEWORK_BROKER_URL", "redis+socket:///run/valkey.sock"),
        ("CASEWORK_SMTP_URL", "mail.office:25"),
        ("CASEWORK_SMTP_URL", "http://mail.office"),
        ("CASEWORK_SMTP_URL", "smtps://:465"),
        ("CASEWORK_SMTP_URL", "smtp://mail:submission"),
    ],
)
def test_a_misspelt_variable_or_value_is_one_line_that_names_it(variable, value):
    with pytest.raises(BadSettings, match=variable) as raised:
        read_settings({variable: value})
    assert "\n" not in str(raised.value)
    assert value not in str(raised.value)


@pytest.mark.parametrize(
    "address", ["smtp://mail:25", "smtps://lin:a%40b@mail", "smtp://[::1]:25", "file:///tmp/mails"]
)
def test_mail_goes_to_a_server_or_into_a_file(address):
    assert read_settings({"CASEWORK_SMTP_URL": address}).smtp_url == address


def test_a_wrong_setting_never_shows_its_value():
    with pytest.raises(BadSettings) as raised:
        read_settings(
            {
                "CASEWORK_SMTPURL": "smtp://user:secret@mail",
                "CASEWORK_PORT": "secret",
                "CASEWORK_BROKER_URL": "redis://:secret@\u2100",
            }
        )
    for name in ("SMTPURL", "PORT", "BROKER_URL"):
        assert f"CASEWORK_{name}" in str(raised.value)
    assert "secret@" not in str(raised.value)
    assert raised.value.__suppress_context__


def test_settings_in_a_log_do_not_show_addresses_that_hold_passwords():
    schemes = {"DATABASE_URL": "postgresql", "BROKER_URL": "redis", "SMTP_URL": "smtp"}
    settings = read_settings(
        {f"CASEWORK_{name}": f"{scheme}://u:secret@h" for name, scheme in schemes.items()}
    )
    assert "secret@" not in f"{settings} {settings!r}"


def test_every_setting_is_described_and_none_can_be_changed():
    assert all(field.description for field in Settings.model_fields.values())
    settings = read_settings({})
    with pytest.raises(ValidationError):
        settings.port = 1


@pytest.fixture
def settings(tmp_path):
    return read_settings({"CASEWORK_DATA": str(tmp_path / "data")})


def test_the_keys_are_made_once_and_differ(settings):
    keys = [settings.secret_key(), settings.field_keys(), settings.audit_key()]
    assert len(set(keys)) == 3
    assert keys == [settings.secret_key(), settings.field_keys(), settings.audit_key()]
    Fernet(settings.field_keys())


def test_a_key_is_its_owners_alone(settings):
    settings.secret_key()
    file = settings.data / "secret.key"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, settings.data)]
    assert modes == ([0o666, 0o777] if sys.platform == "win32" else [0o600, 0o700])
    assert list(settings.data.iterdir()) == [file]


def test_a_key_file_named_elsewhere_is_used(settings, tmp_path):
    path = tmp_path / "keys" / "mine"
    path.parent.mkdir()
    path.write_text("made-by-hand\n")
    assert settings.model_copy(update={"secret_key_file": path}).secret_key() == b"made-by-hand"


def test_an_empty_key_file_stops_the_start(settings):
    settings.data.mkdir()
    (settings.data / "field.key").write_text("\n")
    with pytest.raises(BadKeyFile, match=r"field\.key"):
        settings.field_keys()


def test_processes_that_start_together_agree_on_the_key(settings):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: settings.secret_key(), range(8)))) == 1
