"""The versions of the tables: which there are, which one a database has, and how it gets to the newest."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


HEAD = _scripts().get_current_head() or ""
"""The revision that this version of the program works with."""

KNOWN = frozenset(script.revision for script in _scripts().walk_revisions())
"""Every revision that this version can upgrade from."""


def read_revision(connection: Connection) -> str | None:
    """The revision of a database, or None where it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def migrate(connection: Connection) -> None:
    """Brings the tables to `HEAD` within the transaction of this connection."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
