"""The tables, a file for each family. Nothing outside `store` and `desk` builds a row."""

from casework.store.tables.agencies import AgencyParentRow, AgencyRow
from casework.store.tables.applicants import ApplicantRow, CaseApplicantRow
from casework.store.tables.audit import AuditHeadRow, AuditRow
from casework.store.tables.base import METADATA, Table, utc_now
from casework.store.tables.cases import CaseRow, CounterRow
from casework.store.tables.collecting import CollectionRow, OutsideUnitRow, UnitStepRow
from casework.store.tables.disputes import DisputeCaseRow, DisputeEventRow, DisputeRow
from casework.store.tables.duties import (
    ClockRunRow,
    FormReceiptRow,
    HeartbeatRow,
    OutboxRow,
    ReminderRow,
)
from casework.store.tables.events import EventRow, MilestoneRow
from casework.store.tables.feeds import FeedRow
from casework.store.tables.files import AttachmentRow
from casework.store.tables.notices import CalendarRunRow, DeadlineMoveRow, NoticeRow
from casework.store.tables.people import (
    LoginFailureRow,
    OneTimeLinkRow,
    PersonRow,
    RoleRow,
    SessionRow,
)
from casework.store.tables.reports import (
    DisclosureRow,
    FigureRow,
    IssuedDocumentRow,
    ReportFileRow,
    ReportSealRow,
    ReportStageRow,
    ReportTextRow,
)
from casework.store.tables.search import CaseTextRow

__all__ = [
    "METADATA",
    "AgencyParentRow",
    "AgencyRow",
    "ApplicantRow",
    "AttachmentRow",
    "AuditHeadRow",
    "AuditRow",
    "CalendarRunRow",
    "CaseApplicantRow",
    "CaseRow",
    "CaseTextRow",
    "ClockRunRow",
    "CollectionRow",
    "CounterRow",
    "DeadlineMoveRow",
    "DisclosureRow",
    "DisputeCaseRow",
    "DisputeEventRow",
    "DisputeRow",
    "EventRow",
    "FeedRow",
    "FigureRow",
    "FormReceiptRow",
    "HeartbeatRow",
    "IssuedDocumentRow",
    "LoginFailureRow",
    "MilestoneRow",
    "NoticeRow",
    "OneTimeLinkRow",
    "OutboxRow",
    "OutsideUnitRow",
    "PersonRow",
    "ReminderRow",
    "ReportFileRow",
    "ReportSealRow",
    "ReportStageRow",
    "ReportTextRow",
    "RoleRow",
    "SessionRow",
    "Table",
    "UnitStepRow",
    "utc_now",
]
