"""How a day reads, line by line, in any width. What can be opened is left to `Doors`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len

from db.enums import Answer
from paht_tui.documents.countries import country_short
from paht_tui.domain.day import today_in
from paht_tui.domain.targets import days_to_go
from paht_tui.domain.today import MOST_CALLS
from paht_tui.ui.text import bar, clean
from paht_tui.ui.when import days, in_days, short_date
from paht_tui.ui.widgets.board_lines import Piece, beside, cut, flow, line, spread
from paht_tui.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db.queries.meetings import MeetingRow, ProgrammeRow
    from db.queries.today import Expectation
    from paht_tui.domain.day import Offices
    from paht_tui.domain.targets import Progress
    from paht_tui.domain.today import Day
    from paht_tui.ui.widgets.board_lines import Line, Part

    Opens = Callable[[], object]

_RIGHT = 32
_LEFT = 60
_BESIDE = 72
_LATER = 4
_BAR = 10
_INDENT = 3
_NAMED = 3


class Doors(Protocol):
    """What can be opened from Today."""

    def place(self, place_id: str) -> Opens:
        """A place."""

    def meeting(self, meeting_id: int, tab: str | None = None) -> Opens:
        """A meeting."""

    def funnel(self, meeting: MeetingRow, figure: str) -> Opens:
        """The people behind a figure of a meeting's funnel."""

    def session(self, row: Expectation, figure: str) -> Opens:
        """The people behind a figure of a session."""

    def people(self, title: str, person_ids: Sequence[int]) -> Opens:
        """These people."""

    def target(self, progress: Progress) -> Opens:
        """What counts for a target."""

    def country(self, meeting: MeetingRow, country: str | None) -> Opens:
        """The members of parliament of a country on a meeting's list."""

    def answers(self) -> Opens:
        """The answers that need a decision."""

    def follow_ups(self) -> Opens:
        """What is to be done."""


def day_lines(day: Day, doors: Doors, programme: ProgrammeRow, width: int) -> list[Line]:
    """The whole of Today."""
    lines = [_programme(day, doors, programme, width), line("")]
    for meeting in day.meetings.held:
        lines += [*_held(day, doors, meeting, width), line("")]
    for meeting in day.meetings.near:
        lines += [*_meeting(day, doors, meeting, width), line("")]
    room = max(_RIGHT, min(_longest_label(day), width - _LEFT))
    right = _targets(day, doors, room)
    if right and width >= _BESIDE:
        at = width - room
        left = [cut(each, at - 1) for each in _left(day, doors, at - 1)]
        return [*lines, *beside(left, right, at)]
    below = [line(""), *right] if right else []
    return [*lines, *_left(day, doors, width), *below]


def _longest_label(day: Day) -> int:
    return max((cell_len(clean(each.target.label)) for each in day.targets), default=0) + _INDENT


def _left(day: Day, doors: Doors, width: int) -> list[Line]:
    return [*_do_now(day, doors, width), line(""), *_later(day, doors, width)]


def _programme(day: Day, doors: Doors, programme: ProgrammeRow, width: int) -> Line:
    planned = counted(day.planned, "meeting")
    held = f"{day.held} of {planned} held" if day.held else f"{planned}, none held yet"
    if not day.planned:
        held = "no meeting yet"
    name = Piece(f" {programme.name}", look="heading")
    return spread([name], Piece(held, doors.place("meetings"), "held", begins=False), width)


# -- meetings


def _meeting(day: Day, doors: Doors, meeting: MeetingRow, width: int) -> list[Line]:
    to_go = days_to_go(meeting.starts_on, today_in(meeting.zone, day.read_at))
    words = " · ".join(part for part in (meeting.city, meeting.title, _day(meeting)) if part)
    title = Piece(words, doors.meeting(meeting.id), ("meeting", meeting.id), "heading")
    heading = spread([" ", title], "" if to_go is None else in_days(to_go), width)
    return [heading, *flow(_funnel(day, doors, meeting), width), *flow(_notable(day, doors, meeting), width)]


def _held(day: Day, doors: Doors, meeting: MeetingRow, width: int) -> list[Line]:
    since = days_to_go(meeting.ends_on or meeting.starts_on, today_in(meeting.zone, day.read_at))
    words = " · ".join(part for part in (meeting.city, meeting.title, _day(meeting)) if part)
    title = Piece(words, doors.meeting(meeting.id, "outcome"), ("meeting", meeting.id), "heading")
    when = "" if since is None else f"held, {in_days(since)}"
    report = Piece("the report", doors.place("reports"), ("report", meeting.id))
    figures = _funnel(day, doors, meeting)
    return [spread([" ", title], when, width), *flow([*figures, [report]], width)]


def _day(meeting: MeetingRow) -> str:
    return "" if meeting.starts_on is None else days(meeting.starts_on, meeting.ends_on)


