"""An archive bears one day, whatever the clock said when it was made."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from casework.papers.zipped import stamped


def _archive(year):
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in ("b.xml", "a.xml"):
            archive.writestr(ZipInfo(name, (year, 5, 6, 7, 8, 10)), f"<{name[0]}/>")
    return out.getvalue()


def test_two_archives_of_the_same_content_become_the_same_bytes():
    day = date(2024, 1, 18)
    assert stamped(_archive(2020), day) == stamped(_archive(2025), day)


def test_names_order_and_content_stay():
    with ZipFile(BytesIO(stamped(_archive(2020), date(2024, 1, 18)))) as archive:
        assert archive.namelist() == ["b.xml", "a.xml"]
        assert archive.read("a.xml") == b"<a/>"
        assert archive.getinfo("a.xml").date_time == (2024, 1, 18, 0, 0, 0)
