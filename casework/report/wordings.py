"""The wordings in which reports state a number of applications or disputes.

Each is a quantity and a pattern whose group `n` holds the number; an empty one means none.
"""

import re

_EVERYBODY = r"公民、法人(?:或者|以及|和|或|及|与)其[他它]组织"
_N = r"(?P<n>\d[\d,]{0,8})[件宗份例起]"
_N_OR_ITEMS = r"(?P<n>\d[\d,]{0,8})[件宗份例起条]"
"""Some offices count applications in 条, as they count what they publish."""
_NONE = r"(?P<n>)"
_SKIP = rf"(?:{_EVERYBODY}|[^，。；：、（）()\d])"
_IS = r"(?:数量|件数|总数|总量|数)?(?:共计|合计|总计|共有|共|为|是|有)?"
_NOT_ABOUT = r"(?![^，。；]{0,12}(?:复议|诉讼|费|投诉|举报|异议))"
_PAPER = r"申请(?:公开)?(?:政府)?(?:信息)?(?:公开)?(?:办件|件|办理事项|事项|书|表|请求|情况|业务)?"
_ANY_KIND = r"(?![^，。；]{0,14}(?:重复|大量|更正|减免|逾期|撤回|变更|不符合|不予|延期))"
_GROUP = r"(?:公开)?(?:答复|决定|申请|情形|类|的|信息)*(?:共计|合计|共|为|有)?"
_RECEIVED = r"(?:收到|受理|接收|接到|新收|收(?=政府信息公开申请|依申请))"
_NOT_YET = r"未(?:发生|出现|收到|引发|引起|涉及|产生|提起|因|被|有)"
_ABSENT = rf"(?:{_NOT_YET}|没有|不存在|无(?!法|正当|理|关|论))"
_IN_ALL = r"(?:共计|合计|总计|共|总数为)"
_NO_COUNT = rf"(?!{_SKIP}{{0,8}}[1-9])"
_BOTH = r"行政复议(?:案件|申请)?[、和及与](?:被)?(?:提起)?行政诉讼(?:案件|情况)?"
_BOTH_NONE = rf"{_BOTH}(?:均|都|各)?(?:为|共|有)?(?P<n>0)[件宗起条]"

WORDINGS = tuple(
    (quantity, re.compile(pattern))
    for quantity, pattern in (
        ("new", rf"{_RECEIVED}{_SKIP}{{0,16}}{_PAPER}{_IS}{_N_OR_ITEMS}"),
        (
            "new",
            rf"(?:未|没有)(?:收到|受理|接收|接到){_ANY_KIND}{_SKIP}{{0,16}}申请{_NONE}{_NOT_ABOUT}",
        ),
        (
            "new",
            rf"[无零](?:政府信息公开申请|依申请公开)(?:事项|办?件|情况)?{_NONE}(?=[，。；]|$)",
        ),
        ("new", rf"{_RECEIVED}{_SKIP}{{0,4}}{_N}{_SKIP}{{0,10}}申请"),
        ("new", rf"信息公开申请(?:数量|件数|总数|总量|量)?{_IN_ALL}{_N_OR_ITEMS}"),
        ("carried_in", rf"(?:上年|上一年|去年)度?结转{_SKIP}{{0,14}}{_N}"),
        ("carried_in", rf"结转(?:上年|上一年)度?{_SKIP}{{0,14}}{_N}"),
        ("outcome_total", rf"(?:处理|办结|答复|办理){_SKIP}{{0,14}}{_PAPER}{_IS}{_N}"),
        ("outcome_total", rf"(?:办结|答复|办理完毕|办理完成){_IS}{_N}"),
        ("outcome_total", rf"(?:办结|答复|处理){_SKIP}{{0,4}}{_N}{_SKIP}{{0,10}}申请"),
        ("carried_out", rf"(?:结转|顺延|转)(?:至|到)?下一?年度?{_SKIP}{{0,12}}{_N}"),
        ("carried_out", rf"{_N}{_SKIP}{{0,16}}(?:结转|顺延|转)(?:至|到)?下一?年"),
        ("grants", rf"予以公开(?:及|和|与|或)部分公开{_GROUP}{_N}"),
        ("granted", rf"(?:予以|同意)公开{_GROUP}{_N}"),
        ("granted_in_part", rf"(?<!及)(?<!和)(?<!与)(?<!或)部分公开{_GROUP}{_N}"),
        ("refused", rf"不予公开{_GROUP}{_N}"),
        ("unavailable", rf"无法提供{_GROUP}{_N}"),
        ("not_processed", rf"不予处理{_GROUP}{_N}"),
        ("other", rf"其他处理{_GROUP}{_N}"),
        ("reconsideration", rf"(?:行政)?复议(?:案件|申请|案)?{_IS}{_N}"),
        ("reconsideration", rf"(?:共|有|发生|收到|涉及){_N}{_SKIP}{{0,18}}行政复议"),
        ("reconsideration", rf"{_ABSENT}{_SKIP}{{0,24}}行政复议{_NONE}{_NO_COUNT}"),
        ("reconsideration", _BOTH_NONE),
        (
            "litigation",
            rf"(?<!复议[、和及与])(?<!议[、和及与]行政)(?:行政)?诉讼(?:案件|案)?{_IS}{_N}",
        ),
        ("litigation", rf"(?:共|有|发生|涉及){_N}{_SKIP}{{0,18}}行政诉讼"),
        ("litigation", rf"{_ABSENT}(?:{_SKIP}|、){{0,28}}行政诉讼{_NONE}{_NO_COUNT}"),
        ("litigation", _BOTH_NONE),
    )
)

# A clause with one of these speaks of other business, of a part, or compares.
_ELSEWHERE = re.compile(
    r"信访|12345|热线|提案|建议|许可|处罚|交办|咨询|留言|工单|专线|其中|占|较|比|同比|增长|上升|下降"
    r"|低保|救助|登记|注册|备案|补贴|住房|仲裁|投诉|举报|政务服务|事项办理|转办|督办|案件线索"
    r"|网上申请|网络|信函|邮寄|当面|传真|电子邮件|企业|自然人|法人|网站|平台|渠道|信箱|邮箱|系统"
    r"|重复|反复|更正|减免|在线|线上|线下|窗口|书面|纸质|信件|微信|电话|栏目"
)
_OF_ALL = re.compile(
    rf"{_EVERYBODY}|通过[^，。]{{0,30}}(?:等|各|多|不同)[^，。]{{0,8}}(?:渠道|方式|途径|形式)"
)


def elsewhere(clause: str) -> bool:
    """Whether the clause speaks of other business, of a part, or compares."""
    return bool(_ELSEWHERE.search(_OF_ALL.sub("", clause)))