def _funnel(day: Day, doors: Doors, meeting: MeetingRow) -> list[list[Part]]:
    funnel = day.funnels.get(meeting.id)
    if funnel is None:
        return [
            [
                Piece(
                    "Nobody is on the list yet: open it, then a adds people, i imports a file.",
                    doors.meeting(meeting.id, "invitees"),
                    ("list", meeting.id),
                )
            ]
        ]

    def number(name: str, words: str) -> Piece:
        return Piece(words, doors.funnel(meeting, name), (name, meeting.id))

    chain: list[Part] = []
    if funnel.on_list > funnel.invited:
        chain += [number("on_list", f"on the list {funnel.on_list}"), " ▸ "]
    chain += [
        number("invited", f"invited {funnel.invited}"),
        " ▸ ",
        number("answered", f"answered {funnel.answered}"),
        " ▸ ",
        number("accepted", f"accepted {funnel.accepted}"),
    ]
    sessions = day.sessions.get(meeting.id, ())
    main = next((row for row in sessions if row.counts), None)
    if main is not None:
        chain += [" ▸ ", *_expected(doors, main, "expected")]
    others = [_expected(doors, row, row.title.lower()) for row in sessions if row is not main]
    return [chain, *others]


def _expected(doors: Doors, row: Expectation, word: str) -> list[Part]:
    if row.doors_opened_at is not None:
        here = Piece(
            f"{'present' if word == 'expected' else word} {row.present}",
            doors.session(row, "present"),
            ("here", row.session_id),
        )
        of = Piece(f"of {row.expected}", doors.session(row, "expected"), ("expected", row.session_id))
        return [here, " ", of]
    sure = Piece(f"{word} {row.accepted}", doors.session(row, "accepted"), ("expected", row.session_id))
    if not row.tentative:
        return [sure]
    maybe = Piece(f"±{row.tentative}", doors.session(row, "tentative"), ("may come", row.session_id))
    return [sure, " ", maybe]


def _notable(day: Day, doors: Doors, meeting: MeetingRow) -> list[list[Part]]:
    said: list[list[Part]] = []
    silent = [each for each in day.silent if each.meeting_id == meeting.id]
    for row in silent[:_NAMED]:
        nobody = "none answered" if not row.answered else "none accepted"
        words = f"{country_short(row.country)} {row.invited} invited, {nobody}"
        said.append([Piece(words, doors.country(meeting, row.country), ("silent", meeting.id, row.country))])
    if (more := len(silent) - _NAMED) > 0:
        words = f"{counted(more, 'more country', 'more countries')} without a yes"
        said.append([Piece(words, doors.meeting(meeting.id, "invitees"), ("silent", meeting.id, "more"))])
    parts = [row for row in day.open_parts if row.meeting_id == meeting.id]
    for answers, words in (
        ({Answer.TENTATIVE}, "tentative"),
        ({Answer.NONE}, "without an answer"),
        ({None}, "not on the list"),
        ({Answer.DECLINED, Answer.WITHDRAWN, Answer.DELEGATED}, "not coming"),
    ):
        found = list(dict.fromkeys(row.person_id for row in parts if row.answer in answers))
        if found:
            title = f"Speakers {words} · {meeting.title}"
            key = ("speakers", meeting.id, words)
            said.append([Piece(f"{counted(len(found), 'speaker')} {words}", doors.people(title, found), key)])
    if undiet := [person for number, person in day.without_diet if number == meeting.id]:
        title = f"Coming, diet not noted · {meeting.title}"
        said.append([Piece(f"{len(undiet)} without diet", doors.people(title, undiet), ("diet", meeting.id))])
    return said


def _later(day: Day, doors: Doors, width: int) -> list[Line]:
    if not day.meetings.later:
        return []
    lines = [line(Piece(" Later", look="heading"))]
    dated = [meeting for meeting in day.meetings.later if meeting.starts_on]
    for meeting in dated[:_LATER]:
        assert meeting.starts_on is not None
        words = f"{meeting.city or meeting.title} · {short_date(meeting.starts_on, day.read_at.year)}"
        words += f" · {_list_words(day, meeting)}"
        lines.append(line("   ", Piece(words, doors.meeting(meeting.id), ("meeting", meeting.id))))
    if (more := len(dated) - _LATER) > 0:
        lines.append(line("   ", Piece(f"{more} more with a day", doors.place("meetings"), "more meetings")))
    if undated := [each.city or each.title for each in day.meetings.later if not each.starts_on]:
        names = ", ".join(undated[:_NAMED]) + (f" +{len(undated) - _NAMED}" if len(undated) > _NAMED else "")
        lines.append(line("   ", Piece(f"{names}: no day yet", doors.place("meetings"), "no day")))
    return [cut(each, width) for each in lines]


def _list_words(day: Day, meeting: MeetingRow) -> str:
    funnel = day.funnels.get(meeting.id)
    if funnel is None:
        return "nobody on the list"
    if not funnel.invited:
        return f"{funnel.on_list} on the list, nothing sent"
    return f"invited {funnel.invited}, accepted {funnel.accepted}"


# -- what is to be done


def _do_now(day: Day, doors: Doors, width: int) -> list[Line]:
    found = [*_first_steps(day, doors), *_calls(day, doors, width), *_mail(day, doors), *_tasks(day, doors)]
    if not found:
        found = [line("   ", Piece("Nothing is due.", look="quiet"))]
        if hint := _next_step(day, doors):
            found.append(line("   ", hint))
    return [line(Piece(" Do now", look="heading")), *found]


