"""How soon the commands that need no database answer, and what they load to do so.

python -m tests.bench.startup
"""

import json
import subprocess
import sys
from functools import partial

from tests.bench.rounds import alternate, print_machine, print_table, say, verdict

ROUNDS = 15
HEAVY = ("flask", "sqlmodel", "sqlalchemy", "celery", "apscheduler", "jinja2", "docx", "pydantic")
HISTORY = json.dumps(
    {"events": [{"kind": "received", "on": "2023-03-01", "channel": "in_person"}]}
).encode()
COMMANDS = {"casework --help": ["--help"], "casework deadlines -": ["deadlines", "-", "--json"]}
_LOADED = (
    "import sys, casework.command\n"
    "casework.command.main(sys.argv[1:])\n"
    "sys.stderr.write(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
)


def main():
    print_machine()
    say("\nheavy packages loaded")
    for name, arguments in COMMANDS.items():
        loaded = set(run("-c", _LOADED, *arguments).stderr.decode().split())
        say(f"  {name}: {', '.join(heavy for heavy in HEAVY if heavy in loaded) or 'none'}")
    jobs = {"bare python": partial(run, "-c", "pass")}
    for name, arguments in COMMANDS.items():
        jobs[name] = partial(run, "-m", "casework.command", *arguments)
    jobs["import flask, sqlmodel, celery"] = partial(run, "-c", "import flask, sqlmodel, celery")
    taken = alternate(jobs, ROUNDS)
    print_table("a fresh interpreter", taken, against="bare python", unit="ms")
    for name in COMMANDS:
        verdict(f"{name} / bare python", taken[name] / taken["bare python"], most=3)


def run(*arguments):
    command = [sys.executable, *arguments]
    return subprocess.run(command, input=HISTORY, capture_output=True, check=True)


if __name__ == "__main__":
    main()
