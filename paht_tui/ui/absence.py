"""Why somebody did not come, for one or many, by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from db.enums import Reason
from paht_tui.domain.desk import mark_absent
from paht_tui.ui.dialogs.choose import Choose, Option
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.attendance import AttendanceRow
    from paht_tui.ui.ground import Ground
    from paht_tui.ui.shell import Shell

# What is found out on the day stands first; "not interested" is the reason of an answer, not of an absence.
_ON_THE_DAY: Final = (
    Reason.WEATHER,
    Reason.FLIGHT_CANCELLED,
    Reason.PARLIAMENTARY_BUSINESS,
    Reason.ILLNESS,
    Reason.FAMILY,
    Reason.OTHER_ENGAGEMENT,
    Reason.NO_NOTICE,
    Reason.NO_FUNDING,
    Reason.OTHER,
)


def why_not_absent(rows: Sequence[AttendanceRow]) -> str | None:
    """The sentence that says why these people cannot be marked as absent, or None when they can."""
    if not rows:
        return "There is nobody under the cursor to mark as absent."
    here = next((row for row in rows if row.is_here), None)
    return f"{here.name} is here: z takes back an arrival that was a mistake." if here else None


async def mark_absent_with_reason(
    shell: Shell, ground: Ground, session_id: int, rows: Sequence[AttendanceRow]
) -> bool:
    """Ask for the reason once, and record it for all in one act; whether it was."""
    if sentence := why_not_absent(rows):
        shell.tell(sentence)
        return False
    whom = rows[0].name if len(rows) == 1 else f"{len(rows)} people"
    options = [Option(reason, word(reason), str(key)) for key, reason in enumerate(_ON_THE_DAY, 1)]
    reason = await shell.ask(Choose(f"Why did {whom} not come?", options))
    if reason is None:
        return False
    number = await ground.store.write(
        mark_absent,
        session_id=session_id,
        invitation_ids=[row.invitation_id for row in rows],
        reason=reason,
    )
    shell.tell(f"{counted(number, 'person', 'people')} absent: {word(reason)}.")
    return True