def _first_steps(day: Day, doors: Doors) -> list[Line]:
    steps = []
    if not day.planned:
        words = "No meeting yet: n in Meetings plans one."
        steps.append(line("   ", Piece(words, doors.place("meetings"), "first meeting")))
    if not day.people:
        words = "No contacts yet: i imports a file."
        steps.append(line("   ", Piece(words, doors.place("people"), "first people")))
    return steps


def _next_step(day: Day, doors: Doors) -> Piece | None:
    for meeting in day.meetings.near:
        funnel = day.funnels.get(meeting.id)
        if funnel is not None and funnel.on_list > funnel.invited:
            left = counted(funnel.on_list - funnel.invited, "person has", "people have")
            words = f"{left} no invitation to {meeting.city or meeting.title} yet."
            return Piece(words, doors.meeting(meeting.id, "invitees"), ("uninvited", meeting.id))
    return None


def _todo(number: int, words: str, opens: Opens, key: str, *, detail: str = "", look: str = "") -> Line:
    gap = f"   {detail}" if detail else ""
    return line("   ", Piece(f"{number} {words}", opens, key, look), gap)


def _calls(day: Day, doors: Doors, width: int) -> list[Line]:
    if not day.calls:
        return []
    number = f"{len(day.calls)}+" if len(day.calls) == MOST_CALLS else str(len(day.calls))
    words = f"{number} call" if len(day.calls) == 1 else f"{number} calls"
    room = width - len(words) - 6
    detail = next((said for said in _offices(day.offices, len(day.calls)) if len(said) <= room), "")
    return [line("   ", Piece(words, doors.place("calls"), "calls"), f"   {detail}" if detail else "")]


def _offices(offices: Sequence[Offices], calls: int) -> Iterator[str]:
    """Where somebody can be reached now, in fewer and fewer words."""
    is_open = [each for each in offices if each.local.closes is not None]
    people = sum(each.people for each in is_open)
    how_many = "open now" if people == calls else f"{people} open now"
    for shown in range(min(_NAMED, len(is_open)), 0, -1):
        names = ", ".join(f"{each.local.city} {each.local.now:%H:%M}" for each in is_open[:shown])
        more = f" +{len(is_open) - shown}" if len(is_open) > shown else ""
        yield f"{how_many}: {names}{more}"
    if is_open:
        yield how_many
        return
    soon = next((each for each in offices if each.local.opens is not None), None)
    if soon is not None and soon.local.opens is not None:
        yield f"no office is open; {soon.local.city} from {soon.local.opens:%H:%M}"
    yield "no office is open now"


def _mail(day: Day, doors: Doors) -> list[Line]:
    lines = []
    if day.undecided:
        needs = "answer needs you" if day.undecided == 1 else "answers need you"
        lines.append(_todo(day.undecided, needs, doors.answers(), "answers"))
    seen = day.attention
    for number, one, many, key in (
        (seen.in_doubt, "message in doubt", "messages in doubt", "in doubt"),
        (seen.failed, "message failed", "messages failed", "failed"),
        (seen.bounced, "address bounced", "addresses bounced", "bounced"),
    ):
        if number:
            words = one if number == 1 else many
            lines.append(_todo(number, words, doors.answers(), key, look="problem"))
    for batch in day.waiting[:_NAMED]:
        kind = batch.kind.value if batch.messages == 1 else f"{batch.kind.value}s"
        opens = doors.meeting(batch.meeting_id, "mail")
        lines.append(
            _todo(
                batch.messages, f"{kind} prepared, not sent", opens, f"batch {batch.id}", detail=batch.meeting
            )
        )
    return lines


def _tasks(day: Day, doors: Doors) -> list[Line]:
    lines = []
    if day.follow_ups:
        first = day.follow_ups[0]
        detail = " · ".join(part for part in (first.text, first.name or "") if part)
        number = len(day.follow_ups)
        lines.append(
            _todo(
                number,
                "thing to do" if number == 1 else "things to do",
                doors.follow_ups(),
                "to do",
                detail=detail,
            )
        )
    for meeting in day.meetings.over[:_NAMED]:
        words = f"{meeting.city or meeting.title} is over: say who came, and that it was held."
        lines.append(line("   ", Piece(words, doors.meeting(meeting.id, "outcome"), ("over", meeting.id))))
    return lines


# -- targets


def _targets(day: Day, doors: Doors, width: int) -> list[Line]:
    if not day.targets:
        return []
    lines = [line(Piece("Targets", look="heading"))]
    for progress in day.targets:
        key = ("target", progress.target.id)
        missing = f"{progress.missing} to go" if progress.missing else "reached"
        figure = f"{progress.reached}/{progress.target.goal}"
        label = Piece(progress.target.label, doors.target(progress), key)
        lines.append(cut(line("  ", label), width))
        drawn = bar(progress.reached, progress.target.goal, _BAR)
        lines.append(cut(line("  ", drawn, f" {figure:>7}  ", Piece(missing, look="quiet")), width))
    return lines
