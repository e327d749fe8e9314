"""The figures of a meeting and of a programme as lines in which each number can be opened. Pure.

Every figure comes from the account with the people behind it; nothing is computed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len

from paht_tui.documents.countries import country_short
from paht_tui.domain.targets import percent_text
from paht_tui.jobs.report_words import activity_name, between, capital, category_noun
from paht_tui.ui.text import bar, clean, fit
from paht_tui.ui.widgets.board_lines import Piece, beside, cut, flow, line
from paht_tui.ui.words import counted, reason_word, short

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.enums import Reason, TargetKind
    from paht_tui.domain.account import MeetingAccount, SessionAccount
    from paht_tui.domain.account_figures import Group
    from paht_tui.domain.account_programme import ActivityTotal, ProgrammeAccount
    from paht_tui.domain.reconcile import Breakdown, Figure
    from paht_tui.domain.targets import Progress
    from paht_tui.ui.widgets.board_lines import Line, Part


class Opens(Protocol):
    """Makes what opens a figure."""

    def __call__(
        self, title: str, people: tuple[int, ...], *, target: TargetKind | None = None
    ) -> Callable[[], object]:
        """From the figure's title and the people behind it; `target`: what a target counts."""


_BAR = 10
_WIDE_BAR = 60
_AROUND = 5  # the margin before the name, and the spaces around the bar
_LEAST_NAME = 12
_HANG = 3


def meeting_lines(account: MeetingAccount, opens: Opens, width: int) -> list[Line]:
    """Every figure of a meeting: the way to the room, sessions, categories, who did not come, targets."""
    lines = [
        _title("From the list to the room"),
        *flow(_way(account, opens), width, between=" ▸ "),
        *flow(_other_answers(account, opens), width),
    ]
    for session in account.sessions:
        lines += [_title(session.session.title), *flow(_session(session, opens), width)]
        lines += flow(_session_reasons(session, opens), width, indent=5)
    lines += _took_part(account, opens, width)
    for title, groups in (
        ("Confirmed and did not come", account.did_not_come),
        ("Withdrew beforehand", account.withdrew),
    ):
        lines += [_title(title)] if groups else []
        for group in groups:
            lines += _hanging(_group(title, group, opens), width)
    if account.uncommitted:
        lines += [_title("Invited, none committed"), *flow(_uncommitted(account, opens), width)]
    return [*lines, *_targets(account, opens, width)]


def programme_lines(account: ProgrammeAccount, opens: Opens, width: int) -> list[Line]:
    """The totals of a programme by type of activity, and its targets."""
    lines = [_title("By type of activity")]
    lines += [_activity(each, opens, width) for each in account.activities]
    if not account.activities:
        lines.append(line("   ", Piece("No meeting is planned yet.", look="quiet")))
    else:
        total = f"{'Together':<30} {account.held:>3} held   {between(account.low, account.high)} participants"
        lines.append(cut(line("   ", Piece(total, look="quiet")), width))
    lines.append(_title("Targets, each person counted once"))
    if not account.targets:
        lines.append(line("   ", Piece("This programme has no targets yet.", look="quiet")))
    room = _room(account.targets, width)
    return [*lines, *(_target(each, opens, width, room) for each in account.targets)]


def _title(words: str) -> Line:
    return line(Piece(f" {words}", look="heading"))


def _number(words: str, title: str, figure: Figure, opens: Opens) -> Piece:
    return Piece(f"{words} {figure.count}", opens(title, figure.people), (title, words))


def _way(account: MeetingAccount, opens: Opens) -> list[Sequence[Part]]:
    figures = account.invitations
    chain = (
        ("on the list", figures.on_list),
        ("invited", figures.invited),
        ("answered", figures.answered),
        ("accepted", figures.accepted),
        ("present", figures.present),
    )
    return [[_number(words, capital(words), figure, opens)] for words, figure in chain]


def _other_answers(account: MeetingAccount, opens: Opens) -> list[Sequence[Part]]:
    figures = account.invitations
    others = (
        ("may come", figures.tentative),
        ("declined", figures.declined),
        ("sent a substitute", figures.delegated),
        ("withdrew", figures.withdrew),
    )
    return [[_number(words, capital(words), figure, opens)] for words, figure in others if figure.count]


def _hanging(groups: Sequence[Sequence[Part]], width: int) -> list[Line]:
    """Groups on as many lines as they need, those after the first further in."""
    made = flow(groups, width - _HANG)
    return [*made[:1], *(beside([line("")], [each], _HANG)[0] for each in made[1:])]


def _took_part(account: MeetingAccount, opens: Opens, width: int) -> list[Line]:
    if not account.categories:
        return []
    words = counted(account.participants.count, "participant")
    everybody = Piece(words, opens("Participants", account.participants.people), "participants")
    lines = [_title("Who took part"), cut(line("   ", everybody), width)]
    for each in account.categories:
        lines += _hanging(_category(each, opens), width)
    return lines


