"""How a call reads: why now, what went before, what to ask, what time it is there; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from db.enums import Answer, CallOutcome, Channel, NeedKind, SaidBy
from paht_tui.domain.office_hours import local_time, zone_of_country
from paht_tui.ui.local import date_words, day_and_clock, days_between, short_day, town_of
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from datetime import datetime, time

    from db.queries.call_sheet import CallNumber, CallSheet
    from db.queries.calls import CallDue, Contact

OUTCOME_WORDS: Final = {
    CallOutcome.NO_ANSWER: "no answer",
    CallOutcome.MESSAGE_LEFT: "message left",
    CallOutcome.CALL_BACK: "call back",
    CallOutcome.COMING: "coming",
    CallOutcome.NOT_COMING: "not coming",
    CallOutcome.MAYBE: "maybe",
    CallOutcome.SUBSTITUTE: "substitute",
    CallOutcome.WRONG_NUMBER: "wrong number",
    CallOutcome.LETTER_AGAIN: "letter again",
    CallOutcome.FOR_ORGANIZER: "for me to do",
}
BY_WORDS: Final = {SaidBy.MEMBER: "member", SaidBy.OFFICE: "office", SaidBy.COLLEAGUE: "colleague"}
_SATURDAY: Final = 5


def zone_to_call(due: CallDue, number: CallNumber | None = None) -> str:
    """By whose clock to call: the office's, the country's, or where neither is known the meeting's."""
    office = number.zone if number is not None else None
    return office or zone_of_country(due.country) or due.zone


def why_now(due: CallDue, now: datetime) -> str:
    """Why this person is called now, in a few words."""
    zone = zone_to_call(due)
    if due.promised_at is not None:
        when = f"{day_and_clock(due.promised_at, zone)} in {town_of(zone)}"
        return f"you promised a call at {when}" if due.promised_at > now else f"promised for {when}"
    if due.sent_at is None:
        return "nothing was sent yet"
    way = "letter posted" if due.sent_by is Channel.LETTER else "e-mail sent"
    sent = f"{way} {short_day(due.sent_at, zone, now)}"
    if due.answer not in {Answer.NONE, Answer.TENTATIVE}:
        return f"{sent}; the answer is {due.answer.value}"
    days = counted(days_between(due.sent_at, now, zone), "day")
    silence = "said maybe, nothing firm" if due.answer is Answer.TENTATIVE else "no answer"
    return f"{sent}, {silence} for {days}"


def why_short(due: CallDue, now: datetime) -> str:
    """The same for a column."""
    zone = zone_to_call(due)
    if due.promised_at is not None:
        return f"promised {day_and_clock(due.promised_at, zone).split()[-1]}"
    return counted(days_between(due.sent_at, now, zone), "day") if due.sent_at is not None else "–"


def clock_there(zone: str, *, now: datetime, office_hours: str) -> str:
    """The time in a zone and whether offices are open: `Berlin 09:14 · open to 17`."""
    there = local_time(zone, now=now, office_hours=office_hours)
    if there.closes is not None:
        state = f"open to {_hour(there.closes)}"
    elif there.opens is not None:
        state = f"opens at {_hour(there.opens)}"
    else:
        state = "closed, weekend" if there.now.weekday() >= _SATURDAY else "closed"
    return f"{there.city} {there.now:%H:%M} · {state}"


def _hour(clock: time) -> str:
    return f"{clock:%H:%M}" if clock.minute else f"{clock.hour}"


def clock_short(zone: str, *, now: datetime, office_hours: str) -> str:
    """The time there for a column: `09:14 open`."""
    there = local_time(zone, now=now, office_hours=office_hours)
    return f"{there.now:%H:%M} {'open' if there.closes is not None else 'closed'}"


def contact_words(contact: Contact, zone: str, now: datetime) -> str:
    """One thing that was sent, posted or phoned: `☎ 12 Jan office: message left`."""
    day = short_day(contact.at, zone, now)
    if contact.outcome is None:
        return f"✎ {day} posted" if contact.channel is Channel.LETTER else f"✉ {day} sent"
    who = f"{BY_WORDS[contact.spoke_with]}: " if contact.spoke_with else ""
    return f"☎ {day} {who}{OUTCOME_WORDS[contact.outcome]}"


def last_said(sheet: CallSheet, zone: str, now: datetime) -> str:
    """What was said last time, with the day and who said it; empty when nothing was noted."""
    for contact in reversed(sheet.contacts):
        if contact.note:
            who = f", {BY_WORDS[contact.spoke_with]}" if contact.spoke_with else ""
            return f"“{contact.note}” ({short_day(contact.at, zone, now)}{who})"
    return f"“{sheet.invitation.answer_note}”" if sheet.invitation.answer_note else ""


def known_words(sheet: CallSheet) -> str:
    """What else one wants to know while phoning: who assists, what is needed, the note."""
    card = sheet.card
    parts = [f"assisted by {name}" for name in card.assistants]
    parts += [f"{word(kind)}: {text}" for kind, text in card.needs]
    if card.do_not_contact:
        parts.insert(0, "not to be contacted")
    if card.note:
        parts.append(" ".join(card.note.split()))
    return " · ".join(parts)


def ask_words(sheet: CallSheet) -> str:
    """What to ask: will the person come, who else could, is interpretation needed."""
    card, meeting = sheet.card, sheet.meeting
    name = " ".join(part for part in (card.given_name, card.family_name) if part)
    on = f" on {date_words(meeting.starts_on).rpartition(' ')[0]}" if meeting.starts_on else ""
    languages = [text for kind, text in card.needs if kind is NeedKind.INTERPRETATION]
    interpretation = f"Interpretation, {languages[0]}?" if languages else "Interpretation?"
    return f"Can {name} come{on}? Who could come instead? {interpretation}"


def about_words(sheet: CallSheet, now: datetime) -> str:
    """Which meeting it is about, and how far away that is."""
    meeting = sheet.meeting
    parts = [meeting.title, meeting.city, date_words(meeting.starts_on)]
    said = " · ".join(part for part in parts if part)
    if meeting.starts_on is None:
        return said
    from_now = (meeting.starts_on - now.astimezone(ZoneInfo(meeting.zone)).date()).days
    if from_now < 0:
        return f"{said} · it is over"
    return f"{said} · today" if not from_now else f"{said} · in {counted(from_now, 'day')}"
