import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from casework.store.queries.lists import NEWEST
from casework.store.queries.search import alike, search_page
from casework.store.queries.search_index import index_batch, index_cases
from casework.store.tables import AgencyRow, ApplicantRow, CaseApplicantRow, CaseRow
from casework.store.words import plain, wanted

SUBJECTS = (
    "征地补偿标准",
    "南湖路道路改造工程的验收报告",
    "老旧小区改造资金使用明细",
    "征收土地公告及安置补偿方案",
    "ＡＢＣ公司 2023 年环评批复（100%）",
    "东门社区_低保资金发放名单",
)
LETTERS = st.sampled_from("征地补偿改造南路公告资金Aa1２%_\\'\"〔〕 号")


@pytest.fixture
def register(store):
    """Two agencies with the same subjects; the second's must never be found from the first."""
    with store.writing() as session:
        session.add_all(AgencyRow(code=code, name=code, short_name=code) for code in "ab")
        session.flush()
        for agency_id in (1, 2):
            for serial, subject in enumerate(SUBJECTS, start=1):
                _add_case(session, agency_id, serial, subject)
    return store


def _add_case(session, agency_id, serial, subject, request="请提供复印件。", name="陈小明"):
    number = f"西园公开〔2023〕{serial}号"
    case = CaseRow(
        agency_id=agency_id,
        year=2023,
        serial=serial,
        number=number,
        subject=subject,
        request=request,
    )
    applicant = ApplicantRow(agency_id=agency_id, kind="natural_person", name=name)
    session.add_all([case, applicant])
    session.flush()
    party = CaseApplicantRow(
        case_id=case.id, position=1, applicant_id=applicant.id, role="applicant"
    )
    session.add(party)
    session.flush()
    index_cases(session.connection(), [case.id])
    return case.id


def _add_two(session):
    """The second bears the number of the first, so neither is stored."""
    for _ in range(2):
        _add_case(session, 1, 9, "没有成功的登记")


def _found(store, typed, size=50, at=NEWEST, backwards=False, **filters):
    with store.reading() as session:
        given = {"agency": 1, **filters}
        page = search_page(session, wanted(typed), given, at, size, backwards=backwards)
        return [row.id for row in page.rows]


def _by_like(store, typed):
    """What LIKE finds in the comparable text."""
    sought = wanted(typed)
    pattern = sought.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    statement = text(
        "SELECT id FROM cases JOIN case_texts ON case_id = id WHERE agency_id = 1 "
        "AND (plain LIKE :pattern ESCAPE '\\' OR serial = :serial) ORDER BY id DESC"
    )
    asked = {"pattern": f"%{pattern}%" if len(pattern) > 1 else "", "serial": sought.serial}
    with store.reading() as session:
        return list(session.connection().execute(statement, asked).scalars())


@pytest.mark.parametrize(
    "typed",
    [
        *("补偿", "改造", "的验", "征地补偿标准", "不存在", "补标", "偿补", "复印件"),
        *("陈小明", "小明", "ABC公司2023", "abc", "ａｂｃ", "100%", "_低保", "〔2023〕1号"),
        *("2023", "1", "0", "标准\n请提", "标准请", "' OR 1", '" OR words', "\\", "%%"),
    ],
)
def test_the_search_finds_what_like_finds(register, typed):
    if not wanted(typed).is_too_short:
        assert _found(register, typed) == _by_like(register, typed)


def test_two_characters_a_name_and_a_number_are_enough(register):
    assert _found(register, "补偿") == [4, 1]
    assert _found(register, "小明") == [6, 5, 4, 3, 2, 1]
    assert _found(register, "〔2023〕3号") == [3]
    assert _found(register, "3")[-1] == 3
    assert _found(register, "abc公司") == [5]
    assert _found(register, "标准请提") == []


def test_any_text_finds_what_like_finds(register):
    serials = itertools.count(1000)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(LETTERS, min_size=2, max_size=12), st.text(LETTERS, max_size=4), st.data())
    def check(subject, other, data):
        with register.writing() as session:
            _add_case(session, 1, next(serials), subject)
        start = data.draw(st.integers(0, len(subject) - 2))
        part = subject[start : data.draw(st.integers(start + 2, len(subject)))]
        for typed in (part, other):
            if not wanted(typed).is_too_short:
                assert _found(register, typed, size=9999) == _by_like(register, typed)

    check()


def test_a_changed_case_is_found_by_its_new_words_only(register):
    with register.writing() as session:
        session.get_one(CaseRow, 1).subject = "幼儿园招生方案"
        session.flush()
        assert index_cases(session.connection(), [1, 2]) == 1
    assert _found(register, "征地补偿标准") == []
    assert _found(register, "招生") == [1]
    assert _found(register, "小明") == [6, 5, 4, 3, 2, 1]


def test_the_words_are_stored_with_the_case_or_not_at_all(register):
    with pytest.raises(DatabaseError), register.writing() as session:
        _add_two(session)
    assert _found(register, "没有成功") == []


def test_the_pages_of_a_search_join_and_go_back(register):
    assert _found(register, "小明", size=4) == [6, 5, 4, 3]
    assert _found(register, "小明", size=4, at=3) == [2, 1]
    assert _found(register, "小明", size=4, at=2, backwards=True) == [6, 5, 4, 3]


def test_a_search_passes_the_filters_too(register):
    with register.writing() as session:
        session.get_one(CaseRow, 2).state = "closed"
    assert _found(register, "小明", state="closed") == [2]


def test_a_common_word_is_found_by_walking(register):
    with register.writing() as session:
        for serial in range(100, 1110):
            _add_case(session, 1, serial, "政府常务会议纪要")
    found = _found(register, "常务会议", size=3)
    assert found == sorted(found, reverse=True)
    assert len(found) == 3
    assert _found(register, "常务会议", size=5000) == _by_like(register, "常务会议")


def test_alike_cases_come_likest_first_and_of_the_same_agency(register):
    with register.reading() as session:
        found = alike(session, 1, plain("申请公开征地补偿的标准"), 5)
        assert [row.id for row in found] == [1]
        assert alike(session, 1, plain("幼儿园招生"), 5) == []


def test_the_whole_register_is_indexed_anew_and_nothing_changes(register):
    with register.writing() as session:
        assert index_batch(session.connection(), 0) == 12
        assert index_batch(session.connection(), 12) is None
        assert index_cases(session.connection(), range(1, 13)) == 0
