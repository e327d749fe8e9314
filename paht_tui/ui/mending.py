"""Before a batch is written down: who lacks something for it, and the form where it is filled in.

It plans nothing itself: coming back from a form, it lets the plan be made anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.queries.meetings import list_sessions, meeting_by_id
from db.queries.people import person_card
from paht_tui.jobs.left_out import LeftOut, Mend
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.forms.additions import add_position_to, add_postal_address_to
from paht_tui.ui.forms.meeting import edit_meeting_form
from paht_tui.ui.forms.person import edit_details
from paht_tui.ui.forms.session import edit_session_form
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from paht_tui.jobs.posting import Unsent
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

_OF_THE_MEETING: Final = frozenset({Mend.MEETING, Mend.SESSION})


class MendList(Choose[LeftOut]):
    """Who lacks what: sentences need more room than other choices."""

    DEFAULT_CSS = "MendList > .box { width: 100; }"


async def mended(
    shell: Shell, ground: Ground, meeting_id: int, plan: Callable[[], Awaitable[Unsent]]
) -> Unsent | None:
    """The plan, once nobody lacks anything or the user goes on without them; None when the user goes back."""
    unsent = await plan()
    while options := _options(unsent):
        ready, lacking = len(unsent.plan.messages), len(options)
        whom = counted(lacking, "gap", "gaps")
        go_on = LeftOut(0, f"Go on with the {ready} that are ready" if ready else "Prepare nothing")
        title = f"{whom} to fill in first; nothing is prepared yet"
        every = [*options, Option(go_on, go_on.sentence, "g")]
        chosen = await shell.ask(MendList(title, every))
        if chosen is None:
            return None
        if chosen == go_on:
            return unsent
        await _fill_in(shell, ground, meeting_id, chosen)
        unsent = await plan()
    return unsent


def _options(unsent: Unsent) -> list[Option[LeftOut]]:
    """A line for each person, and one for all of what the meeting itself lacks."""
    lines: dict[object, Option[LeftOut]] = {}
    for each in unsent.plan.without:
        if each.mend in _OF_THE_MEETING:
            what = f"The {each.mend}: there is nothing to put for {', '.join(each.lacks)}."
            lines.setdefault((each.mend, each.lacks), Option(each, what))
        elif each.mend is not None:
            lines[each.person_id] = Option(each, each.sentence)
    return list(lines.values())


async def _fill_in(shell: Shell, ground: Ground, meeting_id: int, gap: LeftOut) -> None:
    """Open the form where what is missing belongs."""
    if gap.mend in _OF_THE_MEETING:
        meeting = await ground.store.read(meeting_by_id, meeting_id=meeting_id)
        if gap.mend is Mend.MEETING:
            await edit_meeting_form(shell, ground, meeting)
            return
        sessions = await ground.store.read(list_sessions, meeting_id=meeting_id)
        main = next((row for row in sessions if row.counts), sessions[0])
        await edit_session_form(shell, ground, meeting, main)
        return
    card = await ground.store.read(person_card, person_id=gap.person_id)
    if card is None:
        shell.tell("This person is no longer in the contacts.")
    elif gap.mend is Mend.ORGANISATION:
        await add_position_to(shell, ground, card)
    elif gap.mend is Mend.POSTAL:
        await add_postal_address_to(shell, ground, card)
    else:
        await edit_details(shell, ground, card)
