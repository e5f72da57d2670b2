"""`casework simulate`: fill an empty database with invented agencies and cases."""

import re
import sys
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from casework.commands.answer import Arguments, WrongCall
from casework.commands.opening import register, settings_of_environment
from casework.desk.simulation.load import BATCH, Simulated, simulate
from casework.desk.simulation.plan import Plan
from casework.law.terms import REGULATION_IN_FORCE

_YEARS = re.compile(r"(\d{4})-(\d{4})")
_MOST_AGENCIES = 100_000
_MOST_CASES = 10_000_000
_BAR = 20


def run(arguments: list[str]) -> int:
    """Invent a register in the database that the settings name."""
    parser = Arguments("simulate", "在空数据库中写入模拟的机关和办件")
    parser.add_argument("--agencies", type=int, required=True, metavar="N", help="机关数")
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="办件数")
    parser.add_argument("--years", required=True, metavar="A-B", help="收到年份，如 2019-2025")
    parser.add_argument("--seed", type=int, required=True, metavar="S", help="随机种子")
    given = parser.parse_args(arguments)
    first, last = _years(given.years)
    _within("--agencies", given.agencies, _MOST_AGENCIES)
    _within("--cases", given.cases, _MOST_CASES)
    plan = Plan(given.agencies, given.cases, first, last, given.seed)
    settings = settings_of_environment()
    _refuse_future(plan, datetime.now(ZoneInfo(settings.timezone)).date())
    started = time.monotonic()
    with register(settings, make=True) as office:
        done = simulate(office, plan, lambda count: _progress(count, plan.cases))
    sys.stdout.write(_summary(done, time.monotonic() - started))
    return 0


def _years(given: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(given)
    if not found:
        raise WrongCall(f"--years 应当是 2019-2025 这样的两个年份，不是“{given}”")
    first, last = int(found[1]), int(found[2])
    if not REGULATION_IN_FORCE.year <= first <= last:
        raise WrongCall(f"--years 应当从{REGULATION_IN_FORCE.year}年或者以后开始，先小后大")
    return first, last


def _within(option: str, count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise WrongCall(f"{option} 应当是1到{most}的数，不是{count}")


def _refuse_future(plan: Plan, today: date) -> None:
    if date(plan.last_year, 1, 1) >= today:
        raise WrongCall(f"--years 到{plan.last_year}年，而今天是{today}：还没有发生的不能模拟")


def _progress(count: int, of: int) -> None:
    """A bar that grows in its line on a terminal; in a log, a line for every twentieth part."""
    full, last = _BAR * count // of, count == of
    if sys.stderr.isatty():
        bar = "█" * full + "·" * (_BAR - full)
        sys.stderr.write(f"\r{bar} {count}/{of} 件" + "\n" * last)
    elif last or full > _BAR * max(count - BATCH, 0) // of:
        sys.stderr.write(f"casework simulate: {count}/{of} 件\n")
    sys.stderr.flush()


def _summary(done: Simulated, seconds: float) -> str:
    return (
        f"机关 {done.agencies} 个，办件 {done.cases} 件（在办 {done.still_open} 件），"
        f"事件 {done.events} 条，期限 {done.milestones} 条，争议 {done.disputes} 件，"
        f"用时 {seconds:.1f} 秒\n"
    )
