import pytest
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import text

from casework.store.secrets import FieldKeys, give_keys
from casework.store.tables import ApplicantRow

NUMBER = "35058219900101001X"
OLD, NEW = Fernet.generate_key(), Fernet.generate_key()


def _applicant(store, **what):
    with store.writing() as session:
        index = store.keys.blind_index(what.get("identity_number", ""))
        row = ApplicantRow(
            agency_id=1, kind="natural_person", name="张三", identity_index=index, **what
        )
        session.add(row)
    return row.id


def test_what_finds_a_person_at_home_is_not_in_the_database(store, case_id):
    plain = {
        "identity_number": NUMBER,
        "phone": "13805950000",
        "email": "zhang@example.com",
        "address": "晋江市西园街道1号",
    }
    applicant_id = _applicant(store, **plain)
    with store.engine.connect() as connection:
        stored = connection.execute(text("SELECT * FROM applicants")).mappings().one()
    assert all(value not in str(dict(stored)) for value in plain.values())
    with store.reading() as session:
        row = session.get(ApplicantRow, applicant_id)
        assert {name: getattr(row, name) for name in plain} == plain


def test_an_empty_field_stays_empty(store, case_id):
    _applicant(store)
    with store.engine.connect() as connection:
        stored = connection.execute(text("SELECT phone, identity_index FROM applicants")).one()
    assert tuple(stored) == ("", "")


def test_the_database_without_its_key_gives_nothing(store, case_id):
    applicant_id = _applicant(store, phone="13805950000")
    give_keys(store.engine.dialect, FieldKeys(Fernet.generate_key()))
    with pytest.raises(InvalidToken), store.reading() as session:
        session.get(ApplicantRow, applicant_id)


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER.lower(),
        " 350582 19900101 001X ",
        "350582-19900101-001X",
        "３５０５８２19900101001Ｘ",
    ],
)
def test_a_number_is_found_however_it_is_typed(typed):
    keys = FieldKeys(OLD)
    assert keys.blind_index(typed) == keys.blind_index(NUMBER)
    assert keys.blind_index(typed) != keys.blind_index("350582199001010011")


def test_the_index_tells_nothing_without_the_key():
    assert FieldKeys(OLD).blind_index(NUMBER) != FieldKeys(NEW).blind_index(NUMBER)
    assert NUMBER not in FieldKeys(OLD).blind_index(NUMBER)


def test_a_new_key_on_top_reads_and_finds_what_the_old_one_wrote():
    before, after = FieldKeys(OLD), FieldKeys(NEW + b"\n" + OLD)
    assert after.decrypt(before.encrypt(NUMBER)) == NUMBER
    assert after.blind_index(NUMBER) == before.blind_index(NUMBER)
    with pytest.raises(InvalidToken):
        before.decrypt(after.encrypt(NUMBER))
