"""One person: the card, the meetings with the answers, and everything that was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group
from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from db.queries.attendance import session_answers
from db.queries.history import HistoryRow, timeline
from db.queries.invitations import invitation_by_id
from db.queries.meetings import meeting_by_id
from db.queries.people import Invited, PersonCard, person_card
from db.queries.reach import list_focal_points, list_report_backs
from paht_tui.domain.people import remove_person
from paht_tui.ui.answering import BY_VERB, answer_many
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.doors import open_call, open_meeting
from paht_tui.ui.forms.additions import add_detail
from paht_tui.ui.forms.person import edit_details
from paht_tui.ui.forms.reach import NO_PROGRAMME, focal_point, report_back
from paht_tui.ui.local import date_words, day_and_clock, front_zone, moment_in, town_of
from paht_tui.ui.screen import PlaceScreen
from paht_tui.ui.text import clean
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.person_card import person_grid, person_subtitle, person_title, reach_lines
from paht_tui.ui.widgets.record_list import RecordList
from paht_tui.ui.words import answer_word

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paht_tui.ui.ground import Ground

_MEETINGS = [
    Column[Invited]("Invited to", lambda row: row.meeting, width=20, weight=2, most=60),
    Column[Invited]("Where", lambda row: row.city, width=9, weight=1, most=16),
    Column[Invited]("When", lambda row: date_words(row.starts_on), width=11, drop_order=1),
    Column[Invited]("Answer", lambda row: answer_word(row.answer), width=10),
]
_LONGEST = 500


def _columns(zone: str) -> list[Column[HistoryRow]]:
    return [
        Column(f"{town_of(zone)} time", lambda row: day_and_clock(row.at, zone), width=21),
        Column("What was recorded", lambda row: row.summary, width=30, weight=1, most=100),
        Column("By", lambda row: row.actor, width=14, drop_order=1),
    ]


class PersonScreen(PlaceScreen):
    """Everything about one person; answers are recorded for the meeting under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "edit", "new", "call", "accepted", "declined", hidden=(*BY_VERB, "report_back", "focal_point")
    )
    ABOUT = (
        "One person. n adds an address, a number, a position, a need, an assistant; A, D, T, W and S record"
        " the answer to the meeting under the cursor. B records how many others the person has told of it, F"
        " that a parliament named the person its focal point. Tab goes to what was recorded; Enter shows it"
        " whole."
    )
    DEFAULT_CSS = """
    PersonScreen {
        & .card { padding: 0 1; height: auto; max-height: 11; scrollbar-size-vertical: 1; }
        & .card > Static { height: auto; }
        & #meetings { height: auto; min-height: 2; max-height: 6; margin-top: 1; }
        & #timeline { height: 1fr; margin-top: 1; }
        & #left { width: 1fr; height: auto; }
        & #right { width: 1fr; height: 1fr; }
        & #sides { layout: vertical; }
        &.-wide {
            & #sides { layout: horizontal; }
            & #left { width: 54; height: 1fr; }
            & .card { max-height: 60%; }
            & #timeline { margin-top: 0; }
            & #meetings { max-height: 12; }
        }
    }
    """

    def __init__(self, ground: Ground, person_id: int) -> None:
        super().__init__()
        self.ground = ground
        self.person_id = person_id
        self.card: PersonCard | None = None
        self._zone = "UTC"
        self._text = Static("", markup=False)
        self.meetings: RecordList[Invited] = RecordList(
            _MEETINGS,
            key=lambda row: row.invitation_id,
            empty="Invited to nothing yet. In People (3), a puts somebody on the list of a meeting.",
            selectable=False,
            id="meetings",
        )
        self.acts: RecordList[HistoryRow] = RecordList(
            _columns(self._zone), key=lambda row: row.change, selectable=False, id="timeline"
        )

    def body(self) -> ComposeResult:
        """The card and the meetings; what was recorded."""
        with Horizontal(id="sides"):
            with Vertical(id="left"):
                with VerticalScroll(classes="card", can_focus=False):
                    yield self._text
                yield self.meetings
            with Vertical(id="right"):
                yield self.acts

    async def load(self) -> None:
        """Read the card, the meetings and the timeline."""
        store = self.ground.store
        card = await store.read(person_card, person_id=self.person_id)
        if card is None:
            self.shell.tell("This person is no longer in the contacts.")
            if self.is_current:
                _ = self.dismiss()
            return
        answers = await store.read(session_answers, person_id=self.person_id)
        focal_points = await store.read(list_focal_points, person_id=self.person_id)
        reports = await store.read(list_report_backs, person_id=self.person_id)
        acts = await store.read(timeline, person_id=self.person_id, limit=_LONGEST)
        self._zone = await front_zone(self.ground)
        self.card = card
        subtitle = Text(clean(person_subtitle(card)), "dim")
        grid = person_grid(card, answers, reach_lines(focal_points, reports), meetings=False)
        self._text.update(Group(person_title(card), subtitle, grid))
        self.meetings.set_rows(card.meetings)
        self.acts.set_columns(_columns(self._zone))
        self.acts.set_rows(acts)
        self.refresh_bindings()  # what can be done now depends on what was read

    @on(RecordList.Opened, "#meetings")
    def _meeting_opened(self, event: RecordList.Opened[Invited]) -> None:
        open_meeting(self.app, self.ground, event.row.meeting_id)

    @on(RecordList.Opened, "#timeline")
    def _act_opened(self, event: RecordList.Opened[HistoryRow]) -> None:
        row = event.row
        text = f"{row.summary}\n\nRecorded {moment_in(row.at, self._zone)} by {row.actor}."
        _ = self.app.push_screen(Show("What was recorded", text))

    def why_not(self, verb_id: str) -> str | None:
        """Answers and calls are about a meeting; the card has to be there."""
        if self.card is None and verb_id in {"edit", "new", "remove"}:
            return "The card is still being read."
        if verb_id in {"report_back", "focal_point"} and self.ground.programme is None:
            return NO_PROGRAMME
        if verb_id not in {*BY_VERB, "call"}:
            return None
        if self.meetings.current is None:
            return "This person is invited to no meeting: in People (3), press a to choose one."
        if verb_id == "call" and self.card is not None and self.card.do_not_contact:
            return f"{self.card.name} is not to be contacted."
        return None

    async def do_edit(self) -> None:
        """Edit the name and what is known."""
        if self.card is not None and await edit_details(self.shell, self.ground, self.card):
            self.shell.tell("Saved.")
            self.reload()

    async def do_new(self) -> None:
        """Add an address, a number, a position …"""
        if self.card is not None and await add_detail(self.shell, self.ground, self.card):
            self.reload()

    async def do_report_back(self) -> None:
        """Record how many others the person has told, after the meeting under the cursor."""
        programme, current = self.ground.programme, self.meetings.current
        if programme is None:
            return
        number, meeting = programme.id, current.meeting_id if current else None
        if meeting is not None:  # which may belong to another programme than the one in front
            number = (await self.ground.store.read(meeting_by_id, meeting_id=meeting)).programme_id
        if await report_back(self.shell, self.ground, number, person_id=self.person_id, meeting_id=meeting):
            self.reload()

    async def do_focal_point(self) -> None:
        """Record that a parliament named the person, or put that right."""
        programme, person, read = self.ground.programme, self.person_id, self.ground.store.read
        if programme is None:
            return
        known = await read(list_focal_points, programme_id=programme.id, person_id=person)
        row = known[0] if known else None
        if await focal_point(self.shell, self.ground, programme.id, person_id=person, row=row):
            self.reload()

    async def do_remove(self) -> None:
        """Remove the person, who is invited to nothing."""
        assert self.card is not None  # as `why_not` has made sure
        await self.ground.store.write(remove_person, person_id=self.person_id)
        self.shell.tell(f"Removed {self.card.name}; z brings back.")
        _ = self.dismiss()

    def do_call(self) -> None:
        """Call about the meeting under the cursor."""
        if (row := self.meetings.current) is not None:
            open_call(self.app, self.ground, row.invitation_id)

    async def do_accepted(self) -> None:
        """Record that the person is coming."""
        await self._answer("accepted")

    async def do_declined(self) -> None:
        """Record that the person is not coming."""
        await self._answer("declined")

    async def do_tentative(self) -> None:
        """Record that the person may come."""
        await self._answer("tentative")

    async def do_withdrawn(self) -> None:
        """Record that the person is not coming after all."""
        await self._answer("withdrawn")

    async def do_substitute(self) -> None:
        """Record that somebody else comes."""
        await self._answer("substitute")

    async def _answer(self, verb_id: str) -> None:
        current = self.meetings.current
        if current is None:
            return
        row = await self.ground.store.read(invitation_by_id, invitation_id=current.invitation_id)
        if await answer_many(self.shell, self.ground, [row], BY_VERB[verb_id]):
            self.reload()
