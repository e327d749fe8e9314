"""The parts of a meeting's report in the order that funders get them, and those about the event itself.

It words figures and computes none: each number here is the length of something in the account.
"""

from collections.abc import Sequence
from itertools import groupby

from db.enums import MeetingState
from db.queries.meetings import AgendaLine, MeetingRow, SessionRow
from db.queries.today import FollowUpRow
from paht_tui.documents.countries import country_in_text, country_short
from paht_tui.documents.report import Block, Paragraph, Points, Report, Section
from paht_tui.domain.account import MeetingAccount, SessionAccount
from paht_tui.jobs.recipients import day_text, times_text
from paht_tui.jobs.report_people import absences, against_targets, challenges, participants
from paht_tui.jobs.report_words import capital, listed, ordinal, people, plural, role_phrase


def meeting_document(account: MeetingAccount) -> Report:
    """The report of a meeting, titled sections with everything worded."""
    meeting = account.meeting
    written = f"{day_text(account.at, meeting.zone, 'en')}"
    return Report(
        title=_title(meeting),
        lines=(account.programme.name, _when(account), f"The record as it stood on {written}"),
        sections=(
            participants(account),
            against_targets(account),
            challenges(account),
            _venue(account),
            _programme(account),
            *_side_sessions(account),
            absences(account),
            _outcomes(account),
            _conclusions(account),
        ),
    )


def _title(meeting: MeetingRow) -> str:
    return f"{meeting.title}, {meeting.city}" if meeting.city else meeting.title


def _when(account: MeetingAccount) -> str:
    if account.main:
        return day_text(account.main[0].session.starts_at, account.meeting.zone, "en")
    return _day(account.meeting)


def _day(meeting: MeetingRow) -> str:
    if meeting.starts_on is None:
        return "no date in the record"
    return f"{meeting.starts_on.day} {meeting.starts_on:%B %Y}"


def _venue(account: MeetingAccount) -> Section:
    meeting = account.meeting
    places = tuple(
        Paragraph(f"{_times(each.session, meeting.zone)}, {where}.")
        for each in account.main
        if (where := _place(each.session))
    )
    whole = ", ".join(part for part in (meeting.venue, meeting.venue_address) if part)
    return Section(
        "Venue", places or (Paragraph(f"{whole}." if whole else ""),), "The record names no venue."
    )


def _times(session: SessionRow, zone: str) -> str:
    day = day_text(session.starts_at, zone, "en")
    return f"{day}, all day" if session.all_day else f"{day}, {times_text(session, zone, 'en')}"


def _place(session: SessionRow) -> str:
    return ", ".join(part for part in (session.place, session.address) if part)


def _programme(account: MeetingAccount) -> Section:
    items = groupby(account.agenda, key=lambda line: (line.item_id, line.title))
    points = tuple(_item(title, list(lines)) for (_, title), lines in items)
    return Section("Programme", (Points(points),), "The record has no programme of this meeting.")


def _item(title: str, lines: list[AgendaLine]) -> str:
    roles = []
    for role, group in groupby(lines, key=lambda line: line.role):
        names = [_speaker(line) for line in group if line.name]
        if role is not None and names:
            roles.append(f"{role_phrase(role)} {listed(names)}")
    description = f" {lines[0].description}" if lines[0].description else ""
    return f"{title}{description} – {'; '.join(roles)}" if roles else f"{title}{description}"


def _speaker(line: AgendaLine) -> str:
    return f"{line.name} ({country_short(line.country)})" if line.country else f"{line.name}"


def _side_sessions(account: MeetingAccount) -> tuple[Section, ...]:
    if not account.side:
        return (Section("Networking reception", (), "The record has no reception with this meeting."),)
    return tuple(_side(account, each) for each in account.side)


def _side(account: MeetingAccount, each: SessionAccount) -> Section:
    session, outcome = each.session, each.outcome
    where = _place(session) or "place not recorded"
    came, expected = len(outcome.here), len(outcome.expected)
    said = f"{capital(people(came))} took part, of {expected} who were expected."
    if session.doors_opened_at is None:
        said = f"{capital(people(expected))} expected; the doors have not been opened."
    return Section(
        session.title,
        (Paragraph(f"{_times(session, account.meeting.zone)}, {where}."), Paragraph(said)),
    )


def _outcomes(account: MeetingAccount) -> Section:
    points = []
    if account.referrals:
        named = len({person for each in account.referrals for person in each.named.people})
        meetings = {row.id: _title(row) for each in account.referrals for row in each.meetings}
        points.append(
            f"{plural(len(account.referrals), 'participant')} sent new contacts ({people(named)})"
            f" for the next events: {listed(tuple(meetings.values()))}."
        )
    points += _offers(account.offers)
    points += [f"Next step: {_step(row)}" for row in account.next_steps]
    points += [f"Agreed at the meeting before: {_step(row)}" for row in account.earlier_steps]
    return Section(
        "Outcomes",
        (*_written(account.meeting.outcomes), Points(tuple(points))),
        "The record holds no outcome of this meeting yet.",
    )


def _offers(rows: Sequence[FollowUpRow]) -> list[str]:
    found = []
    for text in dict.fromkeys(row.text for row in rows):
        who = [row.name or country_in_text(row.country) for row in rows if row.text == text]
        found.append(capital(f"{listed(who)} offered {text}."))
    return found


def _step(row: FollowUpRow) -> str:
    who = f" ({row.name or country_in_text(row.country)})" if row.name or row.country else ""
    state = f"done on {row.done_at.day} {row.done_at:%B %Y}" if row.done_at else "still open"
    return f"{row.text}{who}: {state}."


def _conclusions(account: MeetingAccount) -> Section:
    meeting = account.meeting
    blocks: list[Block] = []
    if meeting.number:
        place = f"{ordinal(meeting.number)} of {account.events} events"
        is_over = meeting.state is MeetingState.HELD
        blocks.append(Paragraph(f"This {'was' if is_over else 'is'} the {place} of the programme."))
    blocks += _written(meeting.conclusions)
    blocks.append(Points(tuple(f"Next: {_next(row)}" for row in account.next_meetings)))
    return Section("Conclusions", tuple(blocks), "The record holds no conclusions yet.")


def _next(row: MeetingRow) -> str:
    focus = f": {row.focus}" if row.focus else ""
    return f"{_title(row)}, {_day(row)}{focus}."


def _written(text: str) -> list[Block]:
    """What somebody wrote into the record, a paragraph a line."""
    return [Paragraph(line) for line in text.splitlines() if line.strip()]
