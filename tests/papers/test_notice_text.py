"""Holiday notices as published text: all of them, in all styles, and what must be refused."""

import json
import unicodedata
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from casework.law.calendar import WorkCalendar
from casework.law.notice_checks import days_of, doubts, is_known
from casework.law.notices import NOTICES, Notice
from casework.papers.notice import Beside, Unreadable, read_notice, text_of
from tests.support.notice_texts import STYLES, rendered

DATA = Path(__file__).parents[1] / "data"
TEXTS = {path.stem: path.read_text("utf-8") for path in (DATA / "notices").glob("*.txt")}
COLLECTED = json.loads((DATA / "holidays.json").read_text("utf-8"))
YEARLY = [notice for notice in NOTICES if len(notice.festivals) > 1]
LATER = date(2026, 11, 22)


def _draft(text, known=NOTICES):
    return read_notice(text, known)


def _days(notice):
    return [(day, working) for day, _, working in days_of(notice.festivals)]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_each_published_text_gives_exactly_the_notice_we_are_delivered_with(name):
    draft = _draft(TEXTS[name])
    [delivered] = [notice for notice in NOTICES if notice.number == draft.number]
    assert draft.notice == delivered
    assert doubts(draft, NOTICES, LATER) == []


def test_there_is_a_text_of_every_notice():
    assert {_draft(text).number for text in TEXTS.values()} == {n.number for n in NOTICES}


def test_the_texts_alone_one_after_the_other_make_the_collected_calendar():
    known: list[Notice] = []
    for text in sorted(TEXTS.values(), key=lambda text: _draft(text).issued_on):
        draft = _draft(text, known)
        assert doubts(draft, known, draft.issued_on) == []
        known.append(draft.notice)
    calendar = WorkCalendar(known)
    for year in map(str, range(2019, 2027)):
        rulings = {d: r for d, r in calendar.rulings.items() if d.year == int(year)}
        off = {d.isoformat() for d, r in rulings.items() if not r.working}
        assert off == set(COLLECTED[year]["off"]), year
        worked = {d.isoformat() for d, r in rulings.items() if r.working}
        assert worked == set(COLLECTED[year]["work"]), year


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("notice", YEARLY, ids=lambda notice: str(notice.year))
def test_each_notice_reads_back_the_same_in_every_style(notice, style):
    assert _draft(rendered(notice, style)).notice == notice


_BLANKS = st.sampled_from(["", "", "", " ", "\n", "\u3000", "\u00a0", "\u200b", "\r\n", "\t"])


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_blanks_and_line_breaks_anywhere_change_nothing(name, data):
    text = TEXTS[name]
    place = data.draw(st.integers(0, len(text)))
    noisy = [c + data.draw(_BLANKS) for c in text[place : place + 60]]
    spoilt = text[:place] + "".join(noisy) + text[place + 60 :]
    assert _draft(spoilt) == _draft(text)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_wide_digits_narrow_brackets_quotes_and_tags_change_nothing(name):
    text = TEXTS[name]
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    narrow = str.maketrans("（），：〔〕", "(),:[]")
    tagged = "".join(f"<p style='margin:0'>{line}&nbsp;</p>\r\n" for line in text.splitlines())
    quoted = text.replace("春节：", "「春节」：").replace("元旦：", "“元旦”：")
    for other in (text.translate(wide), text.translate(narrow), tagged, quoted):
        assert _draft(other).notice == _draft(text).notice
    assert _draft(unicodedata.normalize("NFKC", text)).notice == _draft(text).notice


def test_what_a_page_puts_around_the_text_is_no_part_of_it():
    page = (
        "索 引 号：000014349/2025-00063　主题分类：其他\n发文机关：国务院办公厅\n"
        "成文日期：2025年11月04日\n标　　题：国务院办公厅关于2026年部分节假日安排的通知\n"
        "发文字号：国办发明电〔2025〕7号　发布日期：2025年11月04日\n"
        f"{TEXTS['2026']}\n（此件公开发布）\n【我要纠错】责任编辑：某某\n1月1日起打印本页"
    )
    assert _draft(page).notice == _draft(TEXTS["2026"]).notice


