"""Abstracts"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the table of what arXiv says of papers."""
    op.create_table(
        "abstracts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_abstracts")),
    )
    with op.batch_alter_table("abstracts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_abstracts_next_at"), ["next_at"], unique=False)
