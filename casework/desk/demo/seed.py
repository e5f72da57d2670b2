"""Making the demonstration register, through the same verbs that staff use.

Above 150 lines because the register is made in one go, from its agency to its report.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from casework.cases.disputes import Decided, Filed
from casework.cases.events import Received
from casework.cases.parsing import event_from_mapping
from casework.desk.act import Act, begin
from casework.desk.agencies import Particulars, found_agency
from casework.desk.applications import Application, Party, log_application
from casework.desk.demo.stories import CLOSED_IN_2023, LAWSUITS_OF_2023, OPEN_NOW, Story
from casework.desk.demo.texts import DISCLOSURES, TEXTS, YEAR
from casework.desk.disputes import decide_dispute, file_dispute
from casework.desk.documents import IssuedDocument, issue_document
from casework.desk.figures import Disclosure, set_disclosures, set_figures, typed_cells
from casework.desk.links import make_link
from casework.desk.people import add_person, give_role
from casework.desk.recording import record
from casework.desk.refusals import NotAllowed
from casework.desk.texts import write_text
from casework.law.receipt import CHANNELS_BY_CODE, Stamps
from casework.office import Office
from casework.store.queries.agencies import agency_by_code
from casework.store.queries.desk import person_by_login
from casework.store.tables import AgencyRow

CODE = "xiyuan"
LOGIN = "demo"
ROLES = ("admin", "clerk", "approver", "signatory")

_PARTICULARS = Particulars(
    name="晋江市人民政府西园街道办事处",
    short_name="西园街道",
    mark="晋西公开",
    kind="街道办事处",
    review_body="晋江市人民政府",
    court="晋江市人民法院",
    address="晋江市西园街道赖厝社区双龙西路568号",
    postcode="362200",
    phone="85602220",
    contact="党政办",
)


def make_demo(office: Office) -> bool:
    """Fill an empty register with 西园街道; False if it is there already.

    It is made in one transaction, so it is there whole or not at all. Raises NotAllowed for a
    register that holds anything else.
    """
    with office.transaction() as tx:
        if agency_by_code(tx, CODE) is not None and _agencies(tx) == 1:
            return False
        if _agencies(tx):
            raise NotAllowed("这个数据文件夹里已有其他机关，演示数据不能放在一起；请另选文件夹")
        act = _staff(office, tx)
        cases = [_tell(act, story) for story in CLOSED_IN_2023]
        for place, *lawsuit in LAWSUITS_OF_2023:
            _sue(act, cases[place - 1], *lawsuit)
        _write_year(act)
        for story in OPEN_NOW:
            _tell(act, story)
    return True


def demo_link(office: Office) -> str:
    """The token of a link that lets whoever started the demonstration in, once."""
    with office.transaction() as tx:
        person = person_by_login(tx, LOGIN)
        if person is None:
            raise NotAllowed("这不是演示数据，请另选文件夹")
        return make_link(begin(office, tx, None), person.id)


def _agencies(tx: Session) -> int:
    return tx.exec(select(func.count(col(AgencyRow.id)))).one()


def _staff(office: Office, tx: Session) -> Act:
    """Found the agency and give it one person, who then acts."""
    shell = begin(office, tx, None)
    found_agency(shell, CODE, _PARTICULARS)
    person = add_person(shell, CODE, LOGIN, "演示人员")
    for role in ROLES:
        give_role(shell, person, CODE, role)
    tx.flush()
    return begin(office, tx, person)


def _tell(act: Act, story: Story) -> int:
    """Log the application of a story and record everything that happened to it."""
    received, *later = [_dated(act, event) for event in story.events]
    first = event_from_mapping(received)
    assert isinstance(first, Received)
    logged = log_application(
        act,
        Application(
            agency=CODE,
            channel=first.channel,
            stamps=_stamps(first),
            applicant_kind="natural_person",
            parties=(Party(name=story.applicant, phone=story.phone),),
            subject=story.subject,
            request=story.request,
            form_wanted="纸质",
            on=first.on,
            clerk_id=act.person_id,
        ),
    )
    seq = logged.last_seq
    for event in later:
        seq = record(act, logged.case_id, event_from_mapping(event), after=seq)
    return logged.case_id


def _dated(act: Act, event: Mapping[str, Any]) -> dict[str, Any]:
    """The event with its day; a number stands for working days before today."""
    if isinstance(event["on"], int):
        day = act.calendar.workday_before(act.today, event["on"])
        return {**event, "on": day.isoformat()}
    return dict(event)


def _stamps(received: Received) -> Stamps:
    """The stamps told, with the day of receipt on the one that decides."""
    told: dict[str, Any] = {
        "submitted_on": received.submitted_on,
        "arrived_on": received.arrived_on,
        "confirmed_on": received.confirmed_on,
    }
    told[CHANNELS_BY_CODE[received.channel].decided_by] = received.on
    return Stamps(**told)


def _sue(act: Act, case: int, filed_on: str, decided_on: str, number: str, found: str) -> None:
    filed = Filed(
        on=date.fromisoformat(filed_on),
        dispute_kind="litigation_direct",
        body="晋江市人民法院",
        number=number,
        cases=(case,),
    )
    dispute = file_dispute(act, CODE, filed, subject="不服政府信息公开答复")
    decided = Decided(on=date.fromisoformat(decided_on), result="overturned", orders=found)
    decide_dispute(act, dispute, decided, after=1)


def _write_year(act: Act) -> None:
    """The figures and the words of the report for 2023."""
    document = IssuedDocument(
        kind="normative_documents",
        title="西园街道社区公共安全管理规定（试行）",
        issued_on=date(YEAR, 5, 26),
        number="晋西政规〔2023〕1号",
    )
    issue_document(act, CODE, document)
    set_figures(act, CODE, YEAR, dict.fromkeys(typed_cells(YEAR), 0), seen={})
    for group, lines in DISCLOSURES.items():
        disclosed = [Disclosure(label=label, value=str(value)) for label, value in lines]
        set_disclosures(act, CODE, YEAR, group, disclosed, seen=())
    for section, text in TEXTS.items():
        write_text(act, CODE, YEAR, section, text, version=0)
