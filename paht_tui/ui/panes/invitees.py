"""The list of a meeting: who is on it, what was sent, what they answered; and the one-key answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from db.enums import Answer
from db.errors import FilterError
from db.queries.figures import FUNNEL
from db.queries.invitations import (
    InvitationRow,
    count_invitations,
    invitation_by_id,
    invitation_ids,
    list_invitations,
)
from db.queries.meetings import meeting_by_id
from db.queries.today import funnels
from paht_tui.domain.invitations import remove_invitations
from paht_tui.ui.answering import answer_many
from paht_tui.ui.dialogs.message import Show
from paht_tui.ui.doors import open_add_people, open_call, open_import
from paht_tui.ui.forms.invitation import edit_invitations
from paht_tui.ui.forms.reach import report_back
from paht_tui.ui.panes.figured import FiguredList, FiguredPane
from paht_tui.ui.panes.invitee_columns import COLUMNS
from paht_tui.ui.preparing import prepare_from
from paht_tui.ui.verbs import bindings
from paht_tui.ui.widgets.board import Board
from paht_tui.ui.widgets.board_lines import Piece, flow
from paht_tui.ui.widgets.filter_bar import FilterBar
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from textual.binding import BindingType

    from db.queries.today import Funnel
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.widgets.board_lines import Line

_FIGURES: Final = (
    ("on_list", "on list"),
    ("invited", "invited"),
    ("answered", "answered"),
    ("accepted", "accepted"),
    ("tentative", "may come"),
    ("refused", "not coming"),
    ("present", "present"),
)
_ALWAYS: Final = {"on_list", "invited", "answered", "accepted"}
_ON_ROWS: Final = {
    *("accepted", "declined", "tentative", "withdrawn", "substitute"),
    *("call", "edit", "remove", "prepare", "report_back"),
}
_IN_A_SENTENCE: Final = 2
_EMPTY: Final = "Nobody is invited yet. Press a to add people, i to import a file."


class InviteesPane(FiguredPane[InvitationRow]):
    """The tab "Invitees"."""

    TITLE: ClassVar[str] = "Invitees"
    ABOUT: ClassVar[str] = (
        "Who is on the list. A figure above the list opens the people behind it: up, Enter."
        " In the list, ~ is a likely answer, ? a vague one."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "accepted",
        "call",
        "add_people",
        "prepare",
        "filter",
        hidden=(
            *("declined", "tentative", "withdrawn", "substitute"),
            *("edit", "remove", "import", "report_back", "back"),
        ),
    )
    DEFAULT_CSS = """
    InviteesPane > #figures { height: auto; max-height: 2; }
    """

    def __init__(self, ground: Ground, meeting_id: int) -> None:
        super().__init__(
            ground,
            meeting_id,
            figures=Board(id="figures"),
            bar=FilterBar("country:de answer:none category:mp delivery:none"),
            people=FiguredList(COLUMNS, key=lambda row: row.id, empty=_EMPTY, id="list"),
        )

    async def load(self) -> None:
        """Read the figures, and the list as far as it is filtered for."""
        await self._load_figures()
        read, text = self.ground.store.read, self._bar.text
        try:
            found = await read(count_invitations, meeting_id=self.meeting_id, text=text)
        except FilterError as problem:
            self._bar.note(str(problem), problem=True)
            return
        self._bar.note(f"{found} found" if text else "")
        self._list.set_empty(
            "Nobody on the list is found by these words. Esc gives them up." if text else _EMPTY
        )

        async def fetch(offset: int, limit: int) -> Sequence[InvitationRow]:
            return await read(
                list_invitations, meeting_id=self.meeting_id, text=text, offset=offset, limit=limit
            )

        async def ids() -> tuple[int, ...]:
            return await read(invitation_ids, meeting_id=self.meeting_id, text=text)

        async def locate(key: Hashable) -> int | None:
            known = await ids()
            return known.index(key) if isinstance(key, int) and key in known else None

        self._list.set_source(found, fetch, locate=locate, keys=ids)

    async def _load_figures(self) -> None:
        meeting = await self.ground.store.read(meeting_by_id, meeting_id=self.meeting_id)
        found = await self.ground.store.read(funnels, programme_id=meeting.programme_id)
        funnel = found.get(self.meeting_id)
        self._board.show(lambda width: self._figure_lines(funnel, width))

    def _figure_lines(self, funnel: Funnel | None, width: int) -> Sequence[Line]:
        if funnel is None:
            return ()
        groups = [
            [Piece(f"{words} {number}", partial(self._show_behind, name), name)]
            for name, words in _FIGURES
            if (number := getattr(funnel, name)) or name in _ALWAYS
        ]
        return flow(groups, width, indent=2, between="  ")

    def _show_behind(self, figure: str) -> None:
        """The list shows the people behind a figure, so that they can be acted upon at once."""
        self._bar.set_text(FUNNEL[figure])
        self._list.focus()

    # -- verbs

    def why_not(self, verb_id: str) -> str | None:
        """On an empty list there is nobody to do anything for."""
        if verb_id in _ON_ROWS and not self._list.count:
            if self._bar.text:
                return "Nobody is found by these words, so there is nobody to do this for."
            return "Nobody is on the list yet: press a to add people, i to import a file."
        return None

    async def do_accepted(self) -> None:
        """Record that they are coming."""
        await self._answer(Answer.ACCEPTED)

    async def do_declined(self) -> None:
        """Record that they are not coming."""
        await self._answer(Answer.DECLINED)

    async def do_tentative(self) -> None:
        """Record that they may come."""
        await self._answer(Answer.TENTATIVE)

    async def do_withdrawn(self) -> None:
        """Record that they had accepted and are not coming."""
        await self._answer(Answer.WITHDRAWN)

    async def do_substitute(self) -> None:
        """Record that somebody else comes instead."""
        await self._answer(Answer.DELEGATED)

    async def _answer(self, answer: Answer) -> None:
        rows = await self._list.chosen()
        if not await answer_many(self.shell, self.ground, rows, answer):
            return
        if len(rows) > 1 or answer is Answer.DELEGATED:
            self._list.clear_selection()
            self.reload()
        else:
            await self._refresh(rows[0].id)

    async def _refresh(self, invitation_id: int) -> None:
        """Show one line anew; what else is on the screen stays as it is."""
        row = await self.ground.store.read(invitation_by_id, invitation_id=invitation_id)
        self._list.update_row(invitation_id, row)
        await self._load_figures()

    def do_add_people(self) -> None:
        """Choose people from the contacts."""
        open_add_people(self.app, self.ground, self.meeting_id)

    def do_import(self) -> None:
        """Import a file into this meeting."""
        open_import(self.app, self.ground, meeting_id=self.meeting_id)

    def do_call(self) -> None:
        """Call the one under the cursor."""
        if (row := self._list.current) is not None:
            open_call(self.app, self.ground, row.id)

    async def do_report_back(self) -> None:
        """Record how many others the one under the cursor has told of this meeting."""
        if (row := self._list.current) is None:
            return
        meeting = await self.ground.store.read(meeting_by_id, meeting_id=self.meeting_id)
        await report_back(
            self.shell,
            self.ground,
            meeting.programme_id,
            person_id=row.person_id,
            meeting_id=self.meeting_id,
        )

    async def do_prepare(self) -> None:
        """Prepare messages to those selected; without a selection to everybody the list shows."""
        if self._list.selected_keys:
            ids = tuple(row.id for row in await self._list.chosen())
        else:
            ids = await self.ground.store.read(
                invitation_ids, meeting_id=self.meeting_id, text=self._bar.text
            )
        await prepare_from(self.shell, self.ground, self.meeting_id, ids)
        self.reload()

    async def do_edit(self) -> None:
        """Edit capacity, seat, delegation, channel, who referred."""
        rows = await self._list.chosen()
        if rows and await edit_invitations(self.shell, self.ground, rows):
            self.reload()

    async def do_remove(self) -> None:
        """Take people off the list who have not been approached."""
        rows = await self._list.chosen()
        gone, staying = await self.ground.store.write(
            remove_invitations, invitation_ids=[row.id for row in rows]
        )
        if gone:
            name = rows[0].name if len(rows) == 1 else counted(gone, "person", "people")
            self.shell.tell(f"{name} off the list; z brings back.")
        if len(staying) > _IN_A_SENTENCE:
            await self.shell.ask(Show(f"{len(staying)} stay on the list", "\n".join(staying)))
        elif staying:
            self.shell.tell("\n".join(staying), problem=True)
        self.reload()
