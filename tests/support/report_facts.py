"""Strategies: cases and disputes as the annual report sees them, spread over a few years."""

from datetime import date, timedelta

from hypothesis import strategies as st

from casework.law.applicants import APPLICANT_KINDS
from casework.law.disputes import DISPUTE_KINDS, RESULTS
from casework.law.outcomes import OUTCOMES
from casework.report.facts import DisputeFact, Fact

YEARS = st.integers(2019, 2026)
_DAYS = st.dates(date(2019, 5, 15), date(2026, 12, 31))
_LATER = st.integers(0, 800).map(lambda days: timedelta(days=days))


@st.composite
def _facts(draw: st.DrawFn) -> Fact:
    received_on = draw(_DAYS)
    kind = draw(st.sampled_from([kind.code for kind in APPLICANT_KINDS]))
    if draw(st.booleans()):
        return Fact("1", kind, received_on)
    outcome = draw(st.sampled_from([one.code for one in OUTCOMES]))
    return Fact("1", kind, received_on, received_on + draw(_LATER), outcome)


@st.composite
def _disputes(draw: st.DrawFn) -> DisputeFact:
    filed_on = draw(_DAYS)
    kind = draw(st.sampled_from([kind.code for kind in DISPUTE_KINDS]))
    if draw(st.booleans()):
        return DisputeFact(kind, filed_on)
    result = draw(st.sampled_from([one.code for one in RESULTS]))
    return DisputeFact(kind, filed_on, filed_on + draw(_LATER), result)


FACTS = st.lists(_facts(), max_size=30)
DISPUTES = st.lists(_disputes(), max_size=20)
