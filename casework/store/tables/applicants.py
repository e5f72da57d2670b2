"""The applicants of an agency, and their part in a case."""

from datetime import datetime

from sqlmodel import Field

from casework.store.secrets import EncryptedText
from casework.store.tables.base import Table, utc_now


class ApplicantRow(Table, table=True):
    """Someone who applies. What finds a person at home is encrypted; the key is elsewhere."""

    __tablename__ = "applicants"

    id: int = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agencies.id", index=True)
    kind: str
    name: str
    contact_name: str = ""
    """法定代表人 or the person to talk to, where the applicant is an organisation."""
    identity_kind: str = ""
    identity_number: str = Field(default="", sa_type=EncryptedText)
    identity_index: str = Field(default="", index=True)
    """The blind index of the number, by which it is found again."""
    phone: str = Field(default="", sa_type=EncryptedText)
    email: str = Field(default="", sa_type=EncryptedText)
    address: str = Field(default="", sa_type=EncryptedText)
    postcode: str = ""
    created_at: datetime = Field(default_factory=utc_now)


class CaseApplicantRow(Table, table=True):
    """A person of a case: applicant, representative or agent, in the order of the paper."""

    __tablename__ = "case_applicants"

    case_id: int = Field(foreign_key="cases.id", primary_key=True)
    position: int = Field(primary_key=True)
    applicant_id: int = Field(foreign_key="applicants.id", index=True)
    role: str