def _targets(account: MeetingAccount, opens: Opens, width: int) -> list[Line]:
    if not account.targets:
        return []
    room = _room([target.programme for target in account.targets], width)
    lines = [_title("Targets of the programme")]
    for target in account.targets:
        lines.append(_target(target.programme, opens, width, room))
        if target.here is not None:
            lines.append(_contributed(target.here, opens, width))
    return lines


def _session(account: SessionAccount, opens: Opens) -> list[Sequence[Part]]:
    outcome, title = account.outcome, account.session.title
    rows = (
        ("expected", outcome.expected),
        ("present", outcome.present),
        ("absent", outcome.absent),
        ("unexpected", outcome.unexpected),
        ("withdrew", outcome.withdrew),
    )
    return [
        [_rows(words, f"{title}: {words}", [row.person_id for row in found], opens)]
        for words, found in rows
        if found or words in {"expected", "present"}
    ]


def _session_reasons(account: SessionAccount, opens: Opens) -> list[Sequence[Part]]:
    title = account.session.title
    return [
        [_rows(_why(reason), f"{title}: absent, {_why(reason)}", [row.person_id for row in rows], opens)]
        for reason, rows in account.outcome.reasons
    ]


def _rows(words: str, title: str, people: Sequence[int], opens: Opens) -> Piece:
    return Piece(f"{words} {len(people)}", opens(title, tuple(people)), title)


def _category(each: Breakdown, opens: Opens) -> list[Sequence[Part]]:
    noun = category_noun(each.category, each.people.count)
    first = Piece(f"{each.people.count} {noun}", opens(capital(noun), each.people.people), ("as", noun))
    groups: list[Sequence[Part]] = [[first]]
    for country, figure in each.countries:
        name = country_short(country)
        groups.append([_number(name, f"{capital(noun)}, {name}", figure, opens)])
    return groups


def _group(title: str, group: Group, opens: Opens) -> list[Sequence[Part]]:
    noun = category_noun(group.category, group.people.count)
    whole = f"{title}: {noun}, {country_short(group.country)}"
    words = f"{group.people.count} {noun}, {country_short(group.country)}"
    first = Piece(words, opens(whole, group.people.people), whole)
    reasons = [[_number(_why(why), f"{whole}, {_why(why)}", figure, opens)] for why, figure in group.reasons]
    return [[first], *reasons]


def _uncommitted(account: MeetingAccount, opens: Opens) -> list[Sequence[Part]]:
    found: list[Sequence[Part]] = []
    for category, each in account.uncommitted:
        words = f"{country_short(each.country)} {each.invited.count} {short(category)}"
        said = f" ({each.sent} sent, {counted(each.calls, 'call')})"
        title = f"Invited, none committed: {words}"
        found.append([Piece(words, opens(title, each.invited.people), title), said])
    return found


def _room(targets: Sequence[Progress], width: int) -> int:
    """The cells that the longest name of a target needs, or has: a name is cut, its figure never."""
    if not targets:
        return 0
    around = max(cell_len(_reached(each)) for each in targets) + _bar_cells(width) + _AROUND
    longest = max(cell_len(clean(each.target.label)) for each in targets)
    return min(longest, max(_LEAST_NAME, width - around))


def _bar_cells(width: int) -> int:
    return _BAR if width >= _WIDE_BAR else _BAR // 2


def _reached(progress: Progress) -> str:
    return f"{progress.reached} of {progress.target.goal} = {percent_text(progress.percent)}"


def _target(progress: Progress, opens: Opens, width: int, room: int) -> Line:
    figure = _reached(progress)
    drawn = bar(progress.reached, progress.target.goal, _bar_cells(width))
    words = f"{fit(clean(progress.target.label), room)} {drawn} {figure}"
    title = f"Target: {progress.target.label}"
    opened = opens(title, progress.people, target=progress.target.kind)
    return cut(line("   ", Piece(words, opened, title)), width)


def _contributed(progress: Progress, opens: Opens, width: int) -> Line:
    figure = f"{progress.reached} = {percent_text(progress.percent)}"
    title = f"Reached by this meeting: {progress.target.label}"
    words = f"of these by this meeting {figure}"
    return cut(line("     ", Piece(words, opens(title, progress.people), title)), width)


def _activity(each: ActivityTotal, opens: Opens, width: int) -> Line:
    name = activity_name(each.activity, each.reach)
    to_come = f", {len(each.to_come)} to come" if each.to_come else ""
    words = f"{name:<30} {len(each.held):>3} held   {between(each.low, each.high)} participants{to_come}"
    people = tuple(dict.fromkeys(person for held in each.held for person in held.people.people))
    return cut(line("   ", Piece(words, opens(name, people), name)), width)


def _why(reason: Reason | None) -> str:
    return reason_word(reason) or "no reason recorded"
