"""The one place that knows the dialect: opening a database, transactions, what differs between SQLite and PostgreSQL."""

from sqlalchemy.ext.asyncio import AsyncSession

Session = AsyncSession
