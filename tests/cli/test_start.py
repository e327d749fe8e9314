import subprocess
import sys
from importlib import import_module
from json import loads
from pathlib import Path

import pytest

from paht_tui import __version__
from paht_tui.cli.parser import build_parser
from tests.cli.conftest import Paht

HEAVY = {"textual", "rich", "sqlalchemy", "alembic", "aiosmtplib", "icalendar", "jinja2", "keyring", "babel"}


def loaded_by(*words: str) -> set[str]:
    """The modules that a start with these words loads, beyond those of an empty Python."""
    program = (
        "import json, sys; before = set(sys.modules); from paht_tui.cli import main; main(sys.argv[1:]);"
        "print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=True, timeout=60
    )
    return set(loads(done.stderr.splitlines()[-1]))


def test_the_version_loads_nothing() -> None:
    assert loaded_by("--version") == {"paht_tui", "paht_tui.cli"}


@pytest.mark.parametrize("words", [("--help",), ("send", "--help"), ("peeple",)])
def test_help_loads_neither_screen_nor_database(words: tuple[str, ...]) -> None:
    assert loaded_by(*words) & HEAVY == set()


def test_reading_loads_no_screen_and_no_post(paht: Paht) -> None:
    paht("people")
    assert loaded_by("--db", "paht.db", "people") & HEAVY == {"sqlalchemy"}


def test_the_screen_is_drawn_before_the_record_is_loaded() -> None:
    program = (
        "import sys; import paht_tui.cli.run, paht_tui.cli.opening, paht_tui.cli.open_program;"
        "print(sorted({'textual', 'sqlalchemy', 'argparse', 'paht_tui.cli.parser'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert "sqlalchemy" not in done.stdout
    assert "paht_tui.cli.parser" not in done.stdout


@pytest.mark.parametrize("program", ["-m paht_tui --version", "-m paht_tui --db x --version"])
def test_the_version(program: str) -> None:
    done = subprocess.run(
        [sys.executable, *program.split()], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == f"paht {__version__}\n"


def test_the_help_documents_the_exit_codes(paht: Paht) -> None:
    told = paht("--help").out
    for code in ("0 ", "1 ", "2 ", "3 ", "4 ", "130", "141"):
        assert f"\n  {code}  " in told


def test_every_command_has_help_and_somebody_who_does_it(paht: Paht) -> None:
    commands = [
        ("demo",),
        ("doctor",),
        ("undo",),
        ("programme", "new"),
        ("meeting", "new"),
        ("meeting", "set"),
        ("import",),
        ("invite",),
        ("people",),
        ("meetings",),
        ("invitations",),
        ("calls",),
        ("messages",),
        ("send",),
        ("call",),
        ("answer",),
        ("checkin",),
        ("absent",),
        ("report",),
    ]
    for words in commands:
        assert f"usage: paht {' '.join(words)} " in paht(*words, "--help").out
    given = {
        "import": ["FILE"],
        "invite": ["M", "lo"],
        "send": ["M"],
        "call": ["P", "--meeting=M", "--outcome=coming"],
        "answer": ["P", "--meeting=M", "accepted"],
        "checkin": ["M", "P"],
        "absent": ["M", "--reason=weather"],
        "programme": ["new", "N", "--short=S"],
        "meeting": ["new", "T", "--zone=UTC"],
    }
    for words in commands:
        found = build_parser().parse([words[0], *given.get(words[0], [])])
        module, _, name = found.run.partition(":")
        assert callable(getattr(import_module(f"paht_tui.cli.{module}"), name))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("peple",), "argument COMMAND: “peple” is not a command. Did you mean people?"),
        (("answer", "lo", "--meeting=M", "acepted"), "“acepted” is not one of them. Did you mean accepted?"),
        (("call", "lo", "--meeting=M", "--outcome=x"), "There are: no_answer, message_left, call_back,"),
        (("call", "lo", "--meeting=M", "--outcome=call_back", "--callback=soon"), "“soon” is not a time"),
        (("call", "lo", "--meeting=M", "--outcome=call_back", "--callback=2012-01-26"), "is not a time"),
        (("checkin", "M"), "the following arguments are required: PERSON"),
        (("absent", "M"), "the following arguments are required: --reason"),
        (("people", "--jsno"), "unrecognized arguments: --jsno"),
        (("report", "M", "--format=pdf"), "“pdf” is not one of them. There are: md, json."),
        (("meeting",), "the following arguments are required: COMMAND"),
        (("people", "--\x1b[31m"), "unrecognized arguments: --[31m"),
        (("send", "M", "--batch=9999999999"), "“9999999999” is not a number from 1 to 999999999."),
        (("meeting", "new", "T", "--zone=UTC", "--number=0"), "“0” is not a number from 1 to 999999999."),
        (
            ("call", "lo", "--meeting=M", "--outcome=call_back", "--callback=9999-12-31 23:59"),
            "“9999-12-31 23:59” is not a time",
        ),
        (("people", "Z\udcfcrich"), "“Z\ufffdrich” has bytes in it that are no letters in UTF-8"),
        (("call", "lo", "--meeting=M", "--outcome=coming", "--note=\udcfc"), "“\ufffd” has bytes in it"),
    ],
)
def test_wrong_words(paht: Paht, words: tuple[str, ...], sentence: str) -> None:
    said = paht(*words, code=2)
    assert said.out == ""
    assert said.err.startswith("paht: ")
    assert sentence in said.err
    assert " --help\n" in said.err


def test_without_a_terminal_the_program_does_not_open(paht: Paht) -> None:
    assert paht(code=1).err == (
        "paht: The program needs a terminal. For scripts there are commands: paht --help\n"
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://x/y", "paht: “mysql” is not supported: name a file, or a postgresql:// address.\n"),
        ("sqlite+aiosqlite:///x", "paht: “sqlite+aiosqlite” is not supported: name a file, or"),
        ("postgresql+psycopg2://x/y", "paht: “postgresql+psycopg2” is not supported: name a file, or"),
        ("postgresql://\udcff/x", "paht: The database postgresql://\ufffd/x cannot be opened: "),
        (
            "~nobody-of-this-name/x",
            "paht: The database file ~nobody-of-this-name/x cannot be found: there is",
        ),
        ("a" * 300, f"paht: The database file {'a' * 300} cannot be made: File name too long."),
        ("here", "paht: The database here cannot be opened: unable to open database file."),
        ("file/x.db", "paht: The database file file/x.db cannot be made: File exists."),
        ("file", "paht: The database file cannot be opened: file is not a database."),
    ],
)
def test_a_database_that_cannot_be_opened(paht: Paht, url: str, sentence: str) -> None:
    Path("here").mkdir()
    Path("file").write_text("A letter, and no database. " * 100, encoding="utf-8")
    assert paht("people", "--db", url, code=1).err.startswith(sentence)


def test_settings_with_a_mistake_name_its_field(paht: Paht) -> None:
    Path("settings.toml").write_text("[sender]\nadress = 'x'\n", encoding="utf-8")
    said = paht("people", code=1).err
    assert said.startswith("paht: ")
    assert "adress" in said


def test_the_password_of_a_database_is_never_printed(paht: Paht) -> None:
    said = paht("people", "--db", "postgresql://ann:hunter2@127.0.0.1:1/x?password=hunter2", code=1).err
    assert "hunter2" not in said
    assert said.startswith("paht: The database postgresql://ann:***@127.0.0.1:1/x cannot be opened: ")
