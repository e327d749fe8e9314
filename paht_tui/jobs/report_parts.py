"""The sections of a meeting's report: an account becomes sentences, points and tables.

It words figures and computes none: each number here is the length of something in the account.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import TypeAlias

from db.enums import Category, Reason
from db.queries.meetings import AgendaLine, MeetingRow
from db.queries.today import FollowUpRow
from paht_tui.documents.countries import country_in_text, of_country
from paht_tui.documents.report import Block, Paragraph, Points, Report, Section, Table
from paht_tui.domain.account import MeetingAccount, SessionAccount
from paht_tui.domain.account_figures import Group
from paht_tui.domain.reconcile import Breakdown, Figure, Uncommitted
from paht_tui.domain.targets import Progress, percent_text
from paht_tui.jobs.recipients import day_text, times_text
from paht_tui.jobs.report_words import (
    category_noun,
    counted,
    countries,
    listed,
    ordinal,
    people,
    plural,
    reason_word,
    reasons_text,
    role_phrase,
)

Reasons: TypeAlias = Sequence[tuple[Reason | None, int]]


def meeting_document(account: MeetingAccount) -> Report:
    """The report in the parts that funders get, in their order."""
    meeting = account.meeting
    return Report(
        title=f"{meeting.title}, {meeting.city}" if meeting.city else meeting.title,
        lines=(
            account.programme.name,
            _when(account),
            f"The record as it stood on {day_text(account.at, meeting.zone, 'en')}",
        ),
        sections=(
            _participants(account),
            _against_targets(account),
            _challenges(account),
            _venue(account),
            _programme(account),
            *_side_sessions(account),
            _absences(account),
            _outcomes(account),
            _conclusions(account),
        ),
    )


def _when(account: MeetingAccount) -> str:
    if account.main:
        return day_text(account.main[0].session.starts_at, account.meeting.zone, "en")
    return day(account.meeting)


def day(meeting: MeetingRow) -> str:
    """The day of a meeting: "22 March 2012"."""
    if meeting.starts_on is None:
        return "no date yet"
    return f"{meeting.starts_on.day} {meeting.starts_on:%B %Y}"


def _participants(account: MeetingAccount) -> Section:
    total = account.participants.count
    accepted = account.invitations.accepted.count
    if not total:
        nothing = f"Nobody is recorded as present. {people(accepted).capitalize()} accepted so far."
        return Section("Participants", (), nothing)
    known = [each for each in account.categories if each.category is not Category.OTHER]
    first = Paragraph(f"There were {total} participants." if total != 1 else "There was 1 participant.")
    table = Table(
        ("Category", "Participants", "Countries"),
        tuple(
            (
                _capital(category_noun(each.category, each.people.count)),
                str(each.people.count),
                str(len(_named(each))),
            )
            for each in account.categories
        ),
    )
    came_for = Points(
        tuple(
            f"{each.name} ({country_in_text(each.country)}) came as the substitute for {each.replaced}."
            for each in account.substitutions
        )
    )
    from_countries = [_breakdown(each) for each in known if _named(each) and each.people.count > 1]
    return Section("Participants", (first, Points(tuple(from_countries)), table, came_for, _funnel(account)))


def _breakdown(breakdown: Breakdown) -> str:
    """One category in a sentence: "11 members of parliament from 7 countries: 3 from the UK, 2 from …"."""
    named = _named(breakdown)
    said = counted(breakdown.category, breakdown.people.count)
    if len(named) == 1:
        return f"{said} from {country_in_text(named[0][0])}."
    parts = [f"{figure.count} from {country_in_text(code)}" for code, figure in named if figure.count > 1]
    singles = [country_in_text(code) for code, figure in named if figure.count == 1]
    if singles:
        each = "1 each" if len(singles) > 1 else "1"
        parts.append(f"{each} from {listed(singles)}")
    return f"{said} from {countries(len(named))}: {', '.join(parts)}."


def _named(breakdown: Breakdown) -> list[tuple[str, Figure]]:
    return [(code, figure) for code, figure in breakdown.countries if code]


def _funnel(account: MeetingAccount) -> Paragraph:
    way = account.invitations
    return Paragraph(
        f"{people(way.on_list.count).capitalize()} were on the list, {way.invited.count} were sent an invitation,"
        f" {way.answered.count} answered and {way.accepted.count + way.withdrew.count} accepted, of whom"
        f" {way.withdrew.count} withdrew; {way.declined.count} declined, and {way.delegated.count} sent a"
        " substitute."
    )


def _against_targets(account: MeetingAccount) -> Section:
    here = [each.here for each in account.targets if each.here is not None]
    points = Points(tuple(f"This meeting: {_progress(each)}" for each in here))
    table = Table(
        ("Target", "Goal", "The programme so far", "Reached"),
        tuple(
            (
                _capital(each.programme.target.label),
                str(each.programme.target.goal),
                str(each.programme.reached),
                percent_text(each.programme.percent),
            )
            for each in account.targets
        ),
    )
    return Section(
        "Outcomes", (points, table), "The programme has no targets in the record to compare this with."
    )


def _progress(progress: Progress) -> str:
    target = progress.target
    return (
        f"{progress.reached} of {target.goal} {target.label}, {percent_text(progress.percent)} of the target."
    )


def _challenges(account: MeetingAccount) -> Section:
    points = [_uncommitted(category, each) for category, each in account.uncommitted]
    points += [_missing(group) for group in account.did_not_come]
    return Section(
        "Challenges",
        (Points(tuple(points)),),
        "The record shows no country without a commitment and nobody who confirmed and stayed away.",
    )


def _uncommitted(category: Category, each: Uncommitted) -> str:
    count = each.invited.count
    who = of_country(category_noun(category, count), each.country)
    none = "none of them committed" if count > 1 else "did not commit"
    sent, calls = plural(each.sent, "e-mail and letter"), plural(each.calls, "call")
    if each.sent > 1:
        sent = f"{each.sent} e-mails and letters"
    followed = (
        f"Each of the {sent} was followed by a call ({calls})."
        if each.each_followed
        else f"There were {sent} and {calls}; not every message was followed by a call."
    )
    return f"{count} {who} {'were' if count > 1 else 'was'} invited and {none}. {followed}"


def _missing(group: Group) -> str:
    who = of_country(category_noun(group.category, group.people.count), group.country)
    return f"{group.people.count} {who} had confirmed and did not come ({_reasons(_counts(group.reasons))})."


def _counts(groups: Sequence[tuple[Reason | None, Figure]]) -> Reasons:
    return [(reason, figure.count) for reason, figure in groups]


def _reasons(groups: Reasons) -> str:
    return reason_word(groups[0][0]) if len(groups) == 1 else reasons_text(groups)


def _venue(account: MeetingAccount) -> Section:
    meeting = account.meeting
    points = [_place(each) for each in account.main if each.session.place or each.session.address]
    whole = ", ".join(part for part in (meeting.venue, meeting.venue_address) if part)
    if not points and whole:
        points = [f"The meeting is at {whole}."]
    return Section("Venue", tuple(Paragraph(point) for point in points), "The record names no venue.")


def _place(each: SessionAccount) -> str:
    session = each.session
    where = ", ".join(part for part in (session.place, session.address) if part)
    return f"{session.title}: {where}."


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
    return f"{line.name} ({country_in_text(line.country)})" if line.country else f"{line.name}"


def _side_sessions(account: MeetingAccount) -> tuple[Section, ...]:
    if not account.side:
        return (Section("Networking reception", (), "The record has no reception with this meeting."),)
    return tuple(_side(account, each) for each in account.side)


def _side(account: MeetingAccount, each: SessionAccount) -> Section:
    session, outcome = each.session, each.outcome
    place = ", ".join(part for part in (session.place, session.address) if part) or "a place not recorded"
    when = f"{day_text(session.starts_at, account.meeting.zone, 'en')}, "
    when += times_text(session, account.meeting.zone, "en")
    came = len(outcome.here)
    opened = session.doors_opened_at is not None
    expected = f"{len(outcome.expected)} {'were' if opened else 'are'} expected"
    said = f"{people(came).capitalize()} took part; {expected}." if opened else f"{expected.capitalize()}."
    return Section(session.title, (Paragraph(f"{when}, {place}."), Paragraph(said)))


def _absences(account: MeetingAccount) -> Section:
    points = []
    for each in account.side:
        outcome = each.outcome
        if outcome.absent:
            why = reasons_text([(reason, len(rows)) for reason, rows in outcome.reasons])
            count = len(outcome.absent)
            points.append(
                f"{each.session.title}: {count} of the {len(outcome.expected)} expected did not come: {why}."
            )
    if account.withdrew:
        count = account.invitations.withdrew.count
        why = reasons_text(_merged(account.withdrew))
        points.append(f"{people(count).capitalize()} had accepted and withdrew: {why}.")
    return Section(
        "Challenges", (Points(tuple(points)),), "Nobody who was expected is recorded as kept away."
    )


def _merged(groups: Sequence[Group]) -> Reasons:
    totals: dict[Reason | None, int] = {}
    for group in groups:
        for reason, figure in group.reasons:
            totals[reason] = totals.get(reason, 0) + figure.count
    return sorted(totals.items(), key=lambda item: (-item[1], item[0].value if item[0] else ""))


def _outcomes(account: MeetingAccount) -> Section:
    points = []
    if account.referrals:
        named = len({person for each in account.referrals for person in each.named.people})
        meetings = listed(
            tuple(dict.fromkeys(title for each in account.referrals for title in each.meetings))
        )
        points.append(
            f"{counted_participants(len(account.referrals))} sent the names of {people(named)} for: {meetings}."
        )
    points += _offers(account.offers)
    points += [f"Next step: {_step(row)}" for row in account.next_steps]
    points += [f"Agreed at the meeting before: {_step(row)}" for row in account.earlier_steps]
    return Section(
        "Outcomes",
        (*_written(account.meeting.outcomes), Points(tuple(points))),
        "The record holds no outcome of this meeting yet.",
    )


def counted_participants(count: int) -> str:
    """A number of participants at the beginning of a sentence."""
    return "1 participant" if count == 1 else f"{count} participants"


def _offers(rows: Sequence[FollowUpRow]) -> list[str]:
    texts = dict.fromkeys(row.text for row in rows)
    found = []
    for text in texts:
        mine = [row for row in rows if row.text == text]
        who = [row.name or country_in_text(row.country) for row in mine]
        found.append(_capital(f"{listed(who)} offered: {text}."))
    return found


def _step(row: FollowUpRow) -> str:
    who = f" ({row.name or country_in_text(row.country)})" if row.name or row.country else ""
    state = f"done on {row.done_at.day} {row.done_at:%B %Y}" if row.done_at else "still open"
    return f"{row.text}{who}: {state}."


def _conclusions(account: MeetingAccount) -> Section:
    meeting = account.meeting
    blocks: list[Block] = []
    if meeting.number:
        blocks.append(
            Paragraph(f"This was the {ordinal(meeting.number)} of {account.events} events of the programme.")
        )
    blocks += _written(meeting.conclusions)
    blocks.append(Points(tuple(f"Next: {_next(row)}" for row in account.next_meetings)))
    return Section("Conclusions", tuple(blocks), "The record holds no conclusions yet.")


def _next(row: MeetingRow) -> str:
    where = f"{row.city}, " if row.city else ""
    focus = f" ({row.focus})" if row.focus else ""
    return f"{where}{day(row)}: {row.title}{focus}."


def _written(text: str) -> list[Block]:
    """What somebody wrote into the record, a paragraph a line."""
    return [Paragraph(line) for line in text.splitlines() if line.strip()]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
