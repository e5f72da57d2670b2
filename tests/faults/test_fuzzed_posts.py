"""2,000 odd forms over all that can be sent: none makes the program fail, each gets a sentence."""

import re

import pytest

from casework.desk.demo.seed import make_demo
from tests.support.fuzzing import fuzzed
from tests.support.web import open_site


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_odd_form_makes_the_program_fail(database, empty_register, tmp_path):
    with empty_register(database) as address, open_site(tmp_path / "data", address) as site:
        make_demo(site.office)
        site.person("lin", "xiyuan", "admin", "clerk", "approver", "supervisor")
        for told, answer in fuzzed(site, site.browser("lin"), posts=2000, seed=711):
            assert answer.status_code < 500, told
            assert answer.status_code < 400 or re.search("[\u4e00-\u9fff]{4}", answer.text), told
