"""What is set up, what is not, and what to do about it; looked at, never altered.

It makes no file, writes nothing to the database, and uses the network only where `connect` asks for it.
A password is looked for and never shown.
"""

import asyncio
import os
import platform
import sqlite3
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final
from zoneinfo import TZPATH, available_timezones

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from db.engine import has_file, open_engine, parse_url, reason, shown
from db.errors import RecordError
from db.migrate import HEAD, current_revision
from db.queries.mail import Attention, attention, in_flight
from db.queries.templates import list_templates
from paht_tui import __version__
from paht_tui.domain.clock import Clock
from paht_tui.errors import UserError
from paht_tui.jobs.doctor_mail import examine_mail
from paht_tui.jobs.findings import Finding, State
from paht_tui.jobs.opening import outgoing_folder
from paht_tui.jobs.workers import is_alive
from paht_tui.settings import Settings, database_url, load_settings, settings_path

_FEWEST_COLUMNS: Final = 80
_FEWEST_LINES: Final = 24
_OTHERS: Final = 0o077
_KILO: Final = 1024


@dataclass(frozen=True, slots=True)
class Terminal:
    """The terminal as the caller sees it; without one, columns and lines say nothing."""

    is_one: bool
    columns: int
    lines: int
    encoding: str


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the database holds that matters here."""

    templates: int
    attention: Attention
    abandoned: int


async def examine(
    *, url: str | None, environ: Mapping[str, str], terminal: Terminal, clock: Clock, connect: bool = False
) -> tuple[Finding, ...]:
    """Look at everything that the program needs; `connect` lets it ask the servers of the settings."""
    findings = [_program()]
    settings, finding = _settings(environ)
    findings.append(finding)
    outgoing = None
    try:
        address = parse_url(database_url(url, settings, environ))
    except RecordError as error:
        findings.append(Finding("database", State.PROBLEM, str(error), "Name another with --db or PAHT_DB."))
    else:
        outgoing = outgoing_folder(address)
        findings += await asyncio.to_thread(lambda: tuple(_database(address, clock, connect=connect)))
    findings += await examine_mail(settings, environ, outgoing=outgoing, connect=connect)
    findings += [_zones(), _terminal(terminal, environ)]
    return tuple(findings)


def _program() -> Finding:
    return Finding(
        "program", State.OK, f"paht {__version__}, Python {platform.python_version()} on {sys.platform}"
    )


def _settings(environ: Mapping[str, str]) -> tuple[Settings, Finding]:
    path = settings_path(environ)
    try:
        settings = load_settings(path)
    except UserError as error:
        return Settings(), Finding("settings", State.PROBLEM, str(error), f"Mend {path}.")
    if not path.exists():
        advice = "Write it, or edit the settings in the program. PAHT_CONFIG names another file."
        return settings, Finding("settings", State.MISSING, f"there is no {path}: the defaults hold", advice)
    return settings, Finding("settings", State.OK, str(path))


def _database(address: URL, clock: Clock, *, connect: bool) -> Iterator[Finding]:
    where = shown(address)
    path = Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None
    if path is None and not connect:
        yield Finding("database", State.OK, f"{where}, not asked", "`paht doctor --connect` asks it.")
        return
    if path is not None and not has_file(address):
        yield Finding("database", State.MISSING, f"{where} is not there yet", "The first start makes it.")
        return
    if path is not None:
        yield _file(path)
    try:
        revision, stored = _look_into(address, clock)
    except (DBAPIError, RecordError, OSError, UnicodeError) as error:
        yield Finding(
            "schema",
            State.PROBLEM,
            f"{where} cannot be read: {reason(error)}",
            "Name another with --db or PAHT_DB.",
        )
        return
    yield _schema(revision)
    if stored is not None:
        yield from _contents(stored)


def _file(path: Path) -> Finding:
    state = path.stat()
    size = f"{path}, {state.st_size / _KILO:,.0f} kB"
    if not path.is_file():
        return Finding("database", State.PROBLEM, f"{path} is no file", "Name a file with --db or PAHT_DB.")
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return Finding(
            "database", State.PROBLEM, f"{size}, cannot be written", "Give yourself the right to write there."
        )
    if os.name == "posix" and stat.S_IMODE(state.st_mode) & _OTHERS:
        mode = f"{stat.S_IMODE(state.st_mode):04o}"
        return Finding(
            "database", State.PROBLEM, f"{size}, open to others ({mode})", f"Close it: chmod 600 {path}"
        )
    return Finding("database", State.OK, size)


def _open_to_look(address: URL) -> Engine:
    """An engine that cannot write, not even the mode of a SQLite file, which the program itself sets."""
    if address.get_backend_name() != "sqlite":
        return open_engine(address)
    file = f"{Path(address.database or '').absolute().as_uri()}?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(file, uri=True), poolclass=NullPool)


def _look_into(address: URL, clock: Clock) -> tuple[str | None, _Stored | None]:
    engine = _open_to_look(address)
    try:
        with engine.connect() as connection:
            revision = current_revision(connection)
        if revision != HEAD:
            return revision, None
        with Session(engine) as session:
            now = clock()
            gone = [1 for _, worker, since in in_flight(session) if not is_alive(worker, since, now=now)]
            return revision, _Stored(len(list_templates(session)), attention(session), len(gone))
    finally:
        engine.dispose()


def _schema(revision: str | None) -> Finding:
    if revision == HEAD:
        return Finding("schema", State.OK, f"revision {revision}")
    if revision is None:
        return Finding("schema", State.MISSING, "empty", "The next start makes the tables.")
    if revision < HEAD:
        return Finding(
            "schema", State.MISSING, f"revision {revision}", f"The next start brings it to {HEAD}."
        )
    return Finding(
        "schema",
        State.PROBLEM,
        f"revision {revision}, newer than this program ({HEAD})",
        "Install the version that wrote it.",
    )


def _contents(stored: _Stored) -> Iterator[Finding]:
    if stored.templates:
        yield Finding("templates", State.OK, f"{stored.templates} texts")
    else:
        yield Finding("templates", State.MISSING, "none", "The next start adds those to begin with.")
    waiting = stored.attention
    in_doubt = waiting.in_doubt + stored.abandoned
    counts = ((in_doubt, "in doubt"), (waiting.failed, "failed"), (waiting.bounced, "bounced"))
    found = ", ".join(f"{number} {what}" for number, what in counts if number)
    if in_doubt:
        advice = "They may have arrived: decide about each in the program, under Mail."
        yield Finding("messages", State.PROBLEM, found, advice)
    elif found:
        yield Finding("messages", State.MISSING, found, "Correct the addresses, and send to them again.")
    else:
        yield Finding("messages", State.OK, "none in doubt, failed or bounced")


def _zones() -> Finding:
    try:
        source = f"tzdata {version('tzdata')}"
    except PackageNotFoundError:
        source = f"the system's in {TZPATH[0]}" if TZPATH else "none"
    names = available_timezones()
    if "Europe/Amsterdam" not in names:
        return Finding("time zones", State.PROBLEM, source, "Install them: pip install tzdata")
    return Finding("time zones", State.OK, f"{len(names)} zones, {source}")


def _terminal(terminal: Terminal, environ: Mapping[str, str]) -> Finding:
    if not terminal.is_one:
        return Finding("terminal", State.OK, "none: commands only")
    colours = _colours(environ)
    found = f"{terminal.columns} × {terminal.lines}, {colours}, {terminal.encoding}"
    if environ.get("TERM") == "dumb":
        return Finding(
            "terminal", State.PROBLEM, f"{found}, TERM is dumb", "Use another terminal, or set TERM."
        )
    if terminal.encoding.lower().replace("-", "") != "utf8":
        return Finding("terminal", State.PROBLEM, found, "Use UTF-8: set LANG, for example to C.UTF-8.")
    if terminal.columns < _FEWEST_COLUMNS or terminal.lines < _FEWEST_LINES:
        return Finding("terminal", State.PROBLEM, found, "Make it 80 × 24 or larger.")
    return Finding("terminal", State.OK, found)


def _colours(environ: Mapping[str, str]) -> str:
    if environ.get("NO_COLOR"):
        return "no colours (NO_COLOR)"
    if environ.get("COLORTERM") in {"truecolor", "24bit"}:
        return "all colours"
    return "256 colours" if "256color" in environ.get("TERM", "") else "16 colours"
