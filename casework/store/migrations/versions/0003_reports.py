"""What the annual report rests on beside cases, its seals, imported holiday notices."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_figures_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["people.id"], name="fk_figures_updated_by_people"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "key", name="pk_figures"),
    )
    op.create_table(
        "issued_documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("repealed_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("form_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_issued_documents_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_issued_documents"),
        sa.UniqueConstraint("form_id", name="uq_issued_documents_form_id"),
    )
    op.create_index(
        "ix_issued_documents_agency", "issued_documents", ["agency_id", "kind", "issued_on"]
    )
    op.create_table(
        "disclosures",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_disclosures_agency_id_agencies"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "group", "position", name="pk_disclosures"),
    )
    op.create_table(
        "report_texts",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_report_texts_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["people.id"], name="fk_report_texts_updated_by_people"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "section", name="pk_report_texts"),
    )
    op.create_table(
        "report_seals",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("audit_seq", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name="fk_report_seals_agency_id_agencies"
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by"], ["people.id"], name="fk_report_seals_sealed_by_people"
        ),
        sa.PrimaryKeyConstraint("agency_id", "year", "version", name="pk_report_seals"),
    )
    op.create_table(
        "notices",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("festivals", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["people.id"], name="fk_notices_imported_by_people"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_notices"),
    )


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("report_seals")
    op.drop_table("report_texts")
    op.drop_table("disclosures")
    op.drop_table("issued_documents")
    op.drop_table("figures")
