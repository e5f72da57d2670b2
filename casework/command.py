"""`casework SUBCOMMAND …`: the one lazy place of the program.

A subcommand is a module, imported when it is called, so that `--help` and `deadlines` start
without Flask, SQLModel or Celery.
"""

import importlib
import io
import sys
from collections.abc import Sequence

from casework.commands.answer import WrongCall

COMMANDS = {
    "deadlines": "events in, milestones with their steps out (no database)",
    "demo": "make the demonstration register of 晋江市西园街道 and its 2023 report",
    "report": "the annual report of an agency as json, docx, xlsx, html or md",
    "check": "what is wrong with a published report (txt, html, docx, xlsx, md, json)",
    "calendar": "show a year's days off and worked, take in a holiday notice or withdraw it",
    "serve": "the whole program in one process, for one office",
    "link": "a one-time link for who forgot the password and has no admin to ask",
    "web": "the web pages, in production",
    "routes": "every route with the permission it needs",
    "migrate": "bring the database to this program's schema, or back to an older one",
    "rebuild": "rewrite every case's columns and milestones from its events",
    "audit": "verify the audit chain",
    "proof": "a case as a sealed bundle for court files, and whether one is whole",
    "doctor": "versions, database, settings: what support asks for first",
    "queue": "do what is owed: reminders, mail (production, on Valkey)",
    "clock": "call for what is due and tell the queue (production)",
    "backup": "the whole register in one file",
    "restore": "a register from its backup, into an empty data folder",
    "simulate": "fill an empty database with invented agencies and cases",
}
"""What each subcommand is for; the module of the same name in `casework.commands` does it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; 0 done, 1 the answer is “no”, 2 the call or the input is wrong."""
    _speak_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in ("-h", "--help"):
        sys.stdout.write(usage())
        return 0 if given else 2
    name, *rest = given
    if name not in COMMANDS:
        sys.stderr.write(f"casework: 没有“{name}”这个命令；casework --help 列出全部命令\n")
        return 2
    module = importlib.import_module(f"casework.commands.{name}")
    try:
        code: int = module.run(rest)
    except WrongCall as wrong:
        sys.stderr.write(f"casework {name}: {' '.join(str(wrong).split())}\n")
        return 2
    return code


def _speak_utf8() -> None:
    """Answers are Chinese and read by programs: UTF-8, whatever the machine's code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def usage() -> str:
    """The list of subcommands, one line each."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {purpose}" for name, purpose in COMMANDS.items()]
    return "\n".join(["usage: casework COMMAND [options]", "", *lines, ""])


if __name__ == "__main__":
    sys.exit(main())
