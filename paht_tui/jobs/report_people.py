"""The parts of a meeting's report that are about people: who came, against the targets, who did not and why.

It words figures and computes none: each number here is the length of something in the account.
"""

from collections.abc import Sequence
from typing import TypeAlias

from db.enums import Category, MeetingState, Reason
from paht_tui.documents.countries import country_in_text, of_country
from paht_tui.documents.report import Paragraph, Points, Section, Table
from paht_tui.domain.account import MeetingAccount
from paht_tui.domain.account_figures import Group
from paht_tui.domain.reconcile import Breakdown, Figure, Uncommitted
from paht_tui.domain.targets import Progress, percent_text
from paht_tui.jobs.report_words import (
    capital,
    category_noun,
    counted,
    countries,
    listed,
    people,
    plural,
    reason_word,
    reasons_text,
)

Reasons: TypeAlias = Sequence[tuple[Reason | None, int]]


def participants(account: MeetingAccount) -> Section:
    """How many, of which kind, from where; who came for whom; and the way from the list to the room."""
    total = account.participants.count
    way = account.invitations
    if not total:
        nothing = "Nobody is on the list of this meeting."
        if way.on_list.count:
            nothing = f"Nobody is recorded as present. {capital(people(way.accepted.count))} accepted so far."
        return Section("Participants", (), nothing)
    several = [_breakdown(each) for each in account.categories if len(_named(each)) > 1]
    table = Table(
        ("Category", "Participants", "Countries"),
        tuple(
            (
                capital(category_noun(each.category, each.people.count)),
                str(each.people.count),
                str(len(_named(each))) if _named(each) else "–",
            )
            for each in account.categories
        ),
    )
    substitutes = tuple(
        f"{each.name} ({country_in_text(each.country)}) came as the substitute for {each.replaced}."
        for each in account.substitutions
    )
    first = f"There were {plural(total, 'participant')}." if total > 1 else "There was 1 participant."
    return Section(
        "Participants",
        (Paragraph(first), Points(tuple(several)), table, Points(substitutes), _funnel(account)),
    )


def against_targets(account: MeetingAccount) -> Section:
    """What this meeting contributed, and how far the programme is."""
    here = [each.here for each in account.targets if each.here is not None]
    table = Table(
        ("Target", "Goal", "The programme so far", "Reached"),
        tuple(
            (
                capital(each.programme.target.label),
                str(each.programme.target.goal),
                str(each.programme.reached),
                percent_text(each.programme.percent),
            )
            for each in account.targets
        ),
    )
    return Section(
        "Outcomes",
        (Points(tuple(f"This meeting: {_progress(each)}" for each in here)), table),
        "The programme has no targets in the record to compare this with.",
    )


def challenges(account: MeetingAccount) -> Section:
    """Countries of which nobody committed, and those who had confirmed and did not come."""
    held = account.meeting.state is MeetingState.HELD
    points = [_uncommitted(category, each, held=held) for category, each in account.uncommitted]
    points += [_missing(group) for group in account.did_not_come]
    return Section(
        "Challenges",
        (Points(tuple(points)),),
        "The record shows no country without a commitment and nobody who confirmed and stayed away.",
    )


def absences(account: MeetingAccount) -> Section:
    """Who was kept away from the reception, who took the acceptance back, and by what."""
    points = []
    for each in account.side:
        count, expected = len(each.outcome.absent), len(each.outcome.expected)
        why = reasons_text([(reason, len(rows)) for reason, rows in each.outcome.reasons])
        if count:
            points.append(f"{each.session.title}: {count} of the {expected} expected did not come: {why}.")
    if account.withdrew:
        count = account.invitations.withdrew.count
        why = reasons_text(_merged(account.withdrew))
        points.append(f"{capital(people(count))} had accepted the invitation and withdrew: {why}.")
    return Section("Challenges", (Points(tuple(points)),), "Nobody is recorded as having been kept away.")


def _breakdown(breakdown: Breakdown) -> str:
    """One category in a sentence: "11 members of parliament from 7 countries: 3 from the UK, 2 from …"."""
    named = _named(breakdown)
    parts = [f"{figure.count} from {country_in_text(code)}" for code, figure in named if figure.count > 1]
    singles = [country_in_text(code) for code, figure in named if figure.count == 1]
    if singles:
        parts.append(f"{'1 each' if len(singles) > 1 else '1'} from {listed(singles)}")
    parts += [f"{figure.count} of no country" for code, figure in breakdown.countries if not code]
    who = counted(breakdown.category, breakdown.people.count)
    return f"{who} from {countries(len(named))}: {', '.join(parts)}."


def _named(breakdown: Breakdown) -> list[tuple[str, Figure]]:
    return [(code, figure) for code, figure in breakdown.countries if code]


def _funnel(account: MeetingAccount) -> Paragraph:
    way = account.invitations
    accepted, silent = way.accepted.count + way.withdrew.count, way.on_list.count - way.answered.count
    return Paragraph(
        f"{capital(people(way.on_list.count))} on the list, {way.invited.count} invited by mail or letter;"
        f" {way.answered.count} answered: {accepted} accepted, of whom {way.withdrew.count} withdrew,"
        f" {way.tentative.count} said maybe, {way.declined.count} declined, {way.delegated.count} sent a"
        f" substitute; {silent} gave no answer."
    )


def _progress(progress: Progress) -> str:
    target = progress.target
    return (
        f"{progress.reached} of {target.goal} {target.label}, {percent_text(progress.percent)} of the target."
    )


def _uncommitted(category: Category, each: Uncommitted, *, held: bool) -> str:
    count = each.invited.count
    who = of_country(category_noun(category, count), each.country)
    so_far = "committed" if held else "has committed so far"
    invited = f"{count} {who} were invited and none of them {so_far}."
    if count == 1:
        invited = f"1 {who} was invited and {'did not commit' if held else 'has not committed so far'}."
    sent = "one e-mail or letter" if each.sent == 1 else f"{each.sent} e-mails and letters"
    calls = plural(each.calls, "call")
    if each.each_followed and each.sent > 1:
        return f"{invited} Each of the {sent} was followed by a call ({calls})."
    if each.each_followed:
        return f"{invited} The {sent} was followed by a call ({calls})."
    return f"{invited} There were {sent} and {calls}: not every message was followed by a call."


def _missing(group: Group) -> str:
    who = of_country(category_noun(group.category, group.people.count), group.country)
    counts = [(reason, figure.count) for reason, figure in group.reasons]
    why = reason_word(counts[0][0]) if len(counts) == 1 else reasons_text(counts)
    return f"{group.people.count} {who} had confirmed and did not come ({why})."


def _merged(groups: Sequence[Group]) -> Reasons:
    totals: dict[Reason | None, int] = {}
    for group in groups:
        for reason, figure in group.reasons:
            totals[reason] = totals.get(reason, 0) + figure.count
    return sorted(totals.items(), key=lambda item: (-item[1], item[0].value if item[0] else ""))
