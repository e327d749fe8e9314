"""Bring a database to the schema of this version; Alembic is loaded only when there is something to do."""

from sqlalchemy import Connection, Engine, inspect, text

from db.errors import SchemaTooNewError

HEAD = "0004"
"""The newest revision; a test holds it against the files."""


def migrate(engine: Engine) -> None:
    """Upgrade to `HEAD`; on SQLite with foreign keys off, and checked afterwards.

    Raises:
        SchemaTooNewError: the stored revision is none that this version knows.
    """
    with engine.connect() as connection:
        stored = current_revision(connection)
    if stored != HEAD:
        with engine.execution_options(paht_writes=True).connect() as connection:
            _upgrade(connection, stored)


def current_revision(connection: Connection) -> str | None:
    """The revision the database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    stored: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return stored


def _upgrade(connection: Connection, stored: str | None) -> None:
    # Alembic takes up to half a second to load, and most starts have nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "db:migrations")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if stored is not None and stored not in known:
        raise SchemaTooNewError(
            f"This database was written by a newer version of the program (revision {stored})."
            " Install that version to open it."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
