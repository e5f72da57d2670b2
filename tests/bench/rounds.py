"""Rivals measured side by side: A B C A B C …, medians, ratios of one run.

A shared machine is now fast, now slow; neighbours in time meet the same machine, so only ratios
between them mean anything.
"""

import platform
import statistics
import sys
import time

from casework.store.sqlite import choose_library


def alternate(jobs, rounds, calls=None):
    """Median seconds a call of each job; `calls` says how often a quick one is run per round."""
    times = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(rounds):
        for name, job in jobs.items():
            count = (calls or {}).get(name, 1)
            started = time.perf_counter()
            for _ in range(count):
                job()
            times[name].append((time.perf_counter() - started) / count)
    return {name: statistics.median(of_job) for name, of_job in times.items()}


def say(line=""):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def print_machine():
    """What it ran on: its class, not its name."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    sqlite = choose_library().sqlite_version
    say(f"{platform.system()} {platform.machine()}, {python}, SQLite {sqlite}")


def print_table(title, seconds, *, against, unit):
    """The medians, in ms, us or ns, and the ratio of each to one of them."""
    scale = {"ms": 1e3, "us": 1e6, "ns": 1e9}[unit]
    width = max(len(job) for job in seconds)
    say(f"\n{title:<{width + 2}}  {unit:>14}  {'ratio':>12}")
    for job, taken in seconds.items():
        say(f"  {job:<{width}}  {taken * scale:>14,.3f}  {taken / seconds[against]:>12,.4g}")


def verdict(what, ratio, *, most):
    """One goal: what was reached, and whether that is enough."""
    say(
        f"  {'ok    ' if ratio <= most else 'MISSED'} {what}: {ratio:.4g} (goal: at most {most:g})"
    )
