"""Kinds of applicant: the columns of table 三, and how staff choose among them.

The form prints six columns and says nothing about who belongs where. `help` is therefore our
reading; an office that reads otherwise may choose otherwise, the counts do not depend on it.
The column follows the applicant, not a representative: a lawyer who applies for a client is
counted under the client.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class ApplicantKind:
    """One column of table 三. `label` is official; `help` is our reading of who belongs there."""

    code: str
    label: str
    help: str


APPLICANT_KINDS = (
    ApplicantKind(
        "natural_person",
        "自然人",
        "公民个人，包括律师以个人名义提出的申请；个体工商户以经营者个人名义申请的也计在这里。",
    ),
    ApplicantKind(
        "commercial",
        "商业企业",
        "公司、合伙企业、个人独资企业、农民专业合作社，以及以字号名义申请的个体工商户。",
    ),
    ApplicantKind("research", "科研机构", "科研院所、高等学校等以研究为业的单位。"),
    ApplicantKind(
        "public_welfare", "社会公益组织", "社会团体、基金会、民办非企业单位等公益性组织。"
    ),
    ApplicantKind(
        "legal_service",
        "法律服务机构",
        "律师事务所、基层法律服务所等以本机构名义申请；代理他人申请的，计在被代理人的类别。",
    ),
    ApplicantKind(
        "other", "其他", "村（居）民委员会、业主委员会、农村集体经济组织、机关和其他组织。"
    ),
)

APPLICANT_KINDS_BY_CODE = MappingProxyType({kind.code: kind for kind in APPLICANT_KINDS})
