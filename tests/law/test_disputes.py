"""Kinds and results of disputes are the columns of table 四."""

from casework.law.disputes import DISPUTE_KINDS, RESULTS


def test_the_three_groups_stand_in_the_printed_order():
    assert [(kind.code, kind.group, kind.label) for kind in DISPUTE_KINDS] == [
        ("reconsideration", "", "行政复议"),
        ("litigation_direct", "行政诉讼", "未经复议直接起诉"),
        ("litigation_after_reconsideration", "行政诉讼", "复议后起诉"),
    ]


def test_pending_is_no_result():
    assert [(one.code, one.label) for one in RESULTS] == [
        ("upheld", "结果维持"),
        ("overturned", "结果纠正"),
        ("other", "其他结果"),
    ]


def test_a_rejected_claim_upholds_and_an_inadmissible_one_does_not():
    covers = {one.code: one.covers for one in RESULTS}
    assert "驳回复议请求" in covers["upheld"]
    assert "驳回起诉" in covers["other"]
    assert "确认违法" in covers["overturned"]
