"""The account of a whole programme: events and participants by type of activity, and the targets.

A total is computed from the meetings and never typed in. The number of queries does not grow with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.enums import ActivityType, MeetingState, Reach
from db.errors import RecordError
from db.queries.meetings import MeetingRow, ProgrammeRow, list_meetings, list_programmes
from db.queries.targets import target_facts
from paht_tui.domain.reconcile import Figure
from paht_tui.domain.targets import Progress, measure_targets


@dataclass(frozen=True, slots=True)
class Attended:
    """One meeting: the people known by name, or the head count, from `low` to `high`."""

    meeting: MeetingRow
    people: Figure
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class ActivityTotal:
    """The meetings of one type: those held with their participants, and those still to come."""

    activity: ActivityType
    reach: Reach | None
    held: tuple[Attended, ...]
    to_come: tuple[MeetingRow, ...]

    @property
    def low(self) -> int:
        """Participants, at least: the sum of the meetings, not of distinct people."""
        return sum(each.low for each in self.held)

    @property
    def high(self) -> int:
        """Participants, at most."""
        return sum(each.high for each in self.held)


@dataclass(frozen=True, slots=True)
class ProgrammeAccount:
    """A programme by type of activity, and how far it is from its targets."""

    programme: ProgrammeRow
    activities: tuple[ActivityTotal, ...]
    targets: tuple[Progress, ...]

    @property
    def held(self) -> int:
        """Events that took place."""
        return sum(len(each.held) for each in self.activities)

    @property
    def low(self) -> int:
        """Participants of all events, at least."""
        return sum(each.low for each in self.activities)

    @property
    def high(self) -> int:
        """Participants of all events, at most."""
        return sum(each.high for each in self.activities)


def account_of_programme(session: Session, *, programme_id: int) -> ProgrammeAccount:
    """The account of a programme as the record stands; cancelled meetings are left out.

    Raises:
        RecordError: there is no such programme.
    """
    programme = next((row for row in list_programmes(session) if row.id == programme_id), None)
    if programme is None:
        raise RecordError(f"There is no programme number {programme_id}.")
    facts = target_facts(session, programme_id=programme_id)
    came: dict[int, list[int]] = {}
    for row in facts.reached:
        came.setdefault(row.meeting_id, []).append(row.person_id)
    meetings = [
        row
        for row in list_meetings(session, programme_id=programme_id)
        if row.state is not MeetingState.CANCELLED
    ]
    return ProgrammeAccount(programme, _by_activity(meetings, came), measure_targets(facts))


def _by_activity(
    meetings: Sequence[MeetingRow], came: Mapping[int, Sequence[int]]
) -> tuple[ActivityTotal, ...]:
    groups: dict[tuple[ActivityType, Reach | None], list[MeetingRow]] = {}
    for row in meetings:
        groups.setdefault((row.activity, row.reach), []).append(row)
    return tuple(
        ActivityTotal(
            activity=activity,
            reach=reach,
            held=tuple(
                _attended(row, came.get(row.id, ())) for row in rows if row.state is MeetingState.HELD
            ),
            to_come=tuple(row for row in rows if row.state is not MeetingState.HELD),
        )
        for (activity, reach), rows in groups.items()
    )


def _attended(meeting: MeetingRow, people: Sequence[int]) -> Attended:
    # A head count may know of more people than the names that were kept, never of fewer.
    low = max(meeting.counted_low or 0, len(people))
    return Attended(meeting, Figure(tuple(people)), low, max(meeting.counted_high or 0, low))
