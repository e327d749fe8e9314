"""What a template is filled with for one invitee; it decides nothing and writes nothing."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from db.queries.mail import Recipient
from db.queries.meetings import MeetingRow, SessionRow
from paht_tui.domain.names import salutation


def values_for(
    recipient: Recipient,
    *,
    programme: str,
    meeting: MeetingRow,
    sessions: Sequence[SessionRow],
    sender: str,
    language: str = "en",
) -> dict[str, str]:
    """Every placeholder of `domain/templates.py` with its value for this invitee; "" where there is none.

    Days and times are written in `language` and in the meeting's zone.
    """
    main = next((session for session in sessions if session.counts), sessions[0]) if sessions else None
    return {
        "salutation": salutation(
            own=recipient.salutation,
            prefix=recipient.prefix,
            given_name=recipient.given_name,
            family_name=recipient.family_name,
        ),
        "name": recipient.name,
        "organisation": recipient.organisation or "",
        "programme": programme,
        "meeting": meeting.title,
        "focus": meeting.focus,
        "day": day_text(main.starts_at, meeting.zone, language) if main else "",
        "time": times_text(main, meeting.zone, language) if main else "",
        "place": _place(main) if main else "",
        "sessions": "\n".join(session_line(session, meeting.zone, language) for session in sessions),
        "sender": sender,
    }


def session_line(session: SessionRow, zone: str, language: str) -> str:
    """A session in a line: title, day, times with the zone's name, place."""
    day = day_text(session.starts_at, zone, language)
    return f"{session.title}: {day}, {times_text(session, zone, language)}, {_place(session)}".rstrip(", ")


def day_text(moment: datetime, zone: str, language: str) -> str:
    """The day in full, in the meeting's zone: Thursday, 26 January 2012."""
    return format_date(moment.astimezone(ZoneInfo(zone)), format="full", locale=_locale(language))


def times_text(session: SessionRow, zone: str, language: str) -> str:
    """From when to when, with the city of the zone: 09:30–17:00 (Amsterdam time)."""
    info = ZoneInfo(zone)
    begins, ends = (
        format_time(moment.astimezone(info), format="short", locale=_locale(language))
        for moment in (session.starts_at, session.ends_at)
    )
    return f"{begins}–{ends} ({zone.rpartition('/')[2].replace('_', ' ')} time)"


def _place(session: SessionRow) -> str:
    return ", ".join(part for part in (session.place, session.address) if part)


def _locale(language: str) -> str:
    # "English" without a country is American to babel; the programme's letters are European.
    return "en_GB" if language == "en" else language
