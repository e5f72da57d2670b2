"""What is written down in xiyuan, by who may read it."""

from typing import Any

from casework.desk.applications import Party

DUE_DAY = "2026-03-26"
"""On which the opinion asked for in 黄某某 is due."""
NUMBER = "西园街道〔2026〕1号"
PEOPLE = ("欧阳某某", "司马某某", "诸葛某某", "黄某某", "350582199001011234", f"{'*' * 14}1234")
CONTACTS = ("13800005678", f"{'*' * 7}5678", "ouyang@example.cn", "清濛路77号")
TYPED = ("鞋业地块补偿", "请公开丈量登记表", "不服丈量答复", "责令重新丈量", "丈量有误")
STAFF = ("林修某", "王修某")
NAMES = (*PEOPLE, *CONTACTS, *TYPED, *STAFF)
"""Whatever names somebody, or was typed about them: nobody but who works on the case reads it."""
OWN = ("西园街道〔", "西园征收补偿办法", "西园人手不足", "初丈1号", "西园供电所", "西园街边公告栏")
"""What is xiyuan's own and names nobody: for the office above, but for none beside or below."""

PARTIES = (
    Party(
        name="欧阳某某",
        identity_kind="居民身份证",
        identity_number="350582199001011234",
        phone="13800005678",
        email="ouyang@example.cn",
        address="清濛路77号",
    ),
    Party(name="司马某某", role="agent"),
)
HAPPENED: tuple[dict[str, Any], ...] = (
    {"kind": "consulted", "on": "2026-03-04", "ref": "黄某某", "party": "third_party"}
    | {"name": "诸葛某某"},
    {"kind": "served", "on": "2026-03-05", "of": "consulted", "ref": "黄某某"},
    {"kind": "consulted", "on": "2026-03-05", "ref": "丈量有误", "party": "other_agency"}
    | {"name": "诸葛某某"},
)