def test_the_day_of_issue_may_stand_in_chinese_numerals():
    text = TEXTS["2026"].replace("2025年11月4日", "二〇二五年十一月四日")
    assert _draft(text).issued_on == date(2025, 11, 4)


def test_december_days_of_new_year_lie_in_the_year_before_even_unsaid():
    text = TEXTS["2023"].replace("2022年12月31日至2023年1月2日", "12月31日至1月2日")
    assert _draft(text).notice == _draft(TEXTS["2023"]).notice


def test_an_encouraged_rest_is_no_day_off():
    days = _days(_draft(TEXTS["2024"]).notice)
    assert date(2024, 2, 9) not in [day for day, _ in days]


def test_an_extension_keeps_the_beginning_and_drops_the_worked_days_inside():
    [spring] = _draft(TEXTS["2020-extended"]).notice.festivals
    assert (spring.first, spring.last) == (date(2020, 1, 24), date(2020, 2, 2))
    assert spring.make_up == (date(2020, 1, 19),)


def test_an_extension_of_what_is_not_known_is_refused():
    with pytest.raises(Unreadable, match="没有找到2020年春节原来的安排"):
        _draft(TEXTS["2020-extended"], ())


def _2026(old, new):
    assert old in TEXTS["2026"]
    return TEXTS["2026"].replace(old, new)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (_2026("1月4日（周日）上班", "1月4日（周日）另行通知"), "1月4日（周日）另行通知"),
        (_2026("共9天。", "共9天。2月24日下午放假半天。"), "2月24日下午放假半天"),
        (_2026("共9天。", "共9天。2月15日至16日放假，共2天。"), "两段放假"),
        (_2026("1月1日（周四）至3日", "1月1日（含）至3日"), "含"),
        (_2026("节假日期间，", "春节期间，周六、周日照常上班。节假日期间，"),
         "周六、周日照常上班"),
        (_2026("节假日期间，", "除夕当天休息。节假日期间，"), "除夕当天休息"),
        (_2026("节假日期间，", "各地区、各部门另放假两天。节假日期间，"), "另放假两天"),
        (_2026("节假日期间，", "各单位2月9日放假半天。节假日期间，"), "放假半天"),
        (_2026("鼓励单位", "鼓励错峰出行，2月24日放假，推动单位"), "2月24日放假"),
        (_2026("共9天。", "共9天，共8天。"), "写明9天，这里是8天"),
        (_2026("放假调休，共9天。", "放假调休8天，共9天。"), "写明8天，这里是9天"),
        (_2026("放假调休，共9天。", "放假，不调休，共9天。"), "既写不调休，又写了上班"),
        (_2026("2月14日（周六）、2月28日（周六）上班", "2月14日（周六）、14日上班"),
         "同一天写了两次"),
        (_2026("1月4日（周日）上班", "1月4日（周日）起上班，1月5日起上班"), "两次起上班"),
        (_2026("\n\n国务院办公厅\n", "\n\n国务院办公厅\n2025年11月3日\n国务院办公厅\n"),
         "不一致的发布日期"),
        (_2026("国办发明电〔2025〕7号", "国办发明电〔2025〕7号 国办发明电〔2024〕12号"),
         "不一致的文号"),
        (_2026("三、清明节：4月4日（周六）至6日（周一）放假，共3天。", "三、清明节：另行通知。"),
         "清明节：另行通知"),
        (_2026("4月4日（周六）", "4月31日（周六）"), "没有2026年4月31日"),
        (_2026("国办发明电〔2025〕7号", ""), "文号"),
        (_2026("通知如下", "情况"), "通知如下"),
        (_2026("国务院办公厅\n\n2025年11月4日", ""), "发布日期"),
        (_2026("现将2026年", "现将2025年"), "不一致的年度（2025、2026）"),
        (_2026("共3天。\n\n四、", "共3天。周末照常上班。\n\n四、"), "周末照常上班"),
        (_2026("五、端午节：", "五、春分："), "6月19日（周五）"),
        (_2026("6月19日（周五）", "19日（周五）"), "没有写明月份"),
        (_2026("共9天。", "共9天。锟斤拷烫烫烫。"), "看不懂“锟斤拷烫烫烫”"),
        (_2026("鼓励单位", "本通知由某某网整理。鼓励单位"), "看不懂“本通知由某某网整理”"),
        (TEXTS["2025"] + TEXTS["2026"], "一次只导入一份通知"),
        ("", "还没有内容"),
        ("今天天气不错", "通知如下"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_for_certain_is_refused_by_its_sentence(text, told):
    with pytest.raises(Unreadable, match=told):
        _draft(text)


_ITEMS = TEXTS["2026"].partition("通知如下。")[2].partition("国务院办公厅")[0]


def test_the_items_alone_are_enough_with_what_is_said_beside_them():
    beside = Beside("国办发明电〔2025〕7号", date(2025, 11, 4), 2026)
    assert read_notice(_ITEMS, NOTICES, beside) == _draft(TEXTS["2026"])


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (Beside(), "发布日期"),
        (Beside(issued_on=date(2025, 11, 4)), "年度"),
        (Beside(issued_on=date(2025, 11, 4), year=2026), "文号"),
    ],
)
def test_what_neither_the_paper_nor_anybody_says_is_asked_for(beside, told):
    with pytest.raises(Unreadable, match=rf"没有读出{told}.*填写{told}"):
        read_notice(_ITEMS, NOTICES, beside)


