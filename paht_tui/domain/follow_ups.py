"""What remains to be done: calls promised, letters, tasks, next steps agreed at a meeting, offers made."""

from datetime import datetime

from db.change import Change
from db.enums import FollowUpKind
from db.tables import FollowUp
from paht_tui.errors import UserError


def add_follow_up(
    change: Change,
    *,
    kind: FollowUpKind,
    text: str,
    due_at: datetime | None = None,
    meeting_id: int | None = None,
    person_id: int | None = None,
    invitation_id: int | None = None,
    call_id: int | None = None,
    country: str | None = None,
) -> int:
    """Note something to do; it belongs to a person, a meeting, or both.

    Raises:
        UserError: it belongs to neither.
    """
    if meeting_id is None and person_id is None:
        raise UserError("A follow-up belongs to a person or to a meeting.")
    change.describe("follow_up.added", f"To do: {text or kind.value}")
    row = FollowUp(
        kind=kind,
        text=text,
        due_at=due_at,
        meeting_id=meeting_id,
        person_id=person_id,
        invitation_id=invitation_id,
        call_id=call_id,
        country=country,
    )
    return change.add(row).id


def finish_follow_up(change: Change, *, follow_up_id: int) -> None:
    """Record that it is done; done twice is done.

    Raises:
        UserError: it is gone.
    """
    row = change.session.get(FollowUp, follow_up_id)
    if row is None:
        raise UserError("This follow-up is no longer on the list.")
    if row.done_at is None:
        change.describe("follow_up.done", f"Done: {row.text or row.kind.value}")
        change.set(row, done_at=change.at)
