"""The command line as a user has it: words in, exit code and text out, on a record of its own."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import loads
from pathlib import Path
from typing import Any

import pytest
import time_machine

from paht_tui.cli import main
from tests.conftest import NOON

SENDER = '[sender]\nname = "PAHT"\naddress = "paht@htf.example"\n'
PEOPLE = """\
Title;First name;Surname;E-mail;Country;Category;Organisation
Lord;Ian;McColl;mccoll@lords.example;GB;MP;House of Lords
;Anna;Lo;lo@mla.example;GB;MP;Assembly
;Ewa;Żółć;ewa@ngo.example;PL;NGO;La Strada
;Max;Beispiel;max@bundestag.example;DE;MP;Bundestag
"""
PROGRAMME = ("programme", "new", "Parliamentarians against Human Trafficking", "--short=PAHT")
THE_HAGUE = (
    "meeting",
    "new",
    "Good practice exchange",
    "--zone=Europe/Amsterdam",
    "--city=The Hague",
    "--country=nl",
    "--session=Meeting; 2012-01-26 09:30-17:00; Senate",
    "--side-session=Reception; 2012-01-25 18:30-20:00; Hotel",
)


@dataclass(frozen=True)
class Said:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return loads(self.out)


Paht = Callable[..., Said]


@pytest.fixture(autouse=True)
def own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings and data of this test alone, at noon ten days before The Hague."""
    with _machine_in(tmp_path, monkeypatch):
        yield


@contextmanager
def _machine_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(folder)
    for name in ("PAHT_DB", "PAHT_SMTP_PASSWORD", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PAHT_CONFIG", str(folder / "settings.toml"))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """The settings, with a sender and without a server."""
    path = tmp_path / "settings.toml"
    path.write_text(SENDER, encoding="utf-8")
    return path


@pytest.fixture
def paht(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Paht:
    """Run a command: `paht("people", "--json").json`."""

    def run(*words: str, code: int = 0) -> Said:
        capsys.readouterr()
        ended = main(["--db", str(tmp_path / "paht.db"), *words])
        written = capsys.readouterr()
        assert ended == code, written.err + written.out
        return Said(ended, written.out, written.err)

    return run


@pytest.fixture
def list_of_people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def the_hague_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of `the_hague`, made once by the commands that make it."""
    folder = tmp_path_factory.mktemp("the-hague")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch, _machine_in(folder, monkeypatch):
        for words in (PROGRAMME, THE_HAGUE, ("import", "people.csv", "--meeting=the-hague")):
            assert main(["--db", "paht.db", *words]) == 0
    return folder / "paht.db"


@pytest.fixture
def the_hague(the_hague_file: Path, tmp_path: Path, paht: Paht, list_of_people: Path, settings: Path) -> Paht:
    """A record with the meeting of The Hague and four people on its list, nothing sent yet."""
    shutil.copy(the_hague_file, tmp_path / "paht.db")
    return paht