def test_what_is_said_beside_a_paper_must_agree_with_it():
    with pytest.raises(Unreadable, match="不一致的年度（2026、2027）"):
        read_notice(TEXTS["2026"], NOTICES, Beside(year=2027))


@pytest.mark.parametrize(
    "numbering",
    [
        *("{arabic}. ", "{arabic}、", "({arabic})", "（{chinese}）", "{chinese}．", "{circled} "),
        *("", "• ", "<li>"),
    ],
)
@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_items_may_be_numbered_in_any_usual_way_or_not_at_all(name, numbering):
    text = TEXTS[name]
    for n, chinese in enumerate("一二三四五六七", 1):
        given = {"arabic": n, "chinese": chinese, "circled": "①②③④⑤⑥⑦"[n - 1]}
        text = text.replace(f"\n{chinese}、", f"\n{numbering.format(**given)}")
    assert _draft(text).notice == _draft(TEXTS[name]).notice


def _docx(text):
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        TEXTS["2026"].encode("gb18030"),
        TEXTS["2026"].encode("utf-8-sig"),
        TEXTS["2026"].encode("utf-16"),
        _docx(TEXTS["2026"]),
    ],
    ids=["gb18030", "utf-8-sig", "utf-16", "docx"],
)
def test_a_file_is_read_in_whatever_way_windows_programs_write_it(written):
    assert _draft(text_of(written)) == _draft(TEXTS["2026"])


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"\x00\x01\x02", b"\xff\xfe\x00\xd8"],
    ids=["zip", "zeroes", "utf-16"],
)
def test_what_is_no_text_is_refused_with_what_to_do(content):
    with pytest.raises(Unreadable, match="复制粘贴"):
        text_of(content)


def _as_days(notice):
    days = days_of(notice.festivals)
    return {
        "number": notice.number,
        "issued_on": notice.issued_on.isoformat(),
        "year": notice.year,
        "off": [day.isoformat() for day, _, working in days if not working],
        "work": [day.isoformat() for day, _, working in days if working],
    }


