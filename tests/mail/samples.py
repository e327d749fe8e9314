"""A meeting, an invitation to it, and any variation of the two."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from paht_tui.mail.message import CalendarEvent, Draft, Mailbox

ANNA = Mailbox("Anna Visser", "anna@paht.example")
BOB = Mailbox("Bob Janssen", "bob@parliament.example")

MEETING = CalendarEvent(
    uid="the-hague-main@paht.example",
    sequence=0,
    summary="Parliamentarians against human trafficking, The Hague",
    description="Registration from 9:30",
    location="Binnenhof 1A, The Hague",
    starts_at=datetime(2026, 3, 27, 9, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 27, 16, 30, tzinfo=UTC),
    zone="Europe/Amsterdam",
)

INVITATION = Draft(
    message_id="<one@paht.example>",
    date=datetime(2026, 1, 5, 8, 0, tzinfo=UTC),
    sender=ANNA,
    recipient=BOB,
    reply_to=None,
    subject="Invitation to The Hague",
    text="Dear **Mr Janssen**,\n\nplease see [the plan](https://paht.example/hague).\n\nAnna Visser\nPAHT",
    event=MEETING,
)


def meeting(**changes: Any) -> CalendarEvent:
    return replace(MEETING, **changes)


def invitation(**changes: Any) -> Draft:
    return replace(INVITATION, **changes)
