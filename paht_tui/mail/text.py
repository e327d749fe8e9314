"""Cleaning of text that was typed or received, before it stands in a header, a calendar or a log line.

It only removes and replaces: it never raises and never adds a character that has a meaning to a mail program.
"""

import re

_LINE_BREAKS = "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROL = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_ONE_LINE: dict[int, str] = dict.fromkeys(_CONTROL, "") | {ord(c): " " for c in _LINE_BREAKS + "\t"}
_LINES: dict[int, str] = dict.fromkeys(_CONTROL, "") | {ord(c): "\n" for c in _LINE_BREAKS} | {ord("\t"): " "}
_SPACES = re.compile(r" {2,}")
_REPLY_LIMIT = 500


def one_line(text: str) -> str:
    """The text in one line: breaks and tabs become a space, control characters and lone surrogates go."""
    return _SPACES.sub(" ", text.translate(_ONE_LINE)).strip(" ")


def lines(text: str) -> str:
    r"""The text with `\n` as its only line break and its only control character."""
    return text.replace("\r\n", "\n").translate(_LINES)


def server_text(text: str) -> str:
    """What a server said, fit for a screen and a record: one printable line of at most 500 characters."""
    return one_line(text)[:_REPLY_LIMIT]
