"""The kinds of applicant are the columns of table 三."""

from casework.law.applicants import APPLICANT_KINDS, APPLICANT_KINDS_BY_CODE


def test_the_columns_stand_in_the_printed_order():
    assert [(kind.code, kind.label) for kind in APPLICANT_KINDS] == [
        ("natural_person", "自然人"),
        ("commercial", "商业企业"),
        ("research", "科研机构"),
        ("public_welfare", "社会公益组织"),
        ("legal_service", "法律服务机构"),
        ("other", "其他"),
    ]


def test_the_doubtful_applicants_are_each_named_somewhere():
    help_texts = "".join(kind.help for kind in APPLICANT_KINDS)
    for doubtful in ("个体工商户", "村（居）民委员会", "合作社", "律师事务所", "业主委员会"):
        assert doubtful in help_texts


def test_a_kind_is_found_by_its_code():
    assert APPLICANT_KINDS_BY_CODE["research"].label == "科研机构"
