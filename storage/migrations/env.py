"""Alembic's entry: runs the migrations on the connection that `storage.revisions.migrate` hands over."""

from alembic import context

from storage.digests import tables as _  # noqa: F401  # their metadata is the same
from storage.operations import tables as _operations  # noqa: F401
from storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the caller holds the transaction
)
context.run_migrations()
