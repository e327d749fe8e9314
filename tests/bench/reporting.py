"""The account of a programme of 1,000 meetings against reading the same rows with plain SQLite."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from db.change import Change
from db.enums import ActivityType, Answer, Arrival, Capacity, Category, Channel, MeetingState, TargetKind
from db.store import Store
from db.tables import Attendance, Invitation, Meeting, MeetingSession, Person
from paht_tui.domain.account_programme import account_of_programme
from paht_tui.domain.clock import system_clock
from paht_tui.domain.programmes import create_programme, set_target
from tests.bench.figures import Figure, compare

MEETINGS = 1_000
PEOPLE = 2_000
SEATS = 37
_SAME_ROWS = """
SELECT meetings.id, people.id, people.category, people.country, attendances.expected, attendances.arrived_at
FROM attendances
JOIN invitations ON invitations.id = attendances.invitation_id
JOIN people ON people.id = invitations.person_id
JOIN sessions ON sessions.id = attendances.session_id
JOIN meetings ON meetings.id = sessions.meeting_id
"""


def figures(folder: Path) -> Iterator[Figure]:
    """The one figure of reporting."""
    path = folder / "paht.db"
    store = Store(str(path), clock=system_clock, actor="bench")
    programme = asyncio.run(store.write(_fill))

    def ours() -> float:
        begun = time.perf_counter()
        asyncio.run(store.read(account_of_programme, programme_id=programme))
        return time.perf_counter() - begun

    def floor() -> float:
        begun = time.perf_counter()
        connection = sqlite3.connect(path)
        rows = connection.execute(_SAME_ROWS).fetchall()
        connection.close()
        if len(rows) != MEETINGS * SEATS:
            raise RuntimeError(f"{len(rows)} rows")
        return time.perf_counter() - begun

    yield compare(f"report over {MEETINGS:,} meetings", ours, f"reading its {MEETINGS * SEATS:,} rows", floor)
    store.close()


def _fill(change: Change) -> int:
    change.describe("bench", "The bench")
    programme = create_programme(change, name="The bench", short_name="bench")
    set_target(
        change,
        programme_id=programme,
        kind=TargetKind.PEOPLE_REACHED,
        category=Category.MP,
        goal=1,
        label="MPs",
    )
    categories, countries = list(Category), ["DE", "NL", "GB", "PL", "RO", "GR", "PT", "FI"]
    people = change.add_many(
        Person,
        [
            {
                "given_name": "Given",
                "family_name": f"Family{n}",
                "full_name": f"Given Family{n}",
                "sort_key": f"family{n}",
                "search_key": f"family{n}",
                "category": categories[n % len(categories)],
                "country": countries[n % len(countries)],
            }
            for n in range(PEOPLE)
        ],
    )
    first = date(2000, 1, 3)
    meetings = change.add_many(
        Meeting,
        [
            {
                "programme_id": programme,
                "slug": f"m{n}",
                "number": n,
                "title": f"Meeting {n}",
                "activity": ActivityType.WORKSHOP,
                "state": MeetingState.HELD,
                "zone": "Europe/Amsterdam",
                "starts_on": first + timedelta(days=n),
            }
            for n in range(MEETINGS)
        ],
    )
    now = datetime.now().astimezone()
    sessions = change.add_many(
        MeetingSession,
        [
            {
                "meeting_id": meeting,
                "title": "Main",
                "starts_at": now,
                "ends_at": now + timedelta(hours=1),
                "uid": f"u{meeting}",
                "doors_opened_at": now,
            }
            for meeting in meetings
        ],
    )
    invitations = change.add_many(
        Invitation,
        [
            {
                "meeting_id": meeting,
                "person_id": people[(place * SEATS + seat) % PEOPLE],
                "capacity": Capacity.PARTICIPANT,
                "channel": Channel.EMAIL,
                "added_at": now,
                "answer": Answer.ACCEPTED,
            }
            for place, meeting in enumerate(meetings)
            for seat in range(SEATS)
        ],
    )
    change.add_many(
        Attendance,
        [
            {
                "invitation_id": invitation,
                "session_id": sessions[n // SEATS],
                "expected": True,
                "arrived_at": now if n % 5 else None,
                "arrival": Arrival.EXPECTED if n % 5 else None,
            }
            for n, invitation in enumerate(invitations)
        ],
    )
    return programme
