"""From invented stories to rows, by the same reckoning and mapping as at the desk."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from casework.cases.disputes import DisputeEvent, dispute_state
from casework.desk.numbering import TEMPLATE
from casework.desk.simulation import words
from casework.desk.simulation.agencies import Agency, Row
from casework.desk.simulation.plan import stamp
from casework.desk.simulation.tales import Tales
from casework.law.calendar import WorkCalendar
from casework.store.dispute_mapping import dispute_columns, dispute_event_row

_AGAIN = 0.15
"""How many applicants come again to the agency they came to last."""


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one case after the other; ids go on from the last of each table."""

    rng: Random
    calendar: WorkCalendar
    until: date
    clerks: dict[int, int]
    """The one person of each agency."""
    last_ids: dict[str, int]
    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    serials: defaultdict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    _regulars: dict[tuple[int, str], int] = field(default_factory=dict)
    _tales: Tales = field(init=False)

    def __post_init__(self) -> None:
        """Stories are drawn from the same chance as everything else."""
        self._tales = Tales(self.rng, self.calendar, self.until)

    def add_case(self, agency: Agency, received_on: date) -> None:
        """Invent a case of an agency and make its rows; the days of receipt come in order."""
        case_id = self._next_id("cases")
        tale = self._tales.draw(received_on)
        clerk_id = self.clerks[agency.id]
        self.rows["cases"].append(
            {"id": case_id, "clerk_id": clerk_id, "last_seq": len(tale.events)}
            | self._own_columns(agency, received_on)
            | tale.columns
        )
        self._add_applicant(case_id, agency.id, tale.columns["applicant_kind"], received_on)
        whose = {"case_id": case_id, "recorded_by": clerk_id}
        self.rows["events"].extend(event | whose for event in tale.events)
        of_case = {"case_id": case_id}
        self.rows["milestones"].extend(line | of_case for line in tale.milestones)
        if tale.dispute:
            self._add_dispute(case_id, agency.id, clerk_id, tale.dispute_about(case_id))

    def take(self) -> dict[str, list[Row]]:
        """The rows made since they were last taken, by table, each after those it points to."""
        taken, self.rows = self.rows, defaultdict(list)
        return taken

    def _own_columns(self, agency: Agency, received_on: date) -> Row:
        year = received_on.year
        self.serials[agency.id, year] += 1
        serial = self.serials[agency.id, year]
        subject = words.subject(self.rng)
        return {
            "agency_id": agency.id,
            "year": year,
            "serial": serial,
            "number": TEMPLATE.format(mark=agency.mark, year=year, serial=serial),
            "subject": subject,
            "request": words.request(self.rng, subject, year - 1),
            "form_wanted": "",
            "created_at": stamp(received_on),
            "version": 1,
        }

    def _add_applicant(self, case_id: int, agency_id: int, kind: str, on: date) -> None:
        known = self._regulars.get((agency_id, kind))
        if known is None or self.rng.random() >= _AGAIN:
            known = self._regulars[agency_id, kind] = self._new_applicant(agency_id, kind, on)
        link = {"case_id": case_id, "position": 1, "applicant_id": known, "role": "applicant"}
        self.rows["case_applicants"].append(link)

    def _new_applicant(self, agency_id: int, kind: str, on: date) -> int:
        applicant_id = self._next_id("applicants")
        is_person = kind == "natural_person"
        self.rows["applicants"].append(
            {
                "id": applicant_id,
                "agency_id": agency_id,
                "kind": kind,
                "name": words.person(self.rng) if is_person else words.organisation(self.rng),
                "contact_name": "" if is_person else words.person(self.rng),
                "identity_kind": "",
                "identity_number": "",
                "identity_index": "",
                "phone": f"1380000{self.rng.randrange(10_000):04}",
                "email": "",
                "address": "",
                "postcode": "",
                "created_at": stamp(on),
            }
        )
        return applicant_id

    def _add_dispute(
        self, case_id: int, agency_id: int, clerk_id: int, events: list[DisputeEvent]
    ) -> None:
        dispute_id = self._next_id("disputes")
        self.rows["disputes"].append(
            {"id": dispute_id, "agency_id": agency_id, "last_seq": len(events)}
            | {"number": f"模拟〔{events[0].on.year}〕{dispute_id}号", "body": "模拟机关"}
            | {"subject": "不服政府信息公开答复", "created_at": stamp(events[0].on)}
            | dispute_columns(dispute_state(events))
        )
        self.rows["dispute_events"].extend(
            dispute_event_row(dispute_id, event, clerk_id, stamp(event.on)).model_dump()
            for event in events
        )
        self.rows["dispute_cases"].append({"dispute_id": dispute_id, "case_id": case_id})

    def _next_id(self, table: str) -> int:
        self.last_ids[table] += 1
        return self.last_ids[table]
