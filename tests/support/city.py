"""An office above xiyuan, with somebody who supervises."""

from datetime import date

from casework.desk.act import acting
from casework.desk.agencies import put_under
from tests.support.web import Browser, Site


def supervisor_above(site: Site) -> Browser:
    """The browser of sun, who supervises for the city under which xiyuan has always stood."""
    site.agency("jinjiang", "晋江市")
    with acting(site.office, None) as act:
        put_under(act, "xiyuan", "jinjiang", date(2019, 1, 1))
    site.person("sun", "jinjiang", "supervisor")
    return site.browser("sun")
