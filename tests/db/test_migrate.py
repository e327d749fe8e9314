from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from textwrap import dedent

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from db.engine import open_engine, parse_url
from db.errors import SchemaTooNewError
from db.migrate import HEAD, current_revision, migrate
from db.tables import Base


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    opened = open_engine(parse_url(empty_url))
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(parse_url(str(tmp_path / "paht.db")))
    yield opened
    opened.dispose()


def tables(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def alembic(engine: Engine, location: str = "db:migrations") -> tuple[Config, Engine]:
    config = Config()
    config.set_main_option("script_location", location)
    return config, engine.execution_options(paht_writes=True)


def test_an_empty_database_gets_every_table_and_no_other(engine: Engine) -> None:
    migrate(engine)
    assert tables(engine) == {*Base.metadata.tables, "alembic_version"}
    with engine.connect() as connection:
        assert current_revision(connection) == HEAD


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert current_revision(connection) == HEAD


def test_the_migrated_schema_is_the_one_of_the_tables(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_revision_can_be_taken_down_and_up_again(engine: Engine) -> None:
    migrate(engine)
    config, writing = alembic(engine)
    with writing.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert tables(engine) == {"alembic_version"}
    migrate(engine)
    assert tables(engine) == {*Base.metadata.tables, "alembic_version"}


PEOPLE = (
    "INSERT INTO people (id, prefix, given_name, family_name, post_nominals, full_name, sort_key, search_key,"
    " category, languages, salutation, do_not_contact, note)"
    " VALUES (1, '', '', 'Adams', '', 'Adams', 'adams', 'adams', 'mp', '', '', false, '')"
)
MEETING_OF_0001 = f"""
{PEOPLE};
INSERT INTO programmes (id, name, short_name, description, funder, run_by) VALUES (1, 'P', 'P', '', '', '');
INSERT INTO meetings (id, programme_id, slug, title, focus, activity, state, zone, city, venue, venue_address,
  outcomes, conclusions) VALUES (1, 1, 'm', 'M', '', 'seminar', 'planned', 'UTC', '', '', '', '', '');
INSERT INTO sessions (id, meeting_id, position, title, counts, starts_at, ends_at, all_day, place, address,
  uid, sequence, cancelled) VALUES
  (1, 1, 0, 'Main', true, '2012-01-26 09:00:00', '2012-01-26 17:00:00', false, '', '', 'uid', 0, false);
INSERT INTO invitations (id, meeting_id, person_id, capacity, channel, added_at, answer, answer_note)
  VALUES (1, 1, 1, 'participant', 'email', '2012-01-16 11:00:00', 'accepted', '');
INSERT INTO attendances (id, invitation_id, session_id, answer, expected, absence_note)
  VALUES (1, 1, 1, 'withdrawn', true, 'storm')
"""


def test_a_file_of_the_first_revision_keeps_what_was_answered_for_a_session(engine: Engine) -> None:
    config, writing = alembic(engine)
    with writing.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with writing.begin() as connection:
        for statement in MEETING_OF_0001.split(";"):
            connection.exec_driver_sql(statement)
    migrate(engine)
    kept = "SELECT id, invitation_id, session_id, answer, expected, absence_note FROM attendances"
    assert stored(engine, kept) == [(1, 1, 1, "withdrawn", True, "storm")]
    new = (
        "SELECT answered_at, answer_said_by, answer_firmness, answer_via, answer_reason, answer_note"
        " FROM attendances"
    )
    assert stored(engine, new) == [(None, None, None, None, None, "")]


def test_a_programme_from_before_reply_links_gets_a_key_to_sign_them(engine: Engine) -> None:
    config, writing = alembic(engine)
    with writing.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
    names = "INSERT INTO programmes (name, short_name, description, funder, run_by) VALUES"
    with writing.begin() as connection:
        connection.exec_driver_sql(f"{names} ('P', 'P', '', '', ''), ('Q', 'Q', '', '', '')")
    migrate(engine)
    keys = [str(key) for (key,) in stored(engine, "SELECT reply_key FROM programmes")]
    assert [len(bytes.fromhex(key)) for key in keys] == [32, 32]
    assert len(set(keys)) == 2


def test_head_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.execution_options(paht_writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNewError) as refused:
        migrate(engine)
    assert str(refused.value) == (
        "This database was written by a newer version of the program (revision 9999)."
        " Install that version to open it."
    )
    with engine.connect() as connection:
        assert current_revision(connection) == "9999"


def next_revision(folder: Path, upgrade: str) -> str:
    """A folder of migrations with one more after the newest."""
    versions = folder / "migrations" / "versions"
    versions.mkdir(parents=True)
    shipped = files("db") / "migrations"
    (folder / "migrations" / "env.py").write_text((shipped / "env.py").read_text())
    for path in (shipped / "versions").iterdir():
        if path.name.endswith(".py"):
            (versions / path.name).write_text(path.read_text())
    head = f"""
        from alembic import op

        revision = "next"
        down_revision = "{HEAD}"


        def upgrade():
    """
    (versions / "next.py").write_text(dedent(head) + f"    {upgrade}\n")
    return str(folder / "migrations")


def a_person_with_an_address(engine: Engine) -> None:
    with engine.execution_options(paht_writes=True).begin() as connection:
        connection.execute(text(PEOPLE))
        connection.execute(
            text(
                "INSERT INTO email_addresses (id, person_id, position, address, address_key, label, state)"
                " VALUES (7, 1, 0, 'adams@mp.example', 'adams@mp.example', '', 'untried')"
            )
        )


def stored(engine: Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def test_a_table_made_anew_on_sqlite_keeps_the_rows_that_refer_to_it(sqlite: Engine, tmp_path: Path) -> None:
    migrate(sqlite)
    a_person_with_an_address(sqlite)
    location = next_revision(
        tmp_path, 'with op.batch_alter_table("people", recreate="always") as batch: batch.drop_column("note")'
    )
    config, writing = alembic(sqlite, location)
    with writing.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    assert stored(sqlite, "SELECT id, person_id FROM email_addresses") == [(7, 1)]
    assert stored(sqlite, "PRAGMA foreign_keys") == [(1,)]


def test_a_migration_that_would_leave_rows_without_their_parents_is_taken_back(
    sqlite: Engine, tmp_path: Path
) -> None:
    migrate(sqlite)
    a_person_with_an_address(sqlite)
    config, writing = alembic(sqlite, next_revision(tmp_path, 'op.execute("DELETE FROM people")'))
    with writing.connect() as connection:
        config.attributes["connection"] = connection
        with pytest.raises(RuntimeError, match="would leave rows without their parents"):
            command.upgrade(config, "head")
    assert stored(sqlite, "SELECT id FROM people") == [(1,)]
    with sqlite.connect() as connection:
        assert current_revision(connection) == HEAD


def test_the_migrations_are_files_of_the_package() -> None:
    # The wheel takes the packages `db` and `paht_tui` whole (pyproject.toml): what lies in them is shipped.
    versions = files("db") / "migrations" / "versions"
    names = {path.name for path in versions.iterdir() if path.name.endswith(".py")}
    assert names == {
        "0001_the_first_schema.py",
        "0002_answers_for_one_session.py",
        "0003_sending.py",
        "0004_reply_links.py",
    }
    assert (files("db") / "migrations" / "env.py").is_file()
