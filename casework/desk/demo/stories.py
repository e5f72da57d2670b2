"""The applications of the demonstration: six of 2023, and some open on the day it is made.

Names and requests are invented; outcomes and counts are those of the published report. Above 150
lines because it is a list, read story by story.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Story:
    """An application and what happened to it.

    Events are mappings as `casework.cases.parsing` reads them. In the stories of open cases a day
    is the number of working days before the day the demonstration is made.
    """

    applicant: str
    phone: str
    subject: str
    request: str
    events: tuple[dict[str, Any], ...]


CLOSED_IN_2023 = (
    Story(
        "陈建国",
        "13800000001",
        "赖厝社区2022年危房改造补助发放名单",
        "申请公开赖厝社区2022年度农村危房改造补助对象名单及补助标准。",
        (
            {"kind": "received", "on": "2023-02-06", "channel": "in_person"},
            {"kind": "cleared", "on": "2023-02-17", "by": "党政办"},
            {
                "kind": "closed",
                "on": "2023-02-20",
                "outcome": "granted",
                "method": "handed_over",
            },
        ),
    ),
    Story(
        "林美珠",
        "13800000002",
        "某企业安全生产整改方案",
        "申请公开街道存档的某鞋业公司2022年安全生产整改方案全文。",
        (
            {"kind": "received", "on": "2023-03-13", "channel": "post_signed"},
            {
                "kind": "consulted",
                "on": "2023-03-16",
                "ref": "1",
                "party": "third_party",
                "name": "某鞋业有限公司",
            },
            {
                "kind": "served",
                "on": "2023-03-20",
                "of": "consulted",
                "ref": "1",
                "mode": "post",
            },
            {"kind": "opinion_received", "on": "2023-04-03", "ref": "1", "consents": False},
            {
                "kind": "closed",
                "on": "2023-04-20",
                "outcome": "refused.third_party_rights",
                "method": "post",
            },
            {"kind": "served", "on": "2023-04-24", "mode": "post"},
        ),
    ),
    Story(
        "吴志强",
        "13800000003",
        "西园街道历年征地批复文件",
        "申请公开西园街道有关征地的文件。（补正后：车厝社区2010年征地批复）",
        (
            {"kind": "received", "on": "2023-05-08", "channel": "internet"},
            {
                "kind": "supplement_requested",
                "on": "2023-05-11",
                "grounds": ["content"],
                "respond_workdays": 10,
            },
            {
                "kind": "served",
                "on": "2023-05-11",
                "of": "supplement_requested",
                "mode": "internet",
            },
            {"kind": "supplemented", "on": "2023-05-19", "sufficient": True},
            {
                "kind": "closed",
                "on": "2023-06-09",
                "outcome": "unavailable.not_held",
                "method": "internet",
            },
            {"kind": "served", "on": "2023-06-09", "mode": "internet"},
        ),
    ),
    Story(
        "黄秀英",
        "13800000004",
        "霞浯社区旧村改造安置协议",
        "申请公开霞浯社区旧村改造项目的安置协议及评估报告。",
        (
            {"kind": "received", "on": "2023-06-26", "channel": "in_person"},
            {
                "kind": "extended",
                "on": "2023-07-20",
                "workdays": 10,
                "approved_by": "党政办主任",
                "approved_on": "2023-07-19",
            },
            {
                "kind": "closed",
                "on": "2023-08-02",
                "outcome": "unavailable.not_held",
                "method": "post",
            },
            {"kind": "served", "on": "2023-08-04", "mode": "post"},
        ),
    ),
    Story(
        "李文斌",
        "13800000005",
        "小桥社区道路改造工程招标文件",
        "申请公开小桥社区道路改造工程的招标文件和中标合同。",
        (
            {
                "kind": "received",
                "on": "2023-07-10",
                "channel": "ordinary_mail",
                "arrived_on": "2023-07-10",
                "confirmed_on": "2023-07-10",
            },
            {
                "kind": "closed",
                "on": "2023-08-08",
                "outcome": "unavailable.not_held",
                "method": "post",
            },
            {"kind": "served", "on": "2023-08-10", "mode": "post"},
        ),
    ),
    Story(
        "蔡丽华",
        "13800000006",
        "双龙西路拓宽工程拆迁补偿方案",
        "申请公开双龙西路拓宽工程的拆迁补偿安置方案。",
        (
            {"kind": "received", "on": "2023-09-04", "channel": "post_signed"},
            {
                "kind": "closed",
                "on": "2023-09-27",
                "outcome": "unavailable.not_held",
                "method": "post",
            },
            {"kind": "served", "on": "2023-09-28", "mode": "post"},
        ),
    ),
)

LAWSUITS_OF_2023 = (
    # (place of the case above, filed, decided, number, what the court found)
    (5, "2023-08-21", "2023-11-15", "（2023）闽0582行初31号", "判决确认逾期答复违法"),
    (6, "2023-10-16", "2023-12-12", "（2023）闽0582行初47号", "判决确认答复违法，未尽检索义务"),
)

OPEN_NOW = (
    Story(
        "郑晓东",
        "13800000007",
        "2025年度高龄补贴发放情况",
        "申请公开2025年度本街道高龄补贴的发放标准和人数。",
        ({"kind": "received", "on": 2, "channel": "in_person"},),
    ),
    Story(
        "许淑芬",
        "13800000008",
        "社区物业服务招投标资料",
        "申请公开屿头社区物业服务的有关资料。",
        (
            {"kind": "received", "on": 9, "channel": "post_signed"},
            {
                "kind": "supplement_requested",
                "on": 5,
                "grounds": ["content"],
                "respond_workdays": 10,
            },
            {"kind": "served", "on": 3, "of": "supplement_requested", "mode": "post"},
        ),
    ),
    Story(
        "苏志明",
        "13800000009",
        "某公司排污许可现场检查记录",
        "申请公开街道联合检查某印染公司的现场检查记录。",
        (
            {"kind": "received", "on": 14, "channel": "internet"},
            {
                "kind": "consulted",
                "on": 11,
                "ref": "1",
                "party": "third_party",
                "name": "某印染有限公司",
            },
            {"kind": "served", "on": 9, "of": "consulted", "ref": "1", "mode": "post"},
        ),
    ),
    Story(
        "曾国栋",
        "13800000010",
        "旧厂房改造项目会议纪要",
        "申请公开2024年旧厂房改造项目的会议纪要。",
        ({"kind": "received", "on": 18, "channel": "in_person"},),
    ),
    Story(
        "洪雅婷",
        "13800000011",
        "环卫保洁外包合同",
        "申请公开2024年至2026年环卫保洁外包合同及付款凭证。",
        ({"kind": "received", "on": 21, "channel": "post_signed"},),
    ),
)
