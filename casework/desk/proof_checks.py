"""Whether a proof bundle is whole: checked with nothing but the file, and the key if it is there.

Without the key a bundle can only be held against itself: who changed everything in step, hashes
and explanation too, is found by the seal alone. What could not be checked is said.

Above 150 lines because the checks of one file stand together, in the order in which they are made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.desk.proof_parts import audit_entries, explanation_of, rules_part
from casework.desk.proof_sheet import sheet
from casework.law.calendar import OutsideCalendar
from casework.papers.proof_bundle import (
    CONTENT,
    FORMAT,
    MANIFEST,
    VERSION,
    Tampered,
    as_json,
    hashes,
    is_as_packed,
    read_json,
    sealed_part,
    unpack,
)
from casework.store.audit import AuditChain

_NOT_OURS = (AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)
"""What reading a part raises that no program of ours wrote."""


@dataclass(slots=True)
class Verdict:
    """What was found: a sentence for each fault, for what holds, and for what stays open."""

    case: str = ""
    made_at: str = ""
    faults: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the bundle."""
        return not self.faults


def verify_proof(given: bytes, audit: AuditChain | None) -> Verdict:
    """Check a bundle; `audit` holds the office's keys, None where they are not at hand.

    Raises NotABundle for a file that never was one.
    """
    verdict = Verdict()
    try:
        files = unpack(given)
        _check(files, given, audit, verdict)
    except Tampered as tampered:
        verdict.faults.append(f"{tampered}")
    return verdict


def _check(
    files: Mapping[str, bytes], given: bytes, audit: AuditChain | None, verdict: Verdict
) -> None:
    manifest = _manifest(files[MANIFEST])
    verdict.case, verdict.made_at = str(manifest["case"]), str(manifest["made_at"])
    _check_hashes(files, manifest, verdict)
    if not is_as_packed(given, files):
        verdict.faults.append("压缩包里有不属于证据包的字节，或者文件的次序、时间被改动")
    _check_seal(manifest, audit, verdict)
    if verdict.whole:
        parts = _parts(files)
        _check_rederived(files, parts, verdict)
        _check_subject(manifest, parts, verdict)
        _check_audit(parts, audit, verdict)


def _manifest(content: bytes) -> dict[str, Any]:
    told = _part(MANIFEST, content)
    wanted = {"case", "agency", "made_at", "files", "format", "version", "key_id", "hmac"}
    if not isinstance(told, dict) or set(told) != wanted:
        raise Tampered(f"{MANIFEST} 的内容被改动")
    if (told["format"], told["version"]) != (FORMAT, VERSION):
        raise Tampered(f"{MANIFEST} 写的不是本程序认识的格式，请用制作它的版本核对")
    return told


