"""What is known of a person, in lines with a word before each: for a person's screen and the side card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from db.enums import Answer, ContactState, Via
from paht_tui.documents.countries import country_name
from paht_tui.ui.local import date_words
from paht_tui.ui.text import clean
from paht_tui.ui.words import counted, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from db.queries.attendance import SessionAnswer
    from db.queries.people import PersonCard, Reach
    from db.queries.reach import FocalPointRow, ReportBackRow

_STATES = {
    ContactState.GOOD: "✓ works",
    ContactState.BOUNCED: "✗ bounced",
    ContactState.WRONG: "✗ wrong",
}
_BY_POST = {**_STATES, ContactState.BOUNCED: "✗ a letter came back"}
_WAYS = {Via.MAIL: "by mail", Via.PHONE: "by phone", Via.POST: "by post", Via.DESK: "at the desk"}
MARKS = {ContactState.GOOD: "✓ ", ContactState.BOUNCED: "✗ ", ContactState.WRONG: "✗ "}
"""Before an address or a number in a column: whether it is known to work."""


def state_words(state: ContactState) -> str:
    """What is known of an address or a number; nothing while it was not tried."""
    return _STATES.get(state, "")


def person_title(card: PersonCard) -> Text:
    """The name, as it is written."""
    return Text(clean(card.name), "bold")


def person_subtitle(card: PersonCard) -> str:
    """What the person is counted as, for which country, in which languages."""
    languages = card.languages.replace(",", ", ")
    country = country_name(card.country) if card.country else "no country"
    parts = [word(card.category), country, f"speaks {languages}" if languages else ""]
    return " · ".join(part for part in parts if part)


def person_grid(
    card: PersonCard,
    answers: Sequence[SessionAnswer],
    reach: Sequence[tuple[str, str]],
    *,
    meetings: bool,
) -> Table:
    """Everything of the card under its name, with the `answers` given for single sessions, and `reach_lines`.

    With `meetings`, what the person was invited to as well.
    """
    return labelled_lines([*_lines(card, meetings=meetings), *_answers(answers), *reach])


def reach_lines(
    focal_points: Sequence[FocalPointRow], reports: Sequence[ReportBackRow]
) -> list[tuple[str, str]]:
    """What a person is focal point of, and how many others he or she has told."""
    lines = []
    for point in focal_points:
        since = f", since {date_words(point.since)}" if point.since else ""
        lines.append(("named", f"focal point of {country_name(point.country)}, {point.programme}{since}"))
    for row in reports:
        said = [counted(row.people_reached, "person", "people"), row.audience, date_words(row.reported_on)]
        after = f" (after {row.city or row.meeting})" if row.meeting else ""
        lines.append(("told", ", ".join(filter(None, said)) + after))
    return lines


def labelled_lines(lines: Iterable[tuple[str, str]]) -> Table:
    """Lines with a word before each, which stands once where it is the same as above."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=10, style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    before = ""
    for label, text in lines:
        grid.add_row(Text("" if label == before else label), Text(clean(text, lines=True)))
        before = label
    return grid


def _lines(card: PersonCard, *, meetings: bool) -> Iterator[tuple[str, str]]:
    if card.do_not_contact:
        yield "✗ contact", "Do not contact: nothing is sent, and nobody calls."
    yield from (("position", position) for position in card.positions)
    yield from (("e-mail", line) for line in _reaches(card.emails))
    yield from (("phone", line) for line in _reaches(card.phones))
    yield from (("address", line) for line in _reaches(card.addresses, _BY_POST))
    yield from (("office", office) for office in card.offices)
    yield from (("assistant", assistant) for assistant in card.assistants)
    yield from (("needs", f"{word(kind)}: {text}") for kind, text in card.needs)
    if card.salutation:
        yield "letters", f"begin “{card.salutation}”"
    if card.note:
        yield "note", card.note
    if meetings:
        for each in card.meetings:
            said = "no answer" if each.answer is Answer.NONE else each.answer.value
            where = f"{each.meeting}, {each.city}" if each.city else each.meeting
            yield "invited to", f"{where}: {said}"


def _answers(answers: Sequence[SessionAnswer]) -> Iterator[tuple[str, str]]:
    for each in answers:
        said = (each.said_by, each.firmness, each.reason)
        who, firm, why = (word(value) if value else "" for value in said)
        way = _WAYS.get(each.via, "") if each.via else ""
        note = f"“{each.note}”" if each.note else ""
        how = ", ".join(part for part in (who, way, firm, why, note) if part)
        answer = "no answer" if each.answer is Answer.NONE else each.answer.value
        yield "answered", f"{each.session}, {each.meeting}: {answer}" + (f" ({how})" if how else "")


def _reaches(reaches: Sequence[Reach], words: Mapping[ContactState, str] = _STATES) -> list[str]:
    lines = []
    for reach in reaches:
        aside = ", ".join(part for part in (reach.label, reach.through) if part)
        line = f"{reach.value}  {aside}" if aside else reach.value
        state = words.get(reach.state, "")
        lines.append(f"{line}  {state}" if state else line)
    return lines
