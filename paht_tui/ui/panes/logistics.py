"""What has to be arranged for those who come: needs, journeys, nights; one line a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text

from db.enums import Answer, Direction, NeedKind, TravelState
from db.errors import FilterError
from db.queries.logistics import Guest, JourneyRow, NeedRow, StayRow, guests
from db.queries.meetings import meeting_by_id
from paht_tui.domain.logistics import remove_journey, remove_need, remove_stay
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.doors import open_figure
from paht_tui.ui.forms.logistics import journey_form, need_form, stay_form
from paht_tui.ui.local import day_and_clock, short_day, town_of
from paht_tui.ui.panes.figured import FiguredList, FiguredPane
from paht_tui.ui.verbs import bindings
from paht_tui.ui.when import day_of
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.board_lines import Piece, flow
from paht_tui.ui.widgets.columns import Column
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.words import answer_word, counted, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType

    from db.queries.meetings import MeetingRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.widgets.board_lines import Line

    Thing = NeedRow | JourneyRow | StayRow

_EMPTY = "Nobody comes yet. Who accepts, or may come, stands here; n then notes a diet, a journey or a hotel."


class LogisticsPane(FiguredPane[Guest]):
    """The tab "Logistics"."""

    TITLE: ClassVar[str] = "Logistics"
    ABOUT: ClassVar[str] = (
        "What has to be arranged for those who come or may come. Times are read where the meeting is."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "edit", "remove", "filter", hidden=("back",))
    DEFAULT_CSS = """
    LogisticsPane > #arranged { height: auto; max-height: 2; }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(
            ground,
            meeting_id,
            figures=Board(id="arranged"),
            bar=FilterBar("country:de answer:accepted or part of a name"),
            people=FiguredList(
                self._columns(""),
                key=lambda row: row.invitation_id,
                selectable=False,
                empty=_EMPTY,
                id="guests",
            ),
        )
        self._meeting: MeetingRow | None = None
        self._guests: tuple[Guest, ...] = ()

    def _columns(self, town: str) -> list[Column[Guest]]:
        return [
            Column("Name", lambda row: row.name, width=20, weight=2, most=34),
            Column("", lambda row: row.country or "", width=2),
            Column("Answer", lambda row: answer_word(row.answer), width=9, drop_order=2),
            Column("Needs", _needs, width=12, weight=3, most=40),
            Column(f"Arrives, {town}", lambda row: self._way(row, Direction.ARRIVAL), width=20),
            Column("Leaves", lambda row: self._way(row, Direction.DEPARTURE), width=20, drop_order=3),
            Column("Nights", self._stays, width=14, weight=1, most=30),
        ]

    async def load(self) -> None:
        """Read those who come, with what is to be arranged."""
        read = self.ground.store.read
        self._meeting = await read(meeting_by_id, meeting_id=self.meeting_id)
        try:
            shown = await read(guests, meeting_id=self.meeting_id, text=self._bar.text)
        except FilterError as problem:
            self._bar.note(str(problem), problem=True)
            return
        self._bar.note(f"{len(shown)} found" if self._bar.text else "")
        self._guests = await read(guests, meeting_id=self.meeting_id) if self._bar.text else shown
        self._list.set_empty("Nobody who comes is found by these words." if self._bar.text else _EMPTY)
        self._list.set_columns(self._columns(town_of(self._meeting.zone)))
        self._board.show(self._figures)
        self._list.set_rows(shown)

    # -- how it reads

    def _figures(self, width: int) -> Sequence[Line]:
        everybody = self._guests
        if not everybody:
            return ()
        coming = [row for row in everybody if row.answer is Answer.ACCEPTED]
        groups = [
            self._figure("come", coming),
            self._figure("diet not noted", [row for row in coming if not _has(row, NeedKind.DIET)]),
        ]
        texts = Counter(need.text for row in everybody for need in row.needs if need.kind is NeedKind.DIET)
        groups += [
            self._figure(text, [row for row in everybody if any(need.text == text for need in row.needs)])
            for text, _ in texts.most_common(3)
        ]
        for kind in (NeedKind.ACCESS, NeedKind.INTERPRETATION):
            groups.append(self._figure(word(kind), [row for row in everybody if _has(row, kind)]))
        groups.append(self._figure("arrival known", [row for row in everybody if _arrival(row)]))
        cancelled = [
            row for row in everybody if any(each.state is TravelState.CANCELLED for each in row.journeys)
        ]
        groups.append(self._figure("journeys cancelled", cancelled))
        groups.append(self._figure("in hotels", [row for row in everybody if row.stays]))
        return flow([[piece] for piece in groups if piece is not None], width, indent=2)

    def _figure(self, words: str, people: Sequence[Guest]) -> Piece | None:
        if not people:
            return None

        def show() -> None:
            ids = tuple(row.person_id for row in people)
            open_figure(self.app, self.ground, words[:1].upper() + words[1:], ids)

        return Piece(f"{len(people)} {words}", show, words)

    def _way(self, row: Guest, direction: Direction) -> Text:
        journey = next((each for each in row.journeys if each.direction is direction), None)
        if journey is None or self._meeting is None:
            return Text("")
        arriving = direction is Direction.ARRIVAL
        at = (journey.arrives_at or journey.departs_at) if arriving else journey.departs_at
        words = [journey.carrier]
        if at is not None:
            day = short_day(at, self._meeting.zone, self.ground.now)
            words.insert(0, f"{day} {day_and_clock(at, self._meeting.zone)[-5:]}")
        troubled = journey.state in {TravelState.CANCELLED, TravelState.DELAYED}
        if troubled:
            words.insert(0, journey.state.value)
        return Text(
            " ".join(part for part in words if part) or journey.state.value, "bold" if troubled else ""
        )

    def _stays(self, row: Guest) -> str:
        return ", ".join(f"{stay.nights} {stay.hotel}" for stay in row.stays)

    # -- verbs

    def why_not(self, verb_id: str) -> str | None:
        """What cannot be done without a person, or without anything noted for one."""
        if verb_id not in {"new", "edit", "remove"}:
            return None
        guest = self._list.current
        if guest is None:
            return "Nobody comes yet, so there is nothing to arrange: answers are recorded on Invitees."
        if verb_id != "new" and not _things(guest):
            return f"Nothing is noted for {guest.name} yet: press n to note a need, a journey or nights."
        return None

    async def do_new(self) -> None:
        """Note a need, a journey or nights."""
        if (guest := self._list.current) is None or self._meeting is None:
            return
        options = [
            Option("need", "a need: diet, access, interpretation", "d"),
            Option("journey", "a journey", "j"),
            Option("stay", "nights in a hotel", "h"),
        ]
        kind = await self.shell.ask(Choose(f"What is to be noted for {guest.name}?", options))
        saved = False
        if kind == "need":
            saved = await need_form(self.shell, self.ground, guest, None)
        elif kind == "journey":
            saved = await journey_form(self.shell, self.ground, self._meeting, guest, None)
        elif kind == "stay":
            saved = await stay_form(
                self.shell, self.ground, self._meeting, guest, None, hotel=self._usual_hotel()
            )
        if saved:
            self.reload()

    async def do_edit(self) -> None:
        """Edit what is noted."""
        guest, meeting = self._list.current, self._meeting
        if guest is None or meeting is None:
            return
        match await self._ask_thing(guest, "What is to be edited?"):
            case NeedRow() as need:
                saved = await need_form(self.shell, self.ground, guest, need)
            case JourneyRow() as journey:
                saved = await journey_form(self.shell, self.ground, meeting, guest, journey)
            case StayRow() as stay:
                saved = await stay_form(self.shell, self.ground, meeting, guest, stay)
            case None:
                return
        if saved:
            self.reload()

    async def do_remove(self) -> None:
        """Take back what is noted."""
        if (guest := self._list.current) is None:
            return
        thing = await self._ask_thing(guest, "What is to be removed?")
        write = self.ground.store.write
        match thing:
            case NeedRow():
                await write(remove_need, need_id=thing.id)
            case JourneyRow():
                await write(remove_journey, journey_id=thing.id)
            case StayRow():
                await write(remove_stay, stay_id=thing.id)
            case None:
                return
        self.shell.tell(f"Removed for {guest.name}: {self._thing_words(thing)}; z brings it back.")
        self.reload()

    async def _ask_thing(self, guest: Guest, question: str) -> Thing | None:
        things = _things(guest)
        if len(things) == 1:
            return things[0]
        options = [Option(thing, self._thing_words(thing)) for thing in things]
        return await self.shell.ask(Choose(f"{guest.name}: {question}", options))

    def _thing_words(self, thing: Thing) -> str:
        if isinstance(thing, NeedRow):
            return f"{word(thing.kind)}: {thing.text}"
        if isinstance(thing, StayRow):
            return f"{counted(thing.nights, 'night')} in {thing.hotel} from {day_of(thing.arrives_on)}"
        return f"journey {word(thing.direction)} {thing.carrier}".rstrip()

    def _usual_hotel(self) -> str:
        hotels = Counter(stay.hotel for row in self._guests for stay in row.stays)
        return hotels.most_common(1)[0][0] if hotels else ""


def _needs(row: Guest) -> str:
    return ", ".join(
        f"{need.text} (interpr.)" if need.kind is NeedKind.INTERPRETATION else need.text for need in row.needs
    )


def _has(row: Guest, kind: NeedKind) -> bool:
    return any(need.kind is kind for need in row.needs)


def _arrival(row: Guest) -> bool:
    return any(
        each.direction is Direction.ARRIVAL and each.state is not TravelState.CANCELLED
        for each in row.journeys
    )


def _things(guest: Guest) -> list[Thing]:
    return [*guest.needs, *guest.journeys, *guest.stays]
