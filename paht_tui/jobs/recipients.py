"""What a template is filled with for one invitee; it decides nothing and writes nothing."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_timezone_location

from db.queries.meetings import MeetingRow, SessionRow
from db.queries.recipients import Recipient
from paht_tui.domain.day import session_days
from paht_tui.domain.languages import LANGUAGES, known_language
from paht_tui.domain.salutations import salutation

_ALL_DAY = {
    "en": "all day",
    "bg": "цял ден",
    "de": "ganztägig",
    "el": "ολοήμερο",
    "fr": "toute la journée",
    "it": "tutto il giorno",
    "nl": "de hele dag",
    "pl": "cały dzień",
    "ro": "toată ziua",
}


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
            language=language,
        ),
        "name": recipient.name,
        "organisation": recipient.organisation or "",
        "programme": programme,
        "meeting": meeting.title,
        "focus": meeting.focus,
        "day": days_text(main, meeting.zone, language) if main else "",
        "time": times_text(main, meeting.zone, language) if main else "",
        "place": _place(main) if main else "",
        "sessions": "\n".join(session_line(session, meeting.zone, language) for session in sessions),
        "sender": sender,
    }


def session_line(session: SessionRow, zone: str, language: str) -> str:
    """A session in a line: title, day, times with the zone's name, place."""
    day = days_text(session, zone, language)
    return f"{session.title}: {day}, {times_text(session, zone, language)}, {_place(session)}".rstrip(", ")


def days_text(session: SessionRow, zone: str, language: str) -> str:
    """The day of a session in full, or the first and the last."""
    days = dict.fromkeys(session_days(session.starts_at, session.ends_at, zone))
    return " – ".join(format_date(day, format="full", locale=_locale(language)) for day in days)


def day_text(moment: datetime, zone: str, language: str) -> str:
    """The day in full, in the meeting's zone: Thursday, 26 January 2012."""
    return format_date(moment.astimezone(ZoneInfo(zone)), format="full", locale=_locale(language))


def times_text(session: SessionRow, zone: str, language: str) -> str:
    """From when to when, with the city of the zone: 09:30–17:00 (Amsterdam time); or that it is all day."""
    if session.all_day:
        return _ALL_DAY.get(language.partition("-")[0], _ALL_DAY["en"])
    info = ZoneInfo(zone)
    begins, ends = (
        format_time(moment.astimezone(info), format="short", locale=_locale(language))
        for moment in (session.starts_at, session.ends_at)
    )
    # What the program does not write it says in English: not every language has names for towns.
    spoken = language if known_language(language) else "en"
    known = LANGUAGES[spoken.partition("-")[0].lower()]
    city = get_timezone_location(info, locale=_locale(spoken), return_city=True)
    return f"{begins}–{ends} ({known.local_time.format(city=city)})"


def _place(session: SessionRow) -> str:
    return ", ".join(part for part in (session.place, session.address) if part)


def _locale(language: str) -> str:
    # "English" without a country is American to babel; the programme's letters are European.
    return "en_GB" if language == "en" else language
