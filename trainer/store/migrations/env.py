"""What Alembic runs; the connection is the one that `migrate` was given, transaction and all."""

from alembic import context

from trainer.store.migrations import VERSION_TABLE
from trainer.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
