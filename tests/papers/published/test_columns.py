"""Columns and cells that are not where the form has them."""

from random import Random

from casework.papers.published.reading import read_published
from tests.support.wild_reports import chance_report, lines_of


def bars(lines):
    return "\n".join(" | ".join(line) for line in lines).encode()


def changed(report, change):
    return [change(list(line)) if len(line) > 1 else line for line in lines_of(report)]


def test_organisations_in_another_order_are_read_by_their_names():
    report = chance_report(Random(3))

    def swap(line):
        if line[:2] == ["商业企业", "科研机构"]:
            return [line[1], line[0], *line[2:]]
        if len(line) >= 8 and all(cell.isdigit() for cell in line[-7:]):
            line[-6], line[-5] = line[-5], line[-6]
        return line

    assert read_published(bars(changed(report, swap))).report["table3"] == report.table3


def test_a_column_that_is_not_there_is_blank():
    report = chance_report(Random(5))

    def drop(line):
        if "法律服务机构" in line:
            return [cell for cell in line if cell != "法律服务机构"]
        if len(line) >= 8 and all(cell.isdigit() for cell in line[-7:]):
            del line[-3]
        return line

    table = read_published(bars(changed(report, drop))).report["table3"]
    assert table == {key: [*row[:4], None, *row[5:]] for key, row in report.table3.items()}


def test_a_column_of_subtotals_is_read_over():
    report = chance_report(Random(6))

    def add(line):
        if "法律服务机构" in line:
            return [*line, "小计"]
        if len(line) >= 8 and all(cell.isdigit() for cell in line[-7:]):
            line.insert(-1, str(sum(map(int, line[-6:-1]))))
        return line

    published = read_published(bars(changed(report, add)))
    assert published.report["table3"] == report.table3
    assert [one for one in published.findings() if one.severity == "error"] == []


def turned(report, heading):
    kinds = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    columns = zip(*(report.table3[row.key] for row in report.form.table3), strict=True)
    rows = [[kind, *map(str, column)] for kind, column in zip(kinds, columns, strict=True)]
    return bars([["三、收到和处理政府信息公开申请情况"], *heading, *rows])


def test_a_table_turned_on_its_side_is_read_by_its_names():
    report = chance_report(Random(7))
    heading = [["申请人情况", *(row.label for row in report.form.table3)]]
    assert read_published(turned(report, heading)).report["table3"] == report.table3


def test_a_table_on_its_side_whose_heading_is_in_pieces_is_unread():
    report = chance_report(Random(8))
    labels = [row.label for row in report.form.table3]
    published = read_published(turned(report, [["申请人情况", *labels[::2]], labels[1::2]]))
    assert {cell for row in published.report["table3"].values() for cell in row} == {None}
    assert "table3/new/total" in published.unread
    assert [one.rule for one in published.findings() if one.where.startswith("table3")] == []


def test_results_in_another_order_are_read_by_their_names():
    report = chance_report(Random(4))
    swapped = {"结果维持": "结果纠正", "结果纠正": "结果维持"}

    def swap(line):
        if len(line) == 15 and all(cell.isdigit() for cell in line):
            return [line[at + (1, -1, 0, 0, 0)[at % 5]] for at in range(15)]
        return [swapped.get(cell, cell) for cell in line]

    assert read_published(bars(changed(report, swap))).report["table4"] == report.table4


def test_more_numbers_than_cells_are_no_row():
    row = "申请人情况\n一、本年新收政府信息公开申请数量\n{}\n二、上年结转政府信息公开申请数量\n{}"
    text = row.format("21\n67\n2\n4\n7\n2\n65\n37", "\n".join("0000000"))
    published = read_published(text.encode())
    assert published.report["table3"]["new"] == [None] * 7
    assert published.report["table3"]["carried_in"] == [0] * 7
    assert "table3/new/total" in published.unread


def test_a_label_with_a_note_in_brackets_is_the_label():
    rules = "规章（设区的市、自治州人民政府应提供） | 1 | 2 | 3"
    text = f"第二十条第（一）项\n{rules}\n行政规范性文件 | 4 | 5 | 6"
    table = read_published(text.encode()).report["table2"]
    assert (table["rules"], table["normative_documents"]) == ([1, 2, 3], [4, 5, 6])


def test_numbers_among_the_headings_of_table_four_leave_their_group_unread():
    heads = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    text = f"行政复议\t行政诉讼\n{heads}\t未经复议直接起诉\t复议后起诉\n"
    text += f"1\t0\t2\t0\t3\t{heads}\t{heads}\n\t\t\t\t\t0\t0\t1\t0\t1\t2\t0\t0\t0\t2\n"
    published = read_published(text.encode())
    assert published.report["table4"] == {
        "reconsideration": [None] * 5,
        "litigation_direct": [0, 0, 1, 0, 1],
        "litigation_after_reconsideration": [2, 0, 0, 0, 2],
    }
    assert len(published.unread) == 5
