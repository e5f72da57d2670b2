"""The printed form of the annual report, by year: rows, columns and official labels.

国办公开办函〔2019〕60号 gave a trial form, used for the reports of 2019 and 2020;
国办公开办函〔2021〕30号 the form used since. Where the two differ, both stand here side by side;
everything else is written once. The file is longer than others because it is the form: no label
of the report is typed anywhere else, except the rows that are outcomes, the applicants and the
disputes, which come from the catalogues in `law`.
"""

from dataclasses import dataclass
from typing import Literal

from casework.law.applicants import APPLICANT_KINDS
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.law.outcomes import OTHER, OUTCOMES

Unit = Literal["count", "change", "money"]
"""What a cell of table 二 holds: a number of things, a change that may be negative, money."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the report, and the field of `Texts` whose words stand under it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its key in addresses, its printed label, what it holds."""

    key: str
    label: str
    unit: Unit = "count"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of table 三. `within` are the headings left of it, from the outside in."""

    key: str
    label: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of table 二."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of table 二: one item of 条例第二十条 with columns of its own."""

    heading: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of the printed form, and the first year reported on it."""

    code: str
    first_year: int
    table2: tuple[Block, ...]
    table3: tuple[Row, ...]

    @property
    def leaves(self) -> tuple[str, ...]:
        """The rows of table 三 that add up to （七）总计."""
        return tuple(row.key for row in self.table3 if row.key not in SUMMARY_ROWS)


SUMMARY_ROWS = ("new", "carried_in", "outcome_total", "carried_out")

PARTS = (
    Heading("overview", "一、总体情况"),
    Heading("proactive", "二、主动公开政府信息情况"),
    Heading("applications", "三、收到和处理政府信息公开申请情况"),
    Heading("disputes", "四、政府信息公开行政复议、行政诉讼情况"),
    Heading("problems", "五、存在的主要问题及改进情况"),
    Heading("other_matters", "六、其他需要报告的事项"),
)

OVERVIEW = (
    Heading("disclosed", "（一）主动公开情况"),
    Heading("on_application", "（二）依申请公开情况"),
    Heading("management", "（三）政府信息管理情况"),
    Heading("platforms", "（四）政府信息公开平台建设情况"),
    Heading("safeguards", "（五）监督保障情况"),
)
"""What 30号 wants covered in part one, in its order."""

LABELS = {"preface": "引言", **{heading.key: heading.label for heading in (*PARTS, *OVERVIEW)}}
"""What each field of `Texts` is called."""

TITLE = "政府信息公开工作年度报告"
CONTENT = "信息内容"
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"
ORGANISATIONS = "法人或其他组织"
OUTCOME_SECTION = "三、本年度办理结果"
TOTAL = Column("total", "总计")

TABLE3_COLUMNS = (*(Column(kind.code, kind.label) for kind in APPLICANT_KINDS), TOTAL)
TABLE4_COLUMNS = (
    *(Column(result.code, result.label) for result in RESULTS),
    Column("pending", "尚未审结"),
    TOTAL,
)
TABLE4_GROUPS = DISPUTE_KINDS


def _within(group: str) -> tuple[str, ...]:
    return (OUTCOME_SECTION, group) if group else (OUTCOME_SECTION,)


_OUTCOME_ROWS = tuple(Row(one.code, one.label, _within(one.group)) for one in OUTCOMES)
_COMMON_ROWS = tuple(row for row in _OUTCOME_ROWS if OTHER not in row.within)
_OTHER_ROWS = tuple(row for row in _OUTCOME_ROWS if OTHER in row.within)

OTHER_ALL = "other_all"
"""The single row （六）其他处理 of the 2019 form, into which three outcomes fall."""

OTHER_OUTCOMES = tuple(row.key for row in _OTHER_ROWS)


def _table3(other: tuple[Row, ...]) -> tuple[Row, ...]:
    return (
        Row("new", "一、本年新收政府信息公开申请数量"),
        Row("carried_in", "二、上年结转政府信息公开申请数量"),
        *_COMMON_ROWS,
        *other,
        Row("outcome_total", "（七）总计", (OUTCOME_SECTION,)),
        Row("carried_out", "四、结转下年度继续办理"),
    )


_DECISIONS = Column("decisions", "本年处理决定数量")

FORM_2021 = Form(
    "2021",
    2021,
    (
        Block(
            "第二十条第（一）项",
            (
                Column("issued", "本年制发件数"),
                Column("repealed", "本年废止件数"),
                Column("in_force", "现行有效件数"),
            ),
            (Line("rules", "规章"), Line("normative_documents", "行政规范性文件")),
        ),
        Block("第二十条第（五）项", (_DECISIONS,), (Line("licences", "行政许可"),)),
        Block(
            "第二十条第（六）项",
            (_DECISIONS,),
            (Line("penalties", "行政处罚"), Line("coercive_measures", "行政强制")),
        ),
        Block(
            "第二十条第（八）项",
            (Column("amount", "本年收费金额（单位：万元）", "money"),),
            (Line("fees_wan", "行政事业性收费"),),
        ),
    ),
    _table3(_OTHER_ROWS),
)

_LAST_YEAR = Column("last_year", "上一年项目数量")
_CHANGE = Column("change", "本年增/减", "change")
_PROJECTS = (_LAST_YEAR, _CHANGE, Column("decisions", "处理决定数量"))

FORM_2019 = Form(
    "2019",
    2019,
    (
        Block(
            "第二十条第（一）项",
            (
                Column("made", "本年新制作数量"),
                Column("published", "本年新公开数量"),
                Column("in_public", "对外公开总数量"),
            ),
            (Line("rules", "规章"), Line("normative_documents", "规范性文件")),
        ),
        Block(
            "第二十条第（五）项",
            _PROJECTS,
            (Line("licences", "行政许可"), Line("other_service", "其他对外管理服务事项")),
        ),
        Block(
            "第二十条第（六）项",
            _PROJECTS,
            (Line("penalties", "行政处罚"), Line("coercive_measures", "行政强制")),
        ),
        Block("第二十条第（八）项", (_LAST_YEAR, _CHANGE), (Line("fee", "行政事业性收费"),)),
        Block(
            "第二十条第（九）项",
            (Column("projects", "采购项目数量"), Column("amount", "采购总金额", "money")),
            (Line("procurement", "政府集中采购"),),
        ),
    ),
    _table3((Row(OTHER_ALL, OTHER, (OUTCOME_SECTION,)),)),
)

FORMS = {form.code: form for form in (FORM_2019, FORM_2021)}


def form_of(year: int) -> Form:
    """The form that the report of that year is printed on.

    Raises ValueError before 2019: the older regulations had a form of their own.
    """
    for form in reversed(FORMS.values()):
        if year >= form.first_year:
            return form
    raise ValueError(f"{year}年度的年度报告适用修订前的条例，没有对应的表格")
