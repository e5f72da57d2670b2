"""The years of an agency, or of all below it, beside each other: charts with their tables."""

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from casework.desk.comparison import FEWEST, Year, compare_years, heading_of
from casework.desk.reporting import whose
from casework.law.outcomes import OUTCOMES
from casework.web import here
from casework.web.charts import Chart, chart
from casework.web.permissions import READERS, permits
from casework.web.scopes import refuse_year, years
from casework.web.units import collectors

pages = Blueprint("comparison", __name__)


@pages.get("/comparison")
@permits(*READERS, "supervisor", of="agency")
def own() -> ResponseReturnValue:
    """The agency alone."""
    with here.reading() as tx:
        found = compare_years(tx, [here.agency().id], years())
    return _draw(found, below=None)


@pages.get("/<int:year>/units/comparison")
@collectors
def below(year: int) -> ResponseReturnValue:
    """The agency with all that stood under it at the end of the year, in every year."""
    refuse_year(year)
    with here.reading() as tx:
        found = compare_years(tx, whose(tx, here.agency().id, year), years())
    return _draw(found, below=year)


def _draw(found: Sequence[Year], below: int | None) -> str:
    known = [each for each in found if each.new or each.closed or each.decided]
    seen = {heading for each in known for heading in each.outcomes}
    groups = [h for h in dict.fromkeys(heading_of(o.code) for o in OUTCOMES) if h in seen]
    return render_template(
        "pages/reports/comparison.html",
        below=below,
        found=known,
        groups=groups,
        charts=_charts(known),
        fewest=FEWEST,
    )


def _charts(found: Sequence[Year]) -> list[Chart]:
    def over_years(title: str, numbers: Sequence[int]) -> Chart:
        lines = [(f"{each.year}年", n, "") for each, n in zip(found, numbers, strict=True)]
        return chart(title, "年度", lines)

    return [
        over_years("本年新收", [each.new for each in found]),
        over_years("办理结果总计", [each.closed for each in found]),
        over_years("逾期办结", [each.late for each in found]),
        over_years("复议、诉讼结果纠正", [each.overturned for each in found]),
    ]
