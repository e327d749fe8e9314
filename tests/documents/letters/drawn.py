"""Which characters the fonts of letters have, asked of typst itself.

`python -m tests.documents.letters.drawn` writes `glyphs.txt`, which a test compares with what typst draws: a
new typst may bring other fonts.
"""

import re
import unicodedata
from collections.abc import Iterable

import typst

from paht_tui.documents.letters.glyphs import TABLE
from paht_tui.documents.letters.pdf import TEMPLATES

_SOURCE = b"""
#import "parts.typ": typeset
#show: typeset
#set page(width: 100pt, height: auto, margin: 0pt)
#set text(top-edge: 0pt, bottom-edge: 0pt)
#let places = ("normal", "italic").map(style => (400, 700).map(weight => (style, weight))).flatten().chunks(2)
#for (line, code) in json(bytes(sys.inputs.data)).enumerate() {
  for (column, (style, weight)) in places.enumerate() {
    place(dx: 20pt * column, dy: 20pt * line, text(style: style, weight: weight, str.from-unicode(code)))
  }
}
"""
_PIECE = re.compile(r'<g transform="(?:matrix\([^"]* ([\d.]+)\)|scale\(1 -1\))"><use xlink:href="#(\w+)"')
_NO_LETTER = 0x10FFFD
"""A private number that no font has: what typst draws for it, it draws for all that are missing."""
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FAR = (range(0x2E80, 0xA4D0), range(0xAC00, 0xFB00))
"""The scripts of East Asia and the private area: they would take minutes, and no font here has them."""
_AT_ONCE = 1500


def candidates() -> list[int]:
    """The characters that can stand in a letter at all."""
    return [
        code
        for code in range(0x20, 0xFFFE)
        if unicodedata.category(chr(code)) not in _UNSEEN and not any(code in far for far in _FAR)
    ]


def drawn(codes: Iterable[int]) -> set[int]:
    """Those that are drawn with a glyph of their own, upright and slanted, light and bold."""
    codes = list(codes)
    found: set[int] = set()
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        missing, *glyphs = _glyphs([_NO_LETTER, *some])
        found |= {code for code, own in zip(some, glyphs, strict=True) if not own & missing}
    return found


def _glyphs(codes: list[int]) -> list[set[str]]:
    """The shapes that each is drawn with in the four styles; a space is drawn with none."""
    compiler = typst.Compiler(
        _SOURCE,
        root=TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        sys_inputs={"data": str(codes)},
    )
    page = compiler.compile(format="svg")
    assert isinstance(page, bytes)
    found: list[set[str]] = [set() for _ in codes]
    for down, glyph in _PIECE.findall(page.decode()):
        found[round(float(down or 0) / 20)].add(glyph)
    return found


def ranges(codes: Iterable[int]) -> str:
    """The numbers as the table has them: runs in hexadecimal, eight in a line."""
    runs: list[list[int]] = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    words = [f"{first:04X}-{last:04X}" for first, last in runs]
    return "".join(" ".join(words[start : start + 8]) + "\n" for start in range(0, len(words), 8))


if __name__ == "__main__":
    TABLE.write_text(ranges(drawn(candidates())), encoding="ascii")
