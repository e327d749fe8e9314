"""Alembic's environment: runs on the connection that `db/migrate.py` hands over, and on no other."""

from typing import Any

from alembic import context
from sqlalchemy import Connection

from db.tables import Base


def run(connection: Connection) -> None:
    """Migrate in one transaction; on SQLite with foreign keys off.

    A re-created table would otherwise empty the tables that refer to it, without an error.
    """
    sqlite = connection.dialect.name == "sqlite"
    driver: Any = connection.connection.driver_connection
    if sqlite:
        # Outside any transaction, where the pragma takes effect.
        driver.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            # Only a context that is made inside a transaction leaves that transaction to us.
            context.configure(
                connection=connection,
                target_metadata=Base.metadata,
                render_as_batch=sqlite,
                transactional_ddl=True,
            )
            if not sqlite:
                # Two programs that start at once on a new database: the second waits and finds it done.
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7062116)")
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                raise RuntimeError(f"the migration would leave rows without their parents: {broken[:5]}")
    finally:
        if sqlite:
            driver.execute("PRAGMA foreign_keys=ON")


run(context.config.attributes["connection"])
