"""Three levels of offices with years behind them, each year sealed as an office does it."""

from datetime import date
from random import Random

from casework.cases.disputes import Decided, Filed
from casework.cases.parsing import events_from_list
from casework.cases.projection import project
from casework.desk.act import Act, acting
from casework.desk.agencies import Particulars, found_agency, put_under
from casework.desk.disputes import decide_dispute, file_dispute
from casework.desk.drafting import draft_of
from casework.desk.figures import set_figures, typed_cells
from casework.desk.people import add_person, give_role
from casework.desk.sealing import freeze
from casework.desk.signing import sign_report
from casework.desk.texts import write_text
from casework.law.applicants import APPLICANT_KINDS
from casework.office import Office
from casework.store.mapping import event_row, put_projection
from casework.store.queries.desk import texts
from casework.store.tables import CaseRow

YEARS = (2023, 2024, 2025)
PARENTS = {
    "city": None,
    "east": "city",
    "west": "city",
    "east-1": "east",
    "east-2": "east",
    "west-1": "west",
}
"""A city, its counties, their streets; `west-1` stands under the east until 2024."""
_OUTCOMES = ("granted", "granted_in_part", "unavailable.not_held", "refused.deliberative")


def plant(office: Office) -> int:
    """Found the tree; gives the person who keeps, signs and collects everywhere."""
    since = date(2019, 1, 1)
    with acting(office, None) as act:
        for code in PARENTS:
            found_agency(act, code, Particulars(name=f"{code}人民政府", short_name=code))
        person = add_person(act, "city", "zhou", "周某")
        for code, above in PARENTS.items():
            for role in ("clerk", "approver", "signatory", "supervisor"):
                give_role(act, person, code, role, since)
            if above:
                put_under(act, code, "east" if code == "west-1" else above, since)
        put_under(act, "west-1", "west", date(2024, 6, 1))
    return person


def fill(office: Office, person: int, rng: Random, cases: int) -> None:
    """Cases and disputes of all three years in every office, and zeros where numbers are typed."""
    with acting(office, person) as act:
        for place, code in enumerate(PARENTS):
            for serial in range(1, cases + 1):
                _put_case(act, rng, act.agency(code).id, serial)
            _put_dispute(act, rng, code)
            for year in YEARS:
                cells = dict.fromkeys(typed_cells(year), place)
                set_figures(act, code, year, cells, seen={})


def _put_case(act: Act, rng: Random, agency_id: int, serial: int) -> None:
    year = rng.choice(YEARS)
    told = [
        {"kind": "received", "on": f"{year}-{rng.randint(1, 12):02}-10", "channel": "in_person"}
        | {"applicant_kind": rng.choice(APPLICANT_KINDS).code}
    ]
    if rng.random() < 0.85:
        on = f"{year + rng.choice([0, 0, 1])}-12-{rng.randint(11, 30)}"
        told.append({"kind": "closed", "on": on, "outcome": rng.choice(_OUTCOMES)})
    events = [event for event in events_from_list(told) if event.on <= date(2026, 6, 30)]
    case = CaseRow(
        agency_id=agency_id, year=year, serial=serial, number=f"{agency_id}-{serial}",
        subject="事项", state="", last_seq=len(events),
    )  # fmt: skip
    act.tx.add(case)
    act.tx.flush()
    act.tx.add_all(event_row(case.id, event, act.recorder, act.now) for event in events)
    put_projection(act.tx, case, project(events, act.calendar))


def _put_dispute(act: Act, rng: Random, code: str) -> None:
    filed = date(rng.choice(YEARS), 5, 6)
    dispute = file_dispute(act, code, Filed(on=filed, dispute_kind="reconsideration"))
    if rng.random() < 0.7:
        decided = Decided(on=date(filed.year + 1, 2, 6), result="overturned")
        decide_dispute(act, dispute, decided, after=1)


def seal_year(office: Office, person: int, code: str, year: int) -> int:
    """Write what must be written, sign and seal the report of an office; gives the version."""
    with acting(office, person) as act:
        written = texts(act.tx, act.agency(code).id, year)
        for section in {"overview", "problems"} - written.keys():
            write_text(act, code, year, section, f"{code}在{year}年人手不足。", version=0)
    with acting(office, person) as act:
        draft = draft_of(office, act.tx, act.agency(code), year)
        sign_report(act, code, year, issued_on=date(year + 1, 1, 20), seen=draft.sha256)
    with acting(office, person) as act:
        return freeze(act, code, year, version=draft.version, seen=draft.sha256)
