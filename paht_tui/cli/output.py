"""What the command line prints: sentences, aligned tables, JSON. No terminal control ever passes.

Results go to standard output, progress, questions and errors to standard error. It must not load anything
heavy: every command and every error message passes here.
"""

import io
import json
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

Row = Mapping[str, Any]

_WIDEST = 44
# Controls (C0, DEL, C1), marks that turn the writing direction of what follows, line separators, and lone
# surrogates, which no terminal can be sent.
_SPACES = {ord(space): " " for space in "\t\n\v\f\r\u2028\u2029"}
_ONE_LINE: dict[int, str | None] = {
    **dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **_SPACES,
}
_MANY_LINES = {**_ONE_LINE, 0x0A: "\n", 0x0D: None}
# JSON escapes C0 itself; the others are written as escapes too, so that a terminal is not moved by them.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def be_lenient() -> None:
    """Let a terminal that cannot show a letter get a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def clean(text: str, *, lines: bool = False) -> str:
    """The text without terminal controls and direction overrides; line breaks stay only with `lines`."""
    return text.translate(_MANY_LINES if lines else _ONE_LINE)


def plain(word: str) -> str:
    """A word of the record, such as `flight_cancelled`, as it is read."""
    return word.replace("_", " ")


def say(text: str = "") -> None:
    """Print a line of the result."""
    sys.stdout.write(clean(text) + "\n")


def say_lines(text: str) -> None:
    """Print a result of several lines, such as a report."""
    sys.stdout.write(clean(text, lines=True).rstrip("\n") + "\n")


def note(text: str, *, end: str = "\n") -> None:
    """Print what is no result: progress, a question, an error."""
    sys.stderr.write(clean(text) + end)
    sys.stderr.flush()


def note_over(text: str) -> None:
    """Print progress over the line before it; on a terminal only."""
    sys.stderr.write("\r\x1b[K" + clean(text))
    sys.stderr.flush()


def say_json(value: Any) -> None:
    """Print a value as JSON in UTF-8: instants in UTC, days and enums as text."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(json_text(value) + "\n")


def json_text(value: Any) -> str:
    """A value as JSON; no character in it moves a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say_table(rows: Sequence[Row], columns: Sequence[tuple[str, str]]) -> None:
    """Print rows under headings; `columns` are (heading, field)."""
    cells = [[heading for heading, _ in columns]]
    cells += [[_cut(_cell(row[field])) for _, field in columns] for row in rows]
    widths = [max(width(line[column]) for line in cells) for column in range(len(columns))]
    for line in cells:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(line, widths, strict=True))
        say("  ".join(padded).rstrip())


def width(text: str) -> int:
    """How many cells of a terminal the text takes: two for the wide letters of East Asia, none for marks."""
    return sum(
        0 if unicodedata.category(letter) in {"Mn", "Me", "Cf"} else 1 + (_is_wide(letter)) for letter in text
    )


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def _cut(text: str) -> str:
    if width(text) <= _WIDEST:
        return text
    while width(text) >= _WIDEST:
        text = text[:-1]
    return f"{text}…"


def _cell(value: Any) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case datetime():
            return f"{value:%d %b %Y %H:%M}"
        case date():
            return f"{value:%d %b %Y}"
        case list() | tuple():
            return ", ".join(_cell(each) for each in value)
        case _:
            return clean(str(value))


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
