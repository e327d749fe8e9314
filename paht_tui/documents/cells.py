"""The text of one cell: cleaned when it comes in, guarded against spreadsheets when it goes out.

A cell is data. Nothing here may evaluate it, or drop a character that a person would see.
"""

import re
import unicodedata

# What no person sees and no name needs: controls except line breaks, soft hyphens, zero-width spaces, marks
# that turn the direction of text, byte order marks. The joiners U+200C and U+200D belong to letters: kept.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_LINE_BREAKS = re.compile(r"[ \t]*(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029])[ \t]*")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")

# A spreadsheet takes a cell that begins like this for a formula. An apostrophe in front makes it text; a cell
# with apostrophes there gets one more, so that taking one away always gives back the cell as it was.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")

_NOTHING = frozenset(
    {"", "-", "--", "–", "—", "/", "?", "n/a", "n.a.", "k.a.", "k. a.", "n.v.t.", "none", "brak"}
)


def clean(text: str) -> str:
    """The cell trimmed, without controls and invisible marks, inner spaces single; line breaks stay."""
    if text.isalnum() and text.isascii():
        return text
    plain = _SPACES.sub(" ", _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    return _UNSEEN.sub("", plain).strip()


def or_nothing(text: str) -> str:
    """The cell, or "" where it only says that there is nothing ("-", "n/a", "none")."""
    return "" if text.casefold() in _NOTHING else text


def guard(text: str) -> str:
    """The cell as it is written into a CSV file, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The cell as it was before `guard`."""
    return text[1:] if _GUARDED.match(text) else text
