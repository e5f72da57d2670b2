"""The simulated registers that the benchmarks read; made once and kept in the temporary folder."""

import contextlib
import shutil
import tempfile
from pathlib import Path

from casework.desk.simulation.load import simulate
from casework.desk.simulation.plan import Plan
from casework.office import open_office
from casework.settings import read_settings
from casework.store.migrations import upgrade
from casework.store.schema import HEAD
from casework.store.session import open_engine
from tests.bench.rounds import say

SMALL = Plan(agencies=100, cases=10_000, first_year=2019, last_year=2025, seed=1)
LARGE = Plan(agencies=1000, cases=100_000, first_year=2019, last_year=2025, seed=1)
PROVINCE = Plan(agencies=20_000, cases=1_000_000, first_year=2019, last_year=2025, seed=1)
ALONE = Plan(agencies=1, cases=100_000, first_year=2019, last_year=2025, seed=2)
"""One agency with all of them: nothing is narrowed before lists and searches begin."""


@contextlib.contextmanager
def sqlite_register(plan):
    """The register of a plan in a SQLite file, open."""
    folder = Path(tempfile.gettempdir()) / "casework-bench" / f"{HEAD}-{plan.cases}-{plan.seed}"
    if not folder.exists():
        draft = folder.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        office = _empty(read_settings({}, data=str(draft)))
        simulate(office, plan, _progress(plan))
        office.close()
        draft.rename(folder)
    office = open_office(read_settings({}, data=str(folder)))
    yield office
    office.close()


@contextlib.contextmanager
def postgres_register(plan, url):
    """The register of a plan in an empty PostgreSQL database, open."""
    with tempfile.TemporaryDirectory(prefix="casework-bench-") as folder:
        office = _empty(read_settings({"CASEWORK_DATABASE_URL": url}, data=folder))
        simulate(office, plan, _progress(plan))
        yield office
        office.close()


def _empty(settings):
    settings.data.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.database)
    upgrade(engine)
    engine.dispose()
    return open_office(settings)


def _progress(plan):
    return lambda count: count % 20_000 or say(f"inventing cases: {count} of {plan.cases}")
