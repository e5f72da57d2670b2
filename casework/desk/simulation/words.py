"""Words for invented cases: nobody and nothing in them is real."""

from random import Random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗"
GIVEN = ("伟", "芳", "秀英", "建国", "敏", "静", "丽娟", "志强", "磊", "洋", "艳", "勇", "桂兰")
PLACES = ("东门社区", "河西村", "新桥片区", "老机械厂宿舍", "南湖路两侧", "高铁站周边", "滨江新区")
MATTERS = (
    "房屋征收补偿",
    "道路改造工程",
    "老旧小区改造",
    "土地承包经营权确权登记",
    "污水处理厂扩建",
    "农村低保资金发放",
    "违法建设查处",
    "学校食堂招标采购",
)
PAPERS = ("批复文件", "实施方案", "会议纪要", "资金使用明细", "验收报告", "公示材料", "合同文本")
DETAILS = (
    "并请注明文号、作出日期和承办部门，以便本人核对",
    "如有附图、附表和附件，请一并提供，不要遗漏页码",
    "请加盖本机关的印章，并说明该信息是否已经主动公开",
    "不属于贵机关公开的，请告知负责公开的机关名称和联系方式",
)
BODIES = ("社会科学研究所", "律师事务所", "公益基金会", "贸易有限公司", "业主委员会")


def person(rng: Random) -> str:
    """A name such as many people have."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def organisation(rng: Random) -> str:
    """The name of an applicant that is not a person."""
    return f"{rng.choice(PLACES)[:2]}{rng.choice(GIVEN)}{rng.choice(BODIES)}"


def subject(rng: Random) -> str:
    """What a list shows of a case, about 15 characters."""
    return f"{rng.choice(PLACES)}{rng.choice(MATTERS)}的{rng.choice(PAPERS)}"


def request(rng: Random, about: str, year: int) -> str:
    """所需政府信息的内容描述, about 57 characters."""
    papers = f"{about}以及相关的{rng.choice(PAPERS)}"
    return f"申请公开贵机关{year}年以来关于{papers}，{rng.choice(DETAILS)}。"
