"""`casework proof make CASE FILE` and `casework proof verify FILE`: proof for 复议 and court."""

import sys
from pathlib import Path

from casework.commands.answer import Arguments, WrongCall, print_json, read_input
from casework.commands.opening import plain_trouble, register, settings_for_reading
from casework.desk.act import acting
from casework.desk.proof_checks import Verdict, verify_proof
from casework.desk.proving import case_numbered, make_proof
from casework.os_errors import reason_of
from casework.papers.proof_bundle import NotABundle
from casework.settings import Settings
from casework.store.audit import AuditChain


def run(arguments: list[str]) -> int:
    """Make a bundle, or check one: 0 whole, 1 changed since it was made, 2 no bundle."""
    parser = Arguments("proof", "一件办件的证据包，供复议、诉讼卷宗使用")
    parser.add_argument("action", choices=_ACTIONS, help="make：制作；verify：核对")
    action = parser.parse_args(arguments[:1]).action
    return _ACTIONS[action](arguments[1:])


def _make(arguments: list[str]) -> int:
    """The file is there before the action is stored: the audit tells only of what was given."""
    parser = Arguments("proof make", "制作一件办件的证据包")
    parser.add_argument("case", metavar="CASE", help="办件编号")
    parser.add_argument("file", type=Path, metavar="FILE", help="证据包（.zip），不能已经存在")
    parser.add_argument("--agency", metavar="CODE", help="机关代码，几个机关都有这个编号时需要")
    options = parser.parse_args(arguments)
    with register(settings_for_reading()) as office, acting(office, None) as act:
        proof = make_proof(act, case_numbered(act, options.case, options.agency))
        _write(options.file, proof.content)
    sys.stdout.write(f"已制作{proof.number}的证据包 {options.file}\nSHA-256 {proof.sha256}\n")
    return 0


def _write(target: Path, content: bytes) -> None:
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise WrongCall(f"{target} 已经存在，请换一个文件名") from None
    except OSError as wrong:
        raise WrongCall(f"写不了 {target}：{reason_of(wrong)}") from None


def _verify(arguments: list[str]) -> int:
    parser = Arguments("proof verify", "核对证据包，不需要登记簿")
    parser.add_argument("file", metavar="FILE", help="证据包文件，- 为标准输入")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    options = parser.parse_args(arguments)
    name = options.file
    with plain_trouble():
        audit = _keys(settings_for_reading())
    try:
        verdict = verify_proof(read_input(name), audit)
    except NotABundle as wrong:
        raise WrongCall(f"{name} {wrong}；请核对文件，证据包由 casework proof make 制作") from None
    if options.json:
        print_json(_told(verdict))
    else:
        sys.stdout.write(_said(verdict))
    return 0 if verdict.whole else 1


_ACTIONS = {"make": _make, "verify": _verify}


def _keys(settings: Settings) -> AuditChain | None:
    """The keys, if they are here; none is made, since a new one opens nothing."""
    return AuditChain(settings.audit_key()) if settings.has_audit_key() else None


def _told(verdict: Verdict) -> dict[str, object]:
    return {
        "whole": verdict.whole,
        "case": verdict.case or None,
        "made_at": verdict.made_at or None,
        "problems": verdict.faults,
        "verified": verdict.held,
        "unverified": verdict.unchecked,
    }


def _said(verdict: Verdict) -> str:
    about = f"{verdict.case}的证据包（制作于{verdict.made_at}）" if verdict.case else "证据包"
    lines = [f"{about}{'完整' if verdict.whole else '不完整，制作后被改动'}"]
    lines += [f"问题：{fault}" for fault in verdict.faults]
    lines += [f"已核对：{held}" for held in verdict.held]
    lines += [f"未能核对：{open_}" for open_ in verdict.unchecked]
    return "\n".join([*lines, ""])
