"""Reports whose merged cells were taken apart, their words in each, as exports write them."""

import csv
from io import StringIO
from random import Random

from casework.report.document import Report
from tests.support.wild_pages import grids
from tests.support.wild_reports import Style


def labels_repeated(report: Report, chance: Random) -> bytes:
    """As some spreadsheets copy them."""
    lines = ["\t".join(row) for rows in grids(report, repeat=True) for row in rows]
    return "\n".join(lines).encode()


def repeated_in_csv(report: Report, chance: Random) -> bytes:
    """A workbook whose cells were all unmerged and filled, saved as CSV."""
    text = StringIO()
    for rows in grids(report, repeat=True):
        csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def data_frames(report: Report, chance: Random) -> bytes:
    """Each table as a program writes it: numbered columns, numbered rows, bars."""
    lines: list[str] = []
    for rows in grids(report, repeat=True):
        if len(rows[0]) == 1:
            lines += rows[0]
            continue
        lines += _barred(["", *map(str, range(len(rows[0])))])
        lines += _barred(["---:", *[":---"] * len(rows[0])])
        for number, row in enumerate(rows):
            lines += _barred([str(number), *row])
    return "\n".join(lines).encode()


def frames_alone(report: Report, chance: Random) -> bytes:
    """The same without a word between the tables."""
    lines = data_frames(report, chance).decode().split("\n")
    bars = [line for line in lines if line.startswith("|")]
    return "\n".join([f"某区{report.year}年政府信息公开工作年度报告", *bars]).encode()


def _barred(cells: list[str]) -> list[str]:
    return [f"| {' | '.join(cells)} |"]


EXPORTS: dict[str, Style] = {
    style.__name__: style
    for style in (labels_repeated, repeated_in_csv, data_frames, frames_alone)
}
"""Styles that lose nothing: every cell must be read."""
