"""Which characters can be printed: typst leaves out, without a word, what none of its fonts has.

The table `glyphs.txt` lists what the two fonts of `parts.typ` draw upright and slanted, light and bold.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("glyphs.txt")


def missing_in(text: str) -> str:
    """The characters of the text that no font has, each once, in their order."""
    return "".join(letter for letter in dict.fromkeys(text) if ord(letter) not in _known())


def named(letters: str) -> str:
    """The characters for a sentence: “漢” (CJK UNIFIED IDEOGRAPH-6F22)."""
    return ", ".join(f"“{each}” ({unicodedata.name(each, f'U+{ord(each):04X}')})" for each in letters)


@cache
def _known() -> frozenset[int]:
    runs = (word.split("-") for word in TABLE.read_text(encoding="ascii").split())
    return frozenset(code for first, last in runs for code in range(int(first, 16), int(last, 16) + 1))
