"""The page of a proof bundle: what its files say, in the words that a judge reads.

It is drawn from the files alone, so that whoever verifies a bundle can draw it again.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.cases.events import EVENTS_BY_KIND
from casework.cases.milestones import FLAGS, NAMES, WAITING
from casework.cases.parsing import event_from_mapping
from casework.cases.states import STATES
from casework.cases.wording import UNPUBLISHED, day_in_full
from casework.desk.case_words import details
from casework.desk.proof_parts import SHELL_NAME, without_recording
from casework.law.applicants import APPLICANT_KINDS_BY_CODE
from casework.papers.proof_bundle import CONTENT, hashes
from casework.papers.proof_page import proof_page


def sheet(parts: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """The page; `parts` are the values of the JSON files, `files` everything but the page."""
    case, explanation = parts["case.json"], parts["explanation.json"]
    zone = ZoneInfo(case["timezone"])
    return proof_page(
        {
            "case": case | {"made_at": _moment(case["made_at"], zone)},
            "kinds": {code: kind.label for code, kind in APPLICANT_KINDS_BY_CODE.items()},
            "state": STATES.get(explanation["state"], "尚未收到申请"),
            "events": list(_events(parts["events.json"], zone)),
            "milestones": list(_milestones(explanation)),
            "inadmissible": list(_inadmissible(explanation)),
            "notices": list(_notices(parts["notices.json"], explanation)),
            "predicted": any(UNPUBLISHED in text for text in _step_texts(explanation)),
            "notices_known": len(parts["notices.json"]),
            "rules": parts["rules.json"],
            "audit": list(_audit(parts["audit.json"], zone)),
            "hashes": hashes({name: files[name] for name in CONTENT if name in files}),
        }
    )


def _events(told: list[dict[str, Any]], zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    annulled = {one["target"]: one["seq"] for one in told if one["kind"] == "annulled"}
    for one in told:
        event = event_from_mapping(without_recording(one))
        yield {
            "seq": event.seq,
            "on": event.on.isoformat(),
            "label": event.label,
            "details": details(event, named=True),
            "by": one["recorded_by_name"],
            "at": _moment(one["recorded_at"], zone),
            "annulled_by": annulled.get(event.seq),
        }


def _milestones(explanation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in explanation["milestones"]:
        ref = f"（编号{one['ref']}）" if one["ref"] else ""
        turn = f"（第{one['round']}轮）" if one["round"] > 1 else ""
        yield {
            **one,
            "label": f"{NAMES[one['name']]}{ref}{turn}",
            "due": _due(one),
            "cautious": _day(one["cautious_on"]) if one["cautious_on"] != one["due_on"] else "",
            "done": _day(one["done_on"]),
            "flags": [FLAGS[flag] for flag in one["flags"]],
        }


def _due(milestone: Mapping[str, Any]) -> str:
    if milestone["due_on"]:
        return _day(milestone["due_on"]) + ("（暂定）" if milestone["provisional"] else "")
    return WAITING.get(milestone["waiting_for"], "没有期限")


def _inadmissible(explanation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for one in explanation["inadmissible"]:
        yield one | {"label": EVENTS_BY_KIND[one["kind"]].label}


def _notices(
    told: list[dict[str, Any]], explanation: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The notices that a step names; the file holds all that were known."""
    texts = _step_texts(explanation)
    for one in told:
        if any(one["number"] in text for text in texts):
            yield one


def _step_texts(explanation: Mapping[str, Any]) -> list[str]:
    return [step["text"] for one in explanation["milestones"] for step in one["steps"]]


def _audit(part: Mapping[str, Any], zone: ZoneInfo) -> Iterator[dict[str, Any]]:
    for one in part["entries"]:
        kind = one["action"].removeprefix("case.")
        event = EVENTS_BY_KIND.get(kind)
        yield {
            **one,
            "at": _moment(one["at"], zone),
            "action": _ACTIONS.get(kind, event.label if event else one["action"]),
            "actor": _actor(one["actor"]),
        }


_ACTIONS = {
    "logged": "登记来件",
    "assigned": "更换承办人",
    "edited": "修改登记内容",
    "numbers_shown": "查看完整号码",
    "receipt_corrected": "更正收到之日",
    "voided": "作废",
    "reprojected": "重新计算期限",
    "proof_made": "制作证据包",
}


def _actor(told: str) -> str:
    kind, _, number = told.partition(":")
    return f"人员{number}号" if kind == "person" else SHELL_NAME


def _day(told: str | None) -> str:
    return day_in_full(date.fromisoformat(told)) if told else ""


def _moment(stamp: str, zone: ZoneInfo) -> str:
    """A stamp on the office's clock."""
    return f"{datetime.fromisoformat(stamp).astimezone(zone):%Y-%m-%d %H:%M:%S}"
