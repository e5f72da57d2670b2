"""Applicants, cases, their events and deadlines, attachments, disputes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "applicants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact_name", sa.String(), nullable=False),
        sa.Column("identity_kind", sa.String(), nullable=False),
        sa.Column("identity_number", sa.Text(), nullable=False),
        sa.Column("identity_index", sa.String(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_applicants_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applicants"),
    )
    op.create_index("ix_applicants_agency_id", "applicants", ["agency_id"])
    op.create_index("ix_applicants_identity_index", "applicants", ["identity_index"])
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("request", sa.String(), nullable=False),
        sa.Column("form_wanted", sa.String(), nullable=False),
        sa.Column("clerk_id", sa.Integer(), nullable=True),
        sa.Column("form_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("applicant_kind", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("recv_year", sa.Integer(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("closed_year", sa.Integer(), nullable=True),
        sa.Column("counted_outcome", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("next_name", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_cases_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(["clerk_id"], ["people.id"], name="fk_cases_clerk_id_people"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("agency_id", "year", "serial", name="uq_cases_agency_id_year_serial"),
        sa.UniqueConstraint("form_id", name="uq_cases_form_id"),
    )
    op.create_index("ix_cases_agency", "cases", ["agency_id", "id"])
    op.create_index(
        "ix_cases_counted",
        "cases",
        ["closed_year", "recv_year", "counted_outcome", "applicant_kind"],
    )
    op.create_index(
        "ix_cases_counted_agency",
        "cases",
        ["agency_id", "closed_year", "recv_year", "counted_outcome", "applicant_kind"],
    )
    op.create_index(
        "ix_cases_due",
        "cases",
        ["next_on", "id", "agency_id", "clerk_id"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index(
        "ix_cases_due_agency",
        "cases",
        ["agency_id", "next_on", "id"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index(
        "ix_cases_due_clerk",
        "cases",
        ["clerk_id", "next_on", "id"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index("ix_cases_number", "cases", ["number"])
    op.create_table(
        "counters",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_counters_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", name="pk_counters"),
    )
    op.create_table(
        "case_applicants",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicants.id"], name="fk_case_applicants_applicant_id_applicants"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_case_applicants_case_id_cases"
        ),
        sa.PrimaryKeyConstraint("case_id", "position", name="pk_case_applicants"),
    )
    op.create_index("ix_case_applicants_applicant_id", "case_applicants", ["applicant_id"])
    op.create_table(
        "events",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_events_case_id_cases"),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name="fk_events_recorded_by_people"
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", name="pk_events"),
    )
    op.create_table(
        "milestones",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("cautious_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("binds", sa.String(), nullable=False),
        sa.Column("waiting_for", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_milestones_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", "name", "ref", "round", name="pk_milestones"),
    )
    op.create_index(
        "ix_milestones_owed",
        "milestones",
        ["due_on", "case_id"],
        unique=False,
        sqlite_where=sa.text("done_on IS NULL AND binds = 'office'"),
        postgresql_where=sa.text("done_on IS NULL AND binds = 'office'"),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people.id"], name="fk_attachments_added_by_people"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_attachments_case_id_cases"),
        sa.PrimaryKeyConstraint("id", name="pk_attachments"),
        sa.UniqueConstraint("public_id", name="uq_attachments_public_id"),
    )
    op.create_index("ix_attachments_case_id", "attachments", ["case_id"])
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
    op.create_table(
        "disputes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("form_id", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("filed_year", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_year", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_disputes_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_disputes"),
        sa.UniqueConstraint("form_id", name="uq_disputes_form_id"),
    )
    op.create_index(
        "ix_disputes_decided",
        "disputes",
        ["agency_id", "decided_year", "filed_year", "kind", "result"],
    )
    op.create_index("ix_disputes_number", "disputes", ["number"])
    op.create_table(
        "dispute_events",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_dispute_events_dispute_id_disputes"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["people.id"], name="fk_dispute_events_recorded_by_people"
        ),
        sa.PrimaryKeyConstraint("dispute_id", "seq", name="pk_dispute_events"),
    )
    op.create_table(
        "dispute_cases",
        sa.Column("dispute_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_dispute_cases_case_id_cases"),
        sa.ForeignKeyConstraint(
            ["dispute_id"], ["disputes.id"], name="fk_dispute_cases_dispute_id_disputes"
        ),
        sa.PrimaryKeyConstraint("dispute_id", "case_id", name="pk_dispute_cases"),
    )
    op.create_index("ix_dispute_cases_case_id", "dispute_cases", ["case_id"])


def downgrade() -> None:
    op.drop_table("dispute_cases")
    op.drop_table("dispute_events")
    op.drop_table("disputes")
    op.drop_table("attachments")
    op.drop_table("milestones")
    op.drop_table("events")
    op.drop_table("case_applicants")
    op.drop_table("counters")
    op.drop_table("cases")
    op.drop_table("applicants")
