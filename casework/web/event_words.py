"""What the form of each event says beside its labels: when to use it, its day, help with fields.

A catalogue, read entry by entry.
"""

from casework.law.terms import FEE_PAYMENT, LONGEST_EXTENSION, REPLY, SUPPLEMENT_NOTICE

WHEN = {
    "arrived": "来件到了本机关，还没有与申请人确认收到（平常信函、12345或者其他机关转来等）。",
    "contact_attempted": "联系申请人确认收到。没有联系上的也要登记，这是当日已经联系的证据。",
    "received": "收到之日由提交渠道和有关日期确定（条例第三十一条），答复期限自次日起算。",
    "supplement_requested": f"补正告知书已经发出；应当在{SUPPLEMENT_NOTICE}内一次性告知。",
    "supplemented": "收到补正的申请，答复期限自这一天起重新计算（条例第三十条）。",
    "consulted": "征求意见书已经发出。送达、答复或者退回登记以后，等待的时间才从期限中扣除。",
    "opinion_received": "收到被征求人的意见。",
    "consultation_ended": "不再等待意见；期限从次日起恢复计算。",
    "third_party_informed": "第三方不同意而本机关决定公开，已书面告知第三方（条例第三十二条）。",
    "extended": "延期答复告知书已经发出。须在原期限届满以前，经政府信息公开工作机构负责人同意。",
    "reasons_requested": "数量、频次明显超过合理范围，要求说明理由（条例第三十五条）；期限照算。",
    "reasons_given": "收到申请人说明的理由。",
    "deferred": "理由合理但无法按期答复的，确定并告知延迟答复的合理期限（条例第三十五条）。",
    "fee_notified": f"收费通知书已经发出；须在答复期限内发出，申请人在{FEE_PAYMENT}内缴纳。",
    "fee_paid": "申请人已经缴费，答复期限自次日起重新计算。",
    "notice_withdrawn": "通知确实发出过，现在收回（如免收费用）。登记错了的，请到办理经过中撤销。",
    "withdrawn": "申请人撤回申请。全部撤回的，还须按“其他”办结。",
    "closed": "作出答复（交邮或者当面交付之日）或者终止办理。",
    "served": "文书已经送达（对方签收之日）。对方的期限自送达起算。",
    "undelivered": "文书被退回；对方的期限没有开始。",
    "provided": "已经提供信息（查阅、抄录、邮寄、电子）。",
    "passed_on": "转送信访等其他渠道（条例第三十九条第一款）。",
    "routed": "转给科室或者承办人办理；不影响期限。",
    "returned": "退回原承办人；不影响期限。",
    "cleared": "公开前的保密、法制审查（条例第十七条）；不影响期限。",
    "signed": "文书已经签发；不影响期限。",
    "annulled": "把登记错了的一条记录撤销；记录本身保留。",
    "reopened": "原答复被撤销、确认违法或者本机关自行纠正，需要重新答复；期限重新计算。",
}
"""When an event is recorded, in one or two sentences."""

DAY = {
    "arrived": "到达之日",
    "contact_attempted": "联系之日",
    "supplement_requested": "发出之日",
    "supplemented": "收到之日",
    "consulted": "发出之日",
    "opinion_received": "收到之日",
    "consultation_ended": "终止之日",
    "third_party_informed": "告知之日",
    "extended": "发出之日",
    "reasons_requested": "发出之日",
    "reasons_given": "收到之日",
    "deferred": "告知之日",
    "fee_notified": "发出之日",
    "fee_paid": "缴费之日",
    "notice_withdrawn": "收回之日",
    "withdrawn": "撤回之日",
    "closed": "答复之日（交邮或者当面交付之日）",
    "served": "送达（签收）之日",
    "undelivered": "退回之日",
    "provided": "提供之日",
    "passed_on": "转送之日",
    "reopened": "收到决定或者判决之日（自行纠正的，决定之日）",
}
"""What the day of an event is called, where “日期” would leave a doubt."""

HELP = {
    ("arrived", "origin"): "如 12345 平台、市政府办公室。",
    ("contact_attempted", "how"): "如 电话、短信。",
    ("contact_attempted", "result"): "如 未接通、已确认。",
    ("received", "submitted_on"): "当面提交的必填；互联网、传真由系统自动确认的必填。",
    ("received", "arrived_on"): "邮寄并签收的必填；平常信函填到达之日。",
    ("received", "confirmed_on"): "平常信函、互联网、传真、口头、转来的必填。",
    ("received", "auto_confirmed"): "只用于互联网和传真：系统提交后自动提示收到。",
    ("supplement_requested", "respond_workdays"): "与下面的截止日填一个即可。",
    ("consulted", "ref"): "本件内不重复，如 1、2；以后登记送达和意见时用它。",
    ("opinion_received", "consents"): "共同制作机关和其他机关没有表态的，选“未表态”。",
    ("extended", "workdays"): f"前后合计不超过{LONGEST_EXTENSION}。",
    ("extended", "approved_by"): "须经同意才能延期（条例第三十三条第二款）。",
    ("served", "ref"): "只有征求意见书和给第三方的告知书需要选。",
    ("undelivered", "ref"): "只有征求意见书和给第三方的告知书需要选。",
    ("notice_withdrawn", "ref"): "只有征求意见书需要选。",
    ("withdrawn", "text"): "撤回部分事项的，写明是哪些。",
    ("provided", "how"): "如 当面查阅、邮寄复印件、发送电子件。",
    ("passed_on", "to"): "如 街道信访办。",
    ("reopened", "dispute"): "复议机关或者法院的案号。",
    ("reopened", "due_by"): f"决定或者判决写明期限的填写；没有写明的，自上面的日期起{REPLY}。",
    ("closed", "written_on"): "文书上印的日期；与答复之日相同的可以不填。",
}
"""What helps to fill in a field."""

GROUPS = (
    (
        "收到与补正",
        (
            *("arrived", "contact_attempted", "received"),
            *("supplement_requested", "supplemented", "withdrawn"),
        ),
    ),
    ("征求意见", ("consulted", "opinion_received", "consultation_ended", "third_party_informed")),
    (
        "延期、理由与费用",
        (
            *("extended", "reasons_requested", "reasons_given", "deferred"),
            *("fee_notified", "fee_paid", "notice_withdrawn"),
        ),
    ),
    (
        "审查、答复与送达",
        (
            *("cleared", "signed", "closed", "served", "undelivered"),
            *("provided", "passed_on", "reopened"),
        ),
    ),
    ("内部流转", ("routed", "returned")),
)
"""The buttons of the case page: a heading, then the events under it. Annulling is elsewhere."""
