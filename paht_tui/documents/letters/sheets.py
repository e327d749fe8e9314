"""What can be printed, and the sizes of labels and envelopes. Plain figures: nothing is loaded for them."""

from enum import StrEnum
from typing import Any, Final


class Output(StrEnum):
    """What is made of letters."""

    LETTERS = "letters"
    BOOKLET = "booklet"
    L7160 = "l7160"
    L7163 = "l7163"
    DL = "dl"
    C5 = "c5"


WORDS: Final = {
    Output.LETTERS: "letters: each begins on a page of its own",
    Output.BOOKLET: "booklet: all of them behind a list, to be looked through and signed",
    Output.L7160: "address labels, Avery L7160 (3 × 7)",
    Output.L7163: "address labels, Avery L7163 (2 × 7)",
    Output.DL: "envelopes DL (220 × 110 mm)",
    Output.C5: "envelopes C5 (229 × 162 mm)",
}

_ROWS = {"height": 38.1, "top": 15.15, "down": 38.1, "rows": 7}
SHEETS: Final[dict[Output, dict[str, Any]]] = {
    Output.L7160: {"is": "labels", "width": 63.5, "left": 7.25, "across": 66.0, "columns": 3, **_ROWS},
    Output.L7163: {"is": "labels", "width": 99.1, "left": 4.65, "across": 101.6, "columns": 2, **_ROWS},
    Output.DL: {"is": "envelopes", "width": 220, "height": 110, "left": 115, "top": 48},
    Output.C5: {"is": "envelopes", "width": 229, "height": 162, "left": 115, "top": 85},
}
"""Millimetres; an envelope's address begins at `left` and `top`, clear of what a post office prints below."""
