"""Every route that is dear is limited, and says so with a sentence."""

import pytest

from tests.support.every_route import requests

LIMITED = (
    *("account.set_password", "entrance.found", "entrance.enter", "entrance.accept"),
    *("case_lists.export", "feeds.fetch", "proving.download", "published_reports.check"),
    *("reports.download", "reports.sealed.download", "reports.unit_papers.download"),
    *("reports.unit_sums.download", "reports.units.statement_file"),
)
MOST = 60
"""What the widest limit lets through in a minute."""


@pytest.mark.parametrize("endpoint", LIMITED)
def test_nobody_asks_for_what_is_dear_without_end(known, endpoint):
    lin = known.site.browser("lin")
    asked = next(each for each in requests(known.site.app, known) if each.endpoint == endpoint)
    for _ in range(MOST + 1):
        form = asked.method == "POST"
        answer = lin.post(asked.path, dict(asked.body)) if form else lin.get(asked.path)
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert "请" in answer.text
