"""A message in words, as its receiver sees it: headers, calendar entry, text, attachments. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.table import Table
from rich.text import Text

from paht_tui.domain.languages import language_name
from paht_tui.jobs.previewing import LetterPreview
from paht_tui.ui.mail_lists import date_words
from paht_tui.ui.text import clean
from paht_tui.ui.when import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paht_tui.jobs.previewing import Seen
    from paht_tui.mail.preview import CalendarPreview, MessagePreview

_LABEL: Final = 10


def seen_text(seen: Seen) -> Text:
    """Everything a receiver sees, the labels dim."""
    view = seen.view
    lines = _letter(view) if isinstance(view, LetterPreview) else _message(view)
    text = Text(end="")
    for label, words in lines:
        text.append(f"{label:>{_LABEL}}  " if label else "", "dim")
        indent = "\n" + " " * (_LABEL + 2) if label else "\n"
        text.append(clean(words, lines=True).replace("\n", indent) + "\n")
    return text


def words_view(seen: Seen) -> Group:
    """What a receiver reads, the words before the calendar entry; narrow, what wraps stays by its label."""
    view = seen.view
    lines = _letter(view) if isinstance(view, LetterPreview) else _words(view)
    parts: list[Table | Text] = []
    for label, words in lines:
        said = Text(clean(words, lines=True))
        if label:
            line = Table.grid(padding=(0, 2, 0, 0))
            line.add_column(width=_LABEL, justify="right", style="dim")
            line.add_column(overflow="fold")
            line.add_row(label, said)
            parts.append(line)
        else:
            parts.append(said)
    return Group(*parts)


def _letter(view: LetterPreview) -> Iterator[tuple[str, str]]:
    yield "To", view.address
    yield "Subject", view.subject
    yield "Language", language_name(view.language)
    yield "", ""
    yield "", view.text


def _message(view: MessagePreview) -> Iterator[tuple[str, str]]:
    yield "From", view.sender
    yield "To", view.recipient
    if view.reply_to:
        yield "Reply to", view.reply_to
    yield "Subject", view.subject
    yield "Language", language_name(view.language)
    yield "Date", f"{day_words(view.date)} {view.date:%H:%M} {view.date.tzname() or ''}".rstrip()
    if view.calendar is not None:
        yield from _calendar(view.calendar)
    yield "", ""
    yield "", view.text.strip()
    yield from _attached(view)


def _words(view: MessagePreview) -> Iterator[tuple[str, str]]:
    yield "To", view.recipient
    yield "Subject", view.subject
    yield "", ""
    yield "", view.text.strip()
    if view.calendar is not None:
        yield from _calendar(view.calendar)
    yield from _attached(view)


def _attached(view: MessagePreview) -> Iterator[tuple[str, str]]:
    if view.attachments:
        yield "", ""
        yield "Attached", ", ".join(view.attachments)


def _calendar(entry: CalendarPreview) -> Iterator[tuple[str, str]]:
    yield "", ""
    yield "Calendar", entry.summary
    yield "When", calendar_times(entry)
    yield "Where", entry.where or "no place is given"
    yield "Organizer", entry.organizer
    yield "Attendee", entry.attendee
    yield "Method", f"{entry.method}: {_does(entry)}"
    yield "UID", f"{entry.uid}, version {entry.sequence}"


def _does(entry: CalendarPreview) -> str:
    if entry.method == "CANCEL":
        return "takes the meeting out of the calendar"
    return "asks for an answer" if entry.asks else "keeps the answer that was given"


def calendar_times(entry: CalendarPreview) -> str:
    """From when to when, with the zone; whole days without times (a calendar's end day is the one after)."""
    begins, ends = entry.starts, entry.ends
    if isinstance(begins, datetime) and isinstance(ends, datetime):
        zone = getattr(begins.tzinfo, "key", None) or begins.tzname() or ""
        first = f"{day_words(begins)} {begins:%H:%M}"
        same = begins.date() == ends.date()
        return f"{first}–{'' if same else day_words(ends) + ' '}{ends:%H:%M} {zone}".rstrip()
    last = ends - timedelta(days=1)
    return date_words(begins) if last <= begins else f"{date_words(begins)} – {date_words(last)}"
