"""The search: comparable text of each case, and an index over its pairs of characters.

The index follows from the text and can be made anew at any time, so this step fills it with the
program's own words; a later change of those comes with a step that fills it again.
"""

import sqlalchemy as sa
from alembic import op

from casework.store.queries.search_index import index_batch

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "case_texts",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_texts_case_id_cases"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_texts"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE case_words USING fts5(words, content='', tokenize='ascii')"
        )
    else:
        op.execute(
            "CREATE TABLE case_words ("
            "case_id integer CONSTRAINT pk_case_words PRIMARY KEY "
            "CONSTRAINT fk_case_words_case_id_cases REFERENCES cases (id), "
            "words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_case_words_words ON case_words USING gin (words)")
    last = 0
    while (reached := index_batch(op.get_bind(), last)) is not None:
        last = reached


def downgrade() -> None:
    op.drop_table("case_words")
    op.drop_table("case_texts")
