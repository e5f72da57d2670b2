"""Ways to close a case: the rows of table 三 and the options of the closing form.

The labels are those of the form in force since the report for 2021, to the letter. This file is
longer than others because it is a catalogue: it is read entry by entry, by lawyers too. A code
is never renamed, since closed cases carry it as text.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Remedy = Literal["reconsideration_first", "either", "mixed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to close a case.

    `group` is the official heading above the row and empty for the two rows without one.
    `articles` are what the row rests on; of several, the reply cites the one that applies.
    `meaning` tells the clerk when to choose it. `remedy` says what the applicant may do against
    it: 行政复议 before court, either of them, or the one for some parts of the reply and the
    other for the rest.
    """

    code: str
    group: str
    label: str
    articles: tuple[str, ...]
    meaning: str
    remedy: Remedy


REFUSED = "（三）不予公开"
UNAVAILABLE = "（四）无法提供"
NOT_PROCESSED = "（五）不予处理"
OTHER = "（六）其他处理"

OUTCOMES = (
    Outcome(
        "granted",
        "",
        "（一）予以公开",
        ("条例第三十六条第一项", "条例第三十六条第二项"),
        "申请的信息全部提供给申请人，或者已经主动公开、告知其获取的方式和途径。",
        "either",
    ),
    Outcome(
        "granted_in_part",
        "",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        ("条例第三十七条",),
        "给了一部分，其余部分不予公开、不掌握或者不属于政府信息；整件只计在这一行。",
        "mixed",
    ),
    Outcome(
        "refused.state_secret",
        REFUSED,
        "1.属于国家秘密",
        ("条例第十四条",),
        "信息已依法定密并标有密级；答复书不引用其标题和内容。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.forbidden_by_law",
        REFUSED,
        "2.其他法律行政法规禁止公开",
        ("条例第十四条",),
        "另有法律或者行政法规明文禁止公开；须写明其名称和条款。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.endangers_safety",
        REFUSED,
        "3.危及“三安全一稳定”",
        ("条例第十四条",),
        "公开后可能危及国家安全、公共安全、经济安全或者社会稳定。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.third_party_rights",
        REFUSED,
        "4.保护第三方合法权益",
        ("条例第十五条", "条例第三十二条"),
        "涉及商业秘密、个人隐私等，第三方不同意公开且理由合理，也没有须公开的公共利益。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.internal_affairs",
        REFUSED,
        "5.属于三类内部事务信息",
        ("条例第十六条第一款",),
        "属于人事管理、后勤管理或者内部工作流程方面的信息。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.deliberative",
        REFUSED,
        "6.属于四类过程性信息",
        ("条例第十六条第二款",),
        "属于履行职责过程中形成的讨论记录、过程稿、磋商信函或者请示报告。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.enforcement_file",
        REFUSED,
        "7.属于行政执法案卷",
        ("条例第十六条第二款",),
        "属于行政执法案卷中的信息，且没有法律法规规章要求公开。",
        "reconsideration_first",
    ),
    Outcome(
        "refused.special_access",
        REFUSED,
        "8.属于行政查询事项",
        ("条例第三十六条第七项",),
        "属于工商登记、不动产登记等资料，法律法规另有查询办法；告知其依照办理。",
        "either",
    ),
    Outcome(
        "unavailable.not_held",
        UNAVAILABLE,
        "1.本机关不掌握相关政府信息",
        ("条例第三十六条第四项", "条例第三十六条第五项"),
        "经检索没有所申请的信息，或者不由本机关负责公开；能确定负责机关的，告知其名称和联系方式。",
        "either",
    ),
    Outcome(
        "unavailable.must_be_created",
        UNAVAILABLE,
        "2.没有现成信息需要另行制作",
        ("条例第三十八条",),
        "没有现成的信息，须对已有信息加工、分析才能得出。",
        "either",
    ),
    Outcome(
        "unavailable.still_unclear",
        UNAVAILABLE,
        "3.补正后申请内容仍不明确",
        ("条例第三十条",),
        "已经告知补正并收到补正，申请内容仍不明确，无法检索。",
        "either",
    ),
    Outcome(
        "not_processed.petition",
        NOT_PROCESSED,
        "1.信访举报投诉类申请",
        ("条例第三十九条第一款",),
        "以信息公开申请的形式提出信访、投诉、举报等诉求；告知其通过相应渠道提出。",
        "either",
    ),
    Outcome(
        "not_processed.repeated",
        NOT_PROCESSED,
        "2.重复申请",
        ("条例第三十六条第六项",),
        "已就同一信息答复过该申请人，其又提出相同的申请。",
        "either",
    ),
    Outcome(
        "not_processed.published_work",
        NOT_PROCESSED,
        "3.要求提供公开出版物",
        ("条例第三十九条第二款",),
        "要求提供政府公报、报刊、书籍等公开出版物；可以告知获取的途径。",
        "either",
    ),
    Outcome(
        "not_processed.excessive",
        NOT_PROCESSED,
        "4.无正当理由大量反复申请",
        ("条例第三十五条",),
        "申请的数量、频次明显超过合理范围，已要求说明理由而理由不合理。",
        "either",
    ),
    Outcome(
        "not_processed.reconfirmation",
        NOT_PROCESSED,
        "5.要求行政机关确认或重新出具已获取信息",
        ("条例第二条", "条例第三十六条第六项", "条例第三十八条"),
        "申请人已经取得该信息，要求确认真伪或者重新出具；条例没有专门条文，所列各条为其依据。",
        "either",
    ),
    Outcome(
        "other.not_supplemented",
        OTHER,
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ("条例第三十条",),
        "补正告知书已经送达，期限届满没有补正，也没有正当理由。",
        "either",
    ),
    Outcome(
        "other.fee_unpaid",
        OTHER,
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ("条例第四十二条", "收费办法第六条"),
        "收费通知已经送达，缴费期限（信息处理费管理办法第六条）届满没有缴费。",
        "either",
    ),
    Outcome(
        "other.other",
        OTHER,
        "3.其他",
        ("条例第二条",),
        "申请人撤回、所申请的不是政府信息（第二条）等不属于以上各行的情形；须选明原因。",
        "either",
    ),
)

OUTCOMES_BY_CODE = MappingProxyType({outcome.code: outcome for outcome in OUTCOMES})

OTHER_REASONS = MappingProxyType(
    {
        "withdrawn": "申请人撤回申请",
        "not_government_information": "所申请的不属于政府信息（咨询、党务、村务等）",
        "died_or_dissolved": "申请人死亡或者终止，无人承继",
        "false_identity": "申请人身份虚假或者冒用他人身份",
        "moved_to_archives": "信息已移交国家档案馆，告知依照档案法查阅",
        "other": "其他原因",
    }
)
"""Why a case was closed as `other.other`: the reason a clerk must name, with its label."""
