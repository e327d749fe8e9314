"""A small program built from the kit, with made-up rows: what the tests drive and the snapshots show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from rich.text import Text
from textual import on

from db.text import fold
from paht_tui.errors import UserError
from paht_tui.ui.app import PahtApp
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.shell import Place
from paht_tui.ui.verbs import PLACE_IDS, VERBS, bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.shell import Shell


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    country: str
    organisation: str
    answer: str = "none"
    note: str = ""


PEOPLE = [
    Person(1, "Dr Jana Beispiel MP", "DE", "Bundestag, Committee on Legal Affairs", "accepted", "vegetarian"),
    Person(2, "漢字 太郎", "JP", "国会 The National Diet", "tentative"),
    Person(3, "Ελένη Παπαδοπούλου", "GR", "Βουλή των Ελλήνων", "accepted"),
    Person(
        4, "Zażółć Gęślą-Jaźń", "PL", "Sejm Rzeczypospolitej Polskiej", "declined", "parliamentary business"
    ),
    Person(5, "Jose\u0301 A\u0301lvarez", "ES", "Congreso de los Diputados"),
    Person(6, "Mary 👩‍⚖️ Judge 🇳🇱", "NL", "Court of Appeal"),
    Person(7, "[red]not markup[/] [b]", "UK", "House of [Lords]", "accepted"),
    Person(8, "\x1b[31mred\x1b[0m \u202egnp.exe", "FR", "Assemblée\nnationale\ttabbed"),
    Person(9, "한국어 김철수", "KR", "국회"),
    Person(
        10,
        "A very long name indeed with many parts, of the House of Commons",
        "UK",
        "House of Commons",
        "accepted",
    ),
]

COLUMNS = [
    Column[Person]("Name", lambda row: row.name, width=22, weight=2, most=40),
    Column[Person]("", lambda row: row.country, width=2),
    Column[Person]("Organisation", lambda row: row.organisation, width=16, weight=3, most=40),
    Column[Person](
        "Answer", lambda row: Text(row.answer, "bold" if row.answer == "accepted" else ""), width=9
    ),
    Column[Person]("Note", lambda row: row.note, width=22, drop_order=1),
    Column[Person]("No", lambda row: str(row.id), width=6, align="right", drop_order=2),
]


class PeopleScreen(PlaceScreen):
    """A place with a list, a filter and verbs of each kind."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("call", "send", "filter", "remove", hidden=("new",))
    ABOUT = "All contacts. Type / to filter."

    def __init__(self, rows: Sequence[Person] = PEOPLE) -> None:
        super().__init__()
        self.rows = rows
        self.loads = 0
        self.done: list[str] = []
        self.list: RecordList[Person] = RecordList(
            COLUMNS,
            key=lambda row: row.id,
            empty="Nobody is invited yet. Press a to add people, i to import a file.",
            id="people",
        )

    def body(self) -> ComposeResult:
        yield FilterBar()
        yield self.list

    async def load(self) -> None:
        self.loads += 1
        self.list.set_rows(self.rows)

    @on(FilterBar.FilterChanged)
    def _filtered(self, event: FilterBar.FilterChanged) -> None:
        found = [row for row in self.rows if fold(event.text) in fold(row.name)]
        self.list.set_rows(found)
        self.query_one(FilterBar).note(f"{len(found)} of {len(self.rows)}" if event.text else "")

    @on(RecordList.Opened)
    def _opened(self, event: RecordList.Opened[Person]) -> None:
        self.done.append(f"opened {event.row.id}")

    def why_not(self, verb_id: str) -> str | None:
        current = self.list.current
        if verb_id == "send" and current is not None and current.answer != "none":
            return "This person has answered; there is nothing to send."
        return None

    def do_call(self) -> None:
        self.done.append("called")

    async def do_send(self) -> None:
        self.done.append(f"sent {[row.id for row in await self.list.chosen()]}")

    async def do_remove(self) -> None:
        raise UserError("Person 7 is the host of a meeting. Nothing was removed. Name another host first.")


class OtherScreen(PlaceScreen):
    """A place with nothing but itself."""

    ABOUT = "Nothing is here."


class NumbersScreen(PlaceScreen):
    """A place that uses the number keys for the outcomes of a call."""

    TAKES_NUMBERS = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("no_answer", "call_back")

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []

    def do_no_answer(self) -> None:
        self.done.append("no answer")

    def do_call_back(self) -> None:
        self.done.append("call back")


@dataclass
class KitRecord:
    """An opened record that is nothing but the places."""

    makers: Mapping[str, Callable[[], PlaceScreen]] = field(default_factory=dict)
    programme: str = "PAHT"
    theme: str = "dark"
    keymap: Mapping[str, str] = field(default_factory=dict)
    undone: list[str] = field(default_factory=list)
    left: bool = False
    closed: bool = False
    preloaded: bool = False

    @property
    def places(self) -> Sequence[Place]:
        makers: dict[str, Callable[[], PlaceScreen]] = {
            "today": OtherScreen,
            "people": PeopleScreen,
            "calls": NumbersScreen,
            **self.makers,
        }
        return [Place(name, VERBS[name].label, makers.get(name, OtherScreen)) for name in PLACE_IDS]

    @property
    def verbs(self) -> Mapping[str, Callable[[Shell], object]]:
        return {"undo": lambda _: self.undone.append("undone")}

    def local_time(self) -> tuple[datetime, str]:
        moment = datetime(2012, 1, 16, 8, 12, tzinfo=UTC)
        return moment.astimezone(ZoneInfo("Europe/Amsterdam")), "The Hague"

    def preload(self) -> None:
        self.preloaded = True

    async def attend(self, shell: Shell) -> None:
        """Nothing was left undone."""

    async def leave(self) -> None:
        self.left = True

    def close(self) -> None:
        self.closed = True


def kit_app(record: KitRecord | None = None) -> PahtApp:
    opened = record or KitRecord()
    return PahtApp(open_record=lambda: opened)
