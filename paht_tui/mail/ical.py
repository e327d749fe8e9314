"""Content lines of iCalendar (RFC 5545 3.1): escaping, quoting, folding, and nothing about meetings.

Written here and not taken from the icalendar package, whose writer turns a backslash before N into a line
break. That package reads our output back in the preview and the tests, so that two hands check each other.
"""

from collections.abc import Iterable

from paht_tui.mail.text import lines, one_line

_LIMIT = 75
_TOP_BITS = 0xC0
_LATER_OCTET = 0x80  # of a character in UTF-8


def text(value: str) -> str:
    r"""A TEXT value (RFC 5545 3.3.11): `\`, `;`, `,` and line breaks escaped, other controls removed."""
    cleaned = lines(value).strip("\n")
    return cleaned.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def parameter(value: str) -> str:
    """A quoted parameter value (RFC 5545 3.2, RFC 6868): quotes, backslashes and controls are gone."""
    cleaned = one_line(value).replace('"', "'").replace("\\", "/").replace("^", "^^")
    return f'"{cleaned}"'


def serialise(content: Iterable[str]) -> bytes:
    """The lines folded at 75 octets, never inside a character or an escape, each ended by CRLF; UTF-8."""
    return b"".join(_fold(line.encode()) for line in content)


def _fold(line: bytes) -> bytes:
    folded = []
    limit = _LIMIT
    while len(line) > limit:
        cut = _cut(line, limit)
        folded.append(line[:cut])
        line = line[cut:]
        limit = _LIMIT - 1
    folded.append(line)
    return b"\r\n ".join(folded) + b"\r\n"


def _cut(line: bytes, limit: int) -> int:
    cut = limit
    while line[cut] & _TOP_BITS == _LATER_OCTET:
        cut -= 1
    escapes = cut - len(line[:cut].rstrip(b"\\"))
    return cut - escapes % 2