@pytest.mark.parametrize("notice", YEARLY, ids=lambda notice: str(notice.year))
def test_the_same_days_as_json_or_csv_are_the_same_notice(notice):
    told = _as_days(notice)
    as_json = _draft(json.dumps(told))
    kinds = [(day, kind) for kind in ("off", "work") for day in told[kind]]
    table = "".join(f"{day.replace('-0', '/').replace('-', '/')},{kind}\n" for day, kind in kinds)
    beside = Beside(notice.number, notice.issued_on, notice.year)
    as_csv = read_notice(f"日期,类型\n{table}", NOTICES, beside)
    for draft in (as_json, as_csv):
        assert is_known(draft, NOTICES)
        assert doubts(draft, NOTICES, LATER) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"works": []}, "works：不认识这一项"),
        ({"off": []}, "off：没有放假的日子"),
        ({"off": ["2026-13-01"]}, "off.0：写法不对"),
        ({"off": ["2026-01-01", "2026-01-01"]}, "写了两次"),
        ({"number": "无"}, "文号“无”应当写成"),
        ({"number": None}, "没有读出文号"),
        ({"off": ["2026-03-03"]}, "不知是哪个节日"),
        ({"notices": [{}, {}]}, "分别导入"),
    ],
)
def test_json_that_is_not_quite_a_notice_is_refused_by_its_field(changed, told):
    with pytest.raises(Unreadable, match=told):
        _draft(json.dumps(_as_days(YEARLY[-1]) | changed))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"year": 2026,', "第1行第15列"),
        ('{"year": 2026, "year": 2027}', "'year' 出现了两次"),
        ("[]", "JSON 应当是一份通知"),
        ('{"off":' + "[" * 9000, "嵌套过深"),
        ('{"off": 1, "notices": 7}', "notices 不对"),
    ],
)
def test_what_is_no_json_of_a_notice_is_refused_with_where(text, told):
    with pytest.raises(Unreadable, match=told):
        _draft(text)


@pytest.mark.parametrize(
    ("line", "told"),
    [("2026-01-01,假", "第二列"), ("一月一日,off", "2027-01-01 这样"), ("year,2027", "写了两次")],
)
def test_csv_that_is_not_quite_a_notice_is_refused_by_its_line(line, told):
    with pytest.raises(Unreadable, match=rf"第3行.*{told}"):
        _draft(f"number,国办发明电〔2025〕7号\nyear,2026\n{line}\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEXTS["2026"].replace("〔2025〕7号", "〔2025〕8号"), "没有写明是调整它"),
        (TEXTS["2026"].replace("2025年11月4日", "2025年11月5日"), "发布日期是2025-11-04，与这份"),
        (TEXTS["2026"].replace("2月14日（周六）、", ""), "所载的日期与这份不同"),
        (TEXTS["2019-amended"].replace("4月28日", "4月27日"), "写作周日，实为周六"),
        (TEXTS["2026"].replace("5日（周二）", "4日（周一）"), "写明共5天"),
    ],
)
def test_what_can_be_read_but_not_be_right_is_doubted(text, told):
    draft = _draft(text)
    known = [n for n in NOTICES if n.number != draft.number]
    known = NOTICES if "没有写明" in told or "与这份" in told else known
    assert any(told in doubt for doubt in doubts(draft, known, LATER))


def test_changing_one_of_two_joined_festivals_must_say_what_becomes_of_the_other():
    text = TEXTS["2019-amended"].replace("2019", "2023").replace("3月22日", "9月1日")
    text = text.replace("劳动节", "国庆节").replace("2023年5月1日至4日", "10月1日至4日")
    text = text.replace("4月28日（星期日）、5月5日（星期日）上班。", "")
    assert any(
        "中秋节原来与别的节日合并" in doubt for doubt in doubts(_draft(text), NOTICES, LATER)
    )


@given(st.text(max_size=200))
def test_any_other_text_is_refused_with_a_sentence(text):
    with pytest.raises(Unreadable, match=r"[\u4e00-\u9fff]"):
        _draft(text)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_text_with_a_character_lost_gives_the_same_days_or_a_sentence(name, data):
    """A slip never makes other days silently: it is refused, doubted, or touches no day."""
    text = TEXTS[name]
    place = data.draw(st.integers(0, len(text) - 1))
    spoilt = text[:place] + text[place + 1 :]
    before = [n for n in NOTICES if n.issued_on < _draft(text).issued_on]
    try:
        draft = _draft(spoilt, before)
    except Unreadable:
        return
    if draft.notice != _draft(text).notice:
        found = doubts(draft, before, LATER)
        only_unchecked = _days(draft.notice) != _days(_draft(text).notice)
        assert found or not only_unchecked or _has_no_count(text, place)


def _has_no_count(text, place):
    """Older notices state neither length nor weekday of some days; nothing could catch that."""
    line = text[: place + 1].rpartition("\n")[2] + text[place + 1 :].partition("\n")[0]
    return "共" not in line or "上班" in line
