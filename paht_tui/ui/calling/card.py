"""The card of a call: who, on which number, at what hour there, what went before, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from db.enums import CallOutcome
from paht_tui.documents.countries import country_name
from paht_tui.ui.calling.draft import BY_LETTER, FIRM_BY_LETTER, is_office
from paht_tui.ui.calling.words import (
    OUTCOME_WORDS,
    about_words,
    ask_words,
    clock_there,
    contact_words,
    known_words,
    last_said,
    why_now,
    zone_to_call,
)
from paht_tui.ui.local import moment_in
from paht_tui.ui.text import clean, fit
from paht_tui.ui.widgets.person_card import state_words
from paht_tui.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from enum import StrEnum

    from rich.console import Console, ConsoleOptions, RenderableType

    from db.queries.call_sheet import CallNumber, CallSheet
    from paht_tui.ui.calling.draft import Draft

_KEYS: Final = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0")
_ASKING: Final = {
    CallOutcome.CALL_BACK,
    CallOutcome.NOT_COMING,
    CallOutcome.SUBSTITUTE,
    CallOutcome.WRONG_NUMBER,
}
_MOST_NUMBERS: Final = 4
_STRIP: Final = 8


class Flow:
    """Pieces one after the other, broken between them and never within."""

    def __init__(self, pieces: Sequence[Text], gap: int = 3) -> None:
        self._pieces = pieces
        self._gap = gap

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """As many lines as it takes."""
        _ = console
        line = Text(no_wrap=True, overflow="ellipsis")
        for piece in self._pieces:
            if line and line.cell_len + self._gap + piece.cell_len > options.max_width:
                yield line
                line = Text(no_wrap=True, overflow="ellipsis")
            if line:
                line.append(" " * self._gap)
            line.append_text(piece)
        yield line


def who_and_where(
    sheet: CallSheet, called: CallNumber | None, *, title: str, now: datetime, office_hours: str
) -> RenderableType:
    """Everything above the note."""
    zone = zone_to_call(sheet.due)
    parts: list[RenderableType] = [
        Text.assemble((title, "bold"), clean(f" · why now: {why_now(sheet.due, now)}"), overflow="ellipsis"),
        Text(clean(about_words(sheet, now)), "dim", no_wrap=True, overflow="ellipsis"),
        Text(),
        _name(sheet),
        _numbers(sheet, called, now, office_hours),
        Flow([Text(clean(contact_words(each, zone, now))) for each in sheet.contacts[-_STRIP:]]),
        _lines(sheet, zone, now),
    ]
    return Group(*parts)


def outcomes(draft: Draft, *, saves: str) -> RenderableType:
    """The outcome keys, the chosen one in brackets, and what else was said of it."""
    pieces = []
    for key, outcome in zip(_KEYS, CallOutcome, strict=True):
        dots = "…" if outcome in _ASKING else ""
        label = f"{key} {OUTCOME_WORDS[outcome]}{dots}"
        pieces.append(Text(f"[{label}]", "bold reverse") if outcome is draft.outcome else Text(label))
    pieces.append(Text(f"⏎ {saves}", "bold"))
    return Flow(pieces, gap=2)


def details(draft: Draft, called: CallNumber | None, *, zone: str) -> RenderableType:
    """What goes with the outcome: the time, the reason, who comes; who said it and how firm it is."""
    if draft.outcome is None:
        return Text("Press what came of the call; e types a note first.", "dim")
    pieces = [Text(clean(words), "bold") for words in _particulars(draft, called, zone)]
    if draft.asks_who:
        who = draft.who(called)
        pieces.append(_choice("said by" if draft.asks_firmness else "spoke with", BY_LETTER, who))
    if draft.asks_firmness:
        pieces.append(_choice("", FIRM_BY_LETTER, draft.how_firm()))
    return Flow(pieces)


def _particulars(draft: Draft, called: CallNumber | None, zone: str) -> Iterator[str]:
    match draft.outcome:
        case CallOutcome.CALL_BACK:
            yield f"at {moment_in(draft.call_back_at, zone)}" if draft.call_back_at else "when?"
        case CallOutcome.NOT_COMING:
            yield word(draft.reason) if draft.reason else "no reason given"
        case CallOutcome.SUBSTITUTE:
            yield f"{draft.substitute.name} comes" if draft.substitute else "who comes?"
        case CallOutcome.WRONG_NUMBER:
            yield f"{called.number} is wrong" if called else "no number is known"
        case _:
            return


def _choice(label: str, letters: Mapping[str, StrEnum], chosen: StrEnum | None) -> Text:
    line = Text(f"{label}  " if label else "")
    for index, (letter, value) in enumerate(letters.items()):
        said = f"{letter} {value}"
        line.append("  " if index else "")
        line.append(f"[{said}]" if value is chosen else said, "bold" if value is chosen else "")
    return line


def _two_sided(rows: Sequence[tuple[Text, Text]]) -> Table:
    grid = Table.grid(padding=(0, 0, 0, 1), expand=True)
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    grid.add_column(justify="right", no_wrap=True)
    for left, right in rows:
        grid.add_row(left, right)
    return grid


def _name(sheet: CallSheet) -> Table:
    card = sheet.card
    country = country_name(card.country) if card.country else "country not known"
    languages = card.languages.replace(",", ", ")
    place = " · ".join(card.positions) or sheet.due.organisation or ""
    return _two_sided(
        [
            (Text(clean(card.name), "bold reverse" if card.do_not_contact else "bold"), Text(clean(country))),
            (Text(clean(place)), Text(clean(languages))),
        ]
    )


def _numbers(sheet: CallSheet, called: CallNumber | None, now: datetime, office_hours: str) -> RenderableType:
    if not sheet.numbers:
        return Text("  No number is known: open the person (F3) and press n to add one.", "bold")
    through_office = any(is_office(number) for number in sheet.numbers)
    width = max(cell_len(clean(number.number)) for number in sheet.numbers)
    rows = []
    before = ""
    for number in sheet.numbers[:_MOST_NUMBERS]:
        here = number is called or (called is not None and number.id == called.id)
        line = Text("▸ " if here else "  ", "bold" if here else "")
        label = number.label or ("office" if number.office else "phone")
        line.append(f"{fit(clean(label), 8)} {fit(clean(number.number), width)}")
        line.append(f"  {_aside(number, through_office=through_office)}")
        zone = zone_to_call(sheet.due, number)
        clock = clock_there(zone, now=now, office_hours=office_hours)
        rows.append((line, Text("" if clock == before else clock)))
        before = clock
    if more := len(sheet.numbers) - _MOST_NUMBERS:
        rows += [(Text(f"  and {more} more; → goes through them", "dim"), Text())] if more > 0 else []
    return _two_sided(rows)


def _aside(number: CallNumber, *, through_office: bool) -> str:
    parts = [state_words(number.state), number.ask_for or number.office or ""]
    if through_office and not is_office(number):
        parts.append("ask the office first")
    return clean(" · ".join(part for part in parts if part))


def _lines(sheet: CallSheet, zone: str, now: datetime) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=5, style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    for label, words in (
        ("Last", last_said(sheet, zone, now)),
        ("Known", known_words(sheet)),
        ("Ask", ask_words(sheet)),
    ):
        if words:
            grid.add_row(label, Text(clean(words)))
    return grid
