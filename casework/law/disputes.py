"""Kinds and results of 行政复议 and 行政诉讼: the columns of table 四.

Which judgments fall under which result is our reading (the form only prints the three words);
驳回复议请求 counts as upheld as in 行政诉讼法解释 第一百三十三条. `pending` is not a result but
what is left when there is none.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DisputeKind:
    """One group of five columns in table 四. `group` is the heading above it, if it has one."""

    code: str
    group: str
    label: str


@dataclass(frozen=True, slots=True)
class DisputeResult:
    """One way a dispute ends. `label` is official; `covers` lists the decisions we count there."""

    code: str
    label: str
    covers: str


DISPUTE_KINDS = (
    DisputeKind("reconsideration", "", "行政复议"),
    DisputeKind("litigation_direct", "行政诉讼", "未经复议直接起诉"),
    DisputeKind("litigation_after_reconsideration", "行政诉讼", "复议后起诉"),
)

RESULTS = (
    DisputeResult(
        "upheld",
        "结果维持",
        "复议：维持原行为、驳回复议请求；诉讼：判决驳回诉讼请求。",
    ),
    DisputeResult(
        "overturned",
        "结果纠正",
        "变更、撤销或者部分撤销、确认违法、确认无效、责令或者判决限期履行。",
    ),
    DisputeResult(
        "other",
        "其他结果",
        "不予受理、驳回申请或者驳回起诉、撤回申请或者撤诉、终止、调解。",
    ),
)