def _parts(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {name: _part(name, files[name]) for name in files if name.endswith(".json")}


def _part(name: str, content: bytes) -> Any:
    """The value of a JSON file, if it is written as we write it."""
    try:
        told = read_json(content)
        if as_json(told) == content:
            return told
    except _NOT_OURS:
        pass
    raise Tampered(f"{name} 的内容被改动，不是本程序写的样子")


def _check_hashes(
    files: Mapping[str, bytes], manifest: Mapping[str, Any], verdict: Verdict
) -> None:
    found = hashes({name: files[name] for name in CONTENT})
    stated = manifest["files"]
    if not isinstance(stated, dict) or set(stated) != set(found):
        raise Tampered(f"{MANIFEST} 列出的文件被改动")
    wrong = [name for name in CONTENT if stated[name] != found[name]]
    verdict.faults.extend(f"{name} 的内容被改动，与 {MANIFEST} 里的校验值不符" for name in wrong)
    if not wrong:
        verdict.held.append(f"{len(CONTENT)}个文件的校验值都与清单一致")


def _check_seal(manifest: Mapping[str, Any], audit: AuditChain | None, verdict: Verdict) -> None:
    key_id, seal = str(manifest["key_id"]), str(manifest["hmac"])
    sealed = audit.is_sealed(key_id, sealed_part(manifest), seal) if audit else None
    if sealed is None:
        verdict.unchecked.append(
            f"封印：手边没有制作时的审计链密钥（{key_id}），"
            "不能证明证据包出自该登记簿，也发现不了连同校验值一起改写的内容"
        )
    elif sealed:
        verdict.held.append("封印是本登记簿的密钥所作，清单没有改动")
    else:
        verdict.faults.append("封印与清单不符：清单被改动，或者不是用本登记簿的密钥封的")


def _check_rederived(
    files: Mapping[str, bytes], parts: Mapping[str, Any], verdict: Verdict
) -> None:
    """The explanation again from the record and the notices, and the page from the files."""
    ours, theirs = rules_part(), parts["rules.json"]
    try:
        if theirs["rules_sha256"] != ours["rules_sha256"]:
            verdict.unchecked.append("期限：制作时的计算规则与本程序的不同，没有重新计算")
        else:
            _reckon_again(files, parts, verdict)
        if theirs != ours:
            verdict.unchecked.append("打印页：制作时的版本与本程序的不同，没有重新生成")
        elif sheet(parts, _before_page(files)) != files["proof.html"]:
            verdict.faults.append("proof.html 的内容与其他文件不符")
        else:
            verdict.held.append("打印页与其他文件一致")
    except (*_NOT_OURS, OutsideCalendar):
        raise Tampered("证据包里的数据不是本程序写的样子，无法重新计算") from None


def _reckon_again(files: Mapping[str, bytes], parts: Mapping[str, Any], verdict: Verdict) -> None:
    today = date.fromisoformat(parts["case.json"]["today"])
    again = explanation_of(parts["events.json"], parts["notices.json"], today)
    wrong = [name for name, content in again.items() if files[name] != content]
    verdict.faults.extend(f"{name} 的内容与按登记和放假通知重新计算的不符" for name in wrong)
    if not wrong:
        verdict.held.append("各项期限和计算步骤与按登记和放假通知重新计算的一致")


def _before_page(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: files[name] for name in CONTENT if name != "proof.html"}


def _check_subject(
    manifest: Mapping[str, Any], parts: Mapping[str, Any], verdict: Verdict
) -> None:
    case = parts["case.json"]
    told = (case["number"], case["agency"]["code"], case["made_at"])
    if told != tuple(manifest[name] for name in ("case", "agency", "made_at")):
        verdict.faults.append(f"case.json 与 {MANIFEST} 说的不是同一件办件")


def _check_audit(parts: Mapping[str, Any], audit: AuditChain | None, verdict: Verdict) -> None:
    """Each audit entry by its own seal, and the order of all of them."""
    part = parts["audit.json"]
    try:
        entries = audit_entries(part)
        about = f"case:{parts['case.json']['id']}"
        verdict.faults.extend(_audit_faults(entries, about, part["head"]))
        checked = [audit.is_entry(entry) if audit else None for entry in entries]
    except _NOT_OURS:
        raise Tampered("audit.json 的内容被改动，不是本程序写的样子") from None
    for entry, as_written in zip(entries, checked, strict=True):
        if as_written is False:
            verdict.faults.append(f"第{entry['seq']}条审计记录的内容被改动")
    if None in checked:
        verdict.unchecked.append("审计记录：手边没有其密钥，没有逐条核对")
    elif entries:
        verdict.held.append(f"{len(entries)}条审计记录逐条核对无误")


def _audit_faults(
    entries: list[dict[str, Any]], about: str, head: Mapping[str, Any] | None
) -> Iterator[str]:
    before: Mapping[str, Any] = {"seq": 0, "mac": ""}
    for entry in entries:
        if entry["object"] != about:
            yield f"第{entry['seq']}条审计记录不是关于本件的"
        if entry["seq"] <= before["seq"]:
            yield f"第{entry['seq']}条审计记录的次序被改动"
        if entry["seq"] == before["seq"] + 1 and entry["prev"] != before["mac"]:
            yield f"第{entry['seq']}条审计记录没有接在前一条之后"
        before = entry
    if entries and (head is None or head["seq"] < before["seq"]):
        yield "审计记录比制作时的审计链还长"
