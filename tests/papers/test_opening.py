"""LibreOffice opens what we write, and 表三 fits on one page.

Where it is not installed the test says so and passes, except in CI, where it must be there.
"""

import os
import shutil
import subprocess

import pytest
from pypdf import PdfReader

from casework.papers.annual_report import render
from tests.support.sample_report import report_2023


def _pages(tmp_path, kind, soffice):
    (tmp_path / f"report.{kind}").write_bytes(render(report_2023(), kind))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", f"report.{kind}"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = PdfReader(tmp_path / "report.pdf").pages
    return ["".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_table_three_stands_on_one_page_from_its_first_row_to_its_last(
    tmp_path, kind, record_property
):
    soffice = shutil.which("soffice")
    if soffice is None:
        assert os.environ.get("CI") != "true", "CI must have LibreOffice"
        record_property("not done", "soffice is not installed: the document was not opened")
        return
    pages = _pages(tmp_path, kind, soffice)
    whole = [page for page in pages if "一、本年新收政府信息公开申请数量" in page]
    assert len(whole) == 1
    assert "四、结转下年度继续办理" in whole[0]
    assert any("晋江市人民政府西园街道办事处2023年" in page for page in pages)
