"""The articles we apply: how each is cited, where it stands, and in one line what it says.

Every rule, term, outcome and remedy in the program cites one of these; a test holds it.
"""

from dataclasses import dataclass

REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号，2019年5月15日施行）"
FEE_MEASURES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"
RECONSIDERATION_LAW = "《中华人民共和国行政复议法》（2023年修订，2024年1月1日施行）"
OLD_RECONSIDERATION_LAW = "《中华人民共和国行政复议法》（2017年修正，施行至2023年12月31日）"
LITIGATION_LAW = "《中华人民共和国行政诉讼法》（2017年修正）"
CIVIL_PROCEDURE_LAW = "《中华人民共和国民事诉讼法》（2023年修正）"
INTERPRETATION = (
    "《最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释》（法释〔2025〕8号）"
)
REPORT_FORM = "国办公开办函〔2021〕30号"
TRIAL_FORM = "国办公开办函〔2019〕60号"
SERVICE_REPLY = "国办公开办函〔2016〕235号"
CODEFENDANT_REPLY = "国办公开办函〔2016〕201号"


@dataclass(frozen=True, slots=True)
class Article:
    """A provision as staff cite it, the paper it stands in, and its gist in one line."""

    cite: str
    source: str
    meaning: str


ARTICLES = (
    Article("条例第二条", REGULATION, "政府信息是行政机关履职中制作或者获取并记录、保存的信息"),
    Article(
        "条例第十四条",
        REGULATION,
        "国家秘密，法律、行政法规禁止公开，危及三安全一稳定的，不予公开",
    ),
    Article("条例第十五条", REGULATION, "涉及商业秘密、个人隐私等会损害第三方权益的，不得公开"),
    Article("条例第十六条第一款", REGULATION, "内部事务信息可以不予公开"),
    Article("条例第十六条第二款", REGULATION, "过程性信息、行政执法案卷信息可以不予公开"),
    Article("条例第十七条", REGULATION, "公开前应当审查"),
    Article("条例第二十条", REGULATION, "应当主动公开的政府信息"),
    Article("条例第二十六条", REGULATION, "主动公开信息自形成或者变更之日起20个工作日内公开"),
    Article("条例第二十九条", REGULATION, "申请应当载明的内容；口头申请由机关代为填写"),
    Article(
        "条例第三十条",
        REGULATION,
        "内容不明确的，7个工作日内一次性告知补正；期限自收到补正之日起算",
    ),
    Article("条例第三十一条", REGULATION, "收到申请的时间，按提交方式确定"),
    Article("条例第三十一条第一项", REGULATION, "当面提交的，提交之日为收到之日"),
    Article(
        "条例第三十一条第二项",
        REGULATION,
        "邮寄签收的，签收之日；平常信函，当日与申请人确认，确认之日",
    ),
    Article("条例第三十一条第三项", REGULATION, "互联网渠道或者传真提交的，双方确认之日"),
    Article("条例第三十二条", REGULATION, "征求第三方意见，第三方15个工作日内提出意见"),
    Article("条例第三十三条第一款", REGULATION, "能够当场答复的，当场答复"),
    Article(
        "条例第三十三条第二款", REGULATION, "20个工作日内答复；延长须经同意并告知，最长20个工作日"
    ),
    Article("条例第三十三条第三款", REGULATION, "征求第三方和其他机关意见所需时间不计算在内"),
    Article(
        "条例第三十四条", REGULATION, "共同制作的信息征求意见，15个工作日内不答复视为同意公开"
    ),
    Article(
        "条例第三十五条",
        REGULATION,
        "数量、频次明显超过合理范围的，可以要求说明理由，可以延迟答复",
    ),
    Article("条例第三十六条第一项", REGULATION, "已经主动公开的，告知获取方式、途径"),
    Article("条例第三十六条第二项", REGULATION, "可以公开的，提供或者告知获取方式、途径和时间"),
    Article("条例第三十六条第三项", REGULATION, "决定不予公开的，告知并说明理由"),
    Article("条例第三十六条第四项", REGULATION, "经检索没有所申请公开信息的，告知不存在"),
    Article("条例第三十六条第五项", REGULATION, "不属于本机关负责公开的，告知并说明理由"),
    Article("条例第三十六条第六项", REGULATION, "重复申请的，告知不予重复处理"),
    Article(
        "条例第三十六条第七项", REGULATION, "工商、不动产登记资料等有特别规定的，告知按规定办理"
    ),
    Article("条例第三十七条", REGULATION, "能够区分处理的，提供可以公开的部分"),
    Article(
        "条例第三十八条",
        REGULATION,
        "提供的应当是已制作或者获取的信息，需要加工分析的可以不予提供",
    ),
    Article(
        "条例第三十九条第一款", REGULATION, "以申请形式信访、投诉、举报的，告知不作为申请处理"
    ),
    Article("条例第三十九条第二款", REGULATION, "要求提供公开出版物的，告知获取途径"),
    Article("条例第四十二条", REGULATION, "数量、频次明显超过合理范围的，可以收取信息处理费"),
    Article("条例第四十五条", REGULATION, "建立健全登记、审核、办理、答复、归档的工作制度"),
    Article("条例第四十九条", REGULATION, "每年1月31日前公布上一年度工作年度报告"),
    Article("条例第五十条", REGULATION, "年度报告的内容和统一格式"),
    Article(
        "条例第五十一条",
        REGULATION,
        "认为公开工作侵犯合法权益的，可以投诉举报、申请复议、提起诉讼",
    ),
    Article("收费办法第三条", FEE_MEASURES, "按件、按量两种标准选择适用其中一种，不得同时收取"),
    Article("收费办法第四条", FEE_MEASURES, "按件计收的标准；多项独立内容可以拆分计件"),
    Article("收费办法第五条", FEE_MEASURES, "按量计收的标准"),
    Article(
        "收费办法第六条",
        FEE_MEASURES,
        "处理期限内发出收费通知；收到次日起20个工作日内缴纳，逾期视为放弃；缴费次日起重新计算期限",
    ),
    Article("收费办法第七条", FEE_MEASURES, "对收费决定有异议的，不能单独申请复议或者起诉"),
    Article(
        "行政复议法（2017年修正）第九条",
        OLD_RECONSIDERATION_LAW,
        "自知道该行政行为之日起60日内可以申请行政复议",
    ),
    Article(
        "行政复议法第二十条", RECONSIDERATION_LAW, "自知道该行政行为之日起60日内可以申请行政复议"
    ),
    Article("行政复议法第二十三条", RECONSIDERATION_LAW, "对不予公开政府信息，应当先申请行政复议"),
    Article("行政复议法第八十八条", RECONSIDERATION_LAW, "期间的计算和送达依照民事诉讼法的规定"),
    Article("行政诉讼法第四十五条", LITIGATION_LAW, "不服复议决定的，收到之日起15日内起诉"),
    Article("行政诉讼法第四十六条", LITIGATION_LAW, "直接起诉的，自知道行政行为之日起6个月内提出"),
    Article(
        "行政诉讼法第一百零一条", LITIGATION_LAW, "期间、送达等本法没有规定的，适用民事诉讼法"
    ),
    Article(
        "民事诉讼法第八十五条",
        CIVIL_PROCEDURE_LAW,
        "开始之日不计；届满日为法定休假日的顺延；在途时间不计",
    ),
    Article("法释〔2025〕8号第一条", INTERPRETATION, "可以提起诉讼的政府信息公开行政行为"),
    Article(
        "法释〔2025〕8号第二条", INTERPRETATION, "对不予公开应先复议；逾期不答复可以复议或者起诉"
    ),
    Article("国办公开办函〔2021〕30号", REPORT_FORM, "年度报告格式（2021年度起）"),
    Article("国办公开办函〔2019〕60号", TRIAL_FORM, "年度报告格式（试行，2019、2020年度）"),
    Article(
        "国办公开办函〔2016〕235号",
        SERVICE_REPLY,
        "送达方式；当面送达以签收日、邮寄以交邮日为答复时间",
    ),
    Article(
        "国办公开办函〔2016〕201号", CODEFENDANT_REPLY, "复议机关作共同被告的，只由原行为机关统计"
    ),
)

CITED = {article.cite: article for article in ARTICLES}
