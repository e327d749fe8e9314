"""Text on its way to the screen: cleaned, measured in terminal cells, cut to fit.

Every string that came from outside passes `clean` before it is drawn. Nothing here reads markup.
"""

from __future__ import annotations

import re
from typing import Literal

from rich.cells import cell_len, chop_cells

Align = Literal["left", "right"]

# Controls (C0, DEL, C1), marks that turn the writing direction of what follows, line separators, and
# lone surrogates, which no terminal can be sent.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_SPACES = {ord(space): " " for space in "\t\n\v\f\r\u2028\u2029"}
_ONE_LINE = {**_CONTROLS, **_TURNS, **_SURROGATES, **_SPACES}
_MANY_LINES = {**_ONE_LINE, 0x0A: "\n", 0x0D: None}
_FULL, _EMPTY = "▰", "▱"


def clean(text: str, *, lines: bool = False) -> str:
    """The text without terminal controls and direction overrides; line breaks stay only with `lines`."""
    if text.isprintable():
        return text
    if lines:
        return text.replace("\t", "    ").translate(_MANY_LINES)
    return text.translate(_ONE_LINE)


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly `width` cells: padded, or cut between whole characters and ended with `…`."""
    if width <= 0:
        return ""
    text = text[: 64 + 4 * width]  # what cannot be seen is not measured
    size = cell_len(text)
    if size > width:
        text = chop_cells(text, width - 1)[0] + "…" if width > 1 else "…"
        size = cell_len(text)
    padding = " " * (width - size)
    return padding + text if align == "right" else text + padding


def bar(done: int, total: int, width: int = 10) -> str:
    """A bar of `width` cells; anything begun shows one mark, and only the complete thing is full."""
    if total <= 0 or done <= 0:
        return _EMPTY * width
    full = width if done >= total else min(width - 1, max(1, done * width // total))
    return _FULL * full + _EMPTY * (width - full)


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it was."""
    return re.sub(r"^\w", lambda first: first.group().upper(), text)
