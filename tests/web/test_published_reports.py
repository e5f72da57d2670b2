"""核查报告: a file or pasted text in, what was read and what is wrong with it out."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from casework.papers.annual_report import render
from tests.support.wild_reports import chance_report

SEED = Path(__file__).parents[1] / "data" / "report" / "xiyuan-2023.txt"


@pytest.fixture
def lin(site):
    return site.browser("lin")


def checked(browser, content=b"", text=""):
    file = {"file": (BytesIO(content), "report.bin")} if content else {}
    return browser.post("/check", {"text": text, **file}, content_type="multipart/form-data")


def test_the_seed_is_told_with_its_errors_in_the_cells(lin):
    answer = checked(lin, SEED.read_bytes())
    assert answer.status_code == 200
    assert "错误 6 处" in answer.text
    assert "共收到政府信息公开申请6件" in answer.text
    assert answer.text.count("cell-mark--error") == 6
    assert answer.text.count("cell-blank") == 5


def test_pasted_text_is_read_like_a_file(lin):
    assert "错误 6 处" in checked(lin, text=SEED.read_text("utf-8")).text


@pytest.mark.parametrize("kind", ["docx", "xlsx", "html", "md", "json"])
def test_a_right_report_passes(lin, kind):
    answer = checked(lin, render(chance_report(Random(1)), kind))
    assert "错误 0 处，提醒 0 处，空白 0 处，未能读出 0 格" in answer.text
    assert "没有发现矛盾" in answer.text


def test_what_cannot_be_read_is_said_so(lin):
    text = SEED.read_text("utf-8").replace(
        "1.信访举报投诉类申请\t0\t0", "1.信访举报投诉类申请\tO\t0"
    )
    answer = checked(lin, text=text)
    assert "未能读出 1 格" in answer.text
    assert "cell-unread" in answer.text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "请选择报告文件"),
        (b"%PDF-1.7", "这是 PDF 文件"),
        (b"PK\x03\x04", "已经损坏"),
        ("关于防汛的通知".encode(), "没有找到年度报告的表格"),
    ],
    ids=["nothing", "PDF", "damaged", "another paper"],
)
def test_what_is_no_report_gets_one_sentence_and_the_form(lin, content, sentence):
    answer = checked(lin, content)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'type="file"' in answer.text


def test_nothing_of_a_report_is_kept_and_no_markup_of_it_is_drawn(lin):
    text = SEED.read_text("utf-8").replace("西园街道", "<script>街道")
    assert "<script>街道" not in checked(lin, text=text).text


def test_whoever_is_not_signed_in_is_asked_to(site):
    assert site.stranger().get("/check").status_code == 303
