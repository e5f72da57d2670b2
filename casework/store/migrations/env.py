"""Run by alembic for each command: uses the connection that `migrations` has opened."""

from alembic import context

from casework.store.migrations.rendering import render_item
from casework.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=True,
)
context.run_migrations()
