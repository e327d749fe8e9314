"""From letters and addresses to the bytes of a PDF, by typst; it reads no record and writes no file.

The data go in as JSON and are text there: nothing in them is read as typst's markup or code. The templates
may read no file outside this folder, nothing is loaded from the network, no font of the machine is used, and
the same letters of the same day give the same bytes. A character that no font has is refused before.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import typst

from paht_tui.documents.letters.content import (
    Json,
    Letter,
    Letterhead,
    letter_data,
    letterhead_data,
    words_in,
)
from paht_tui.documents.letters.dates import typeset_language
from paht_tui.documents.letters.glyphs import missing_in, named
from paht_tui.documents.letters.sheets import SHEETS, Output
from paht_tui.errors import UserError

TEMPLATES: Final = Path(__file__).parent
_TOO_LONG: Final = "too long:"
_NAMED: Final = 10


def make_pdf(
    letters: Sequence[Letter],
    head: Letterhead,
    *,
    output: Output,
    day: date,
    title: str,
    author: str,
    both_sides: bool = False,
) -> bytes:
    """The PDF of these letters, or of what goes with them: labels, envelopes. `day` stands in its properties.

    Raises:
        UserError: a character has no glyph, or an address does not fit; the sentence names whose it is.
    """
    data: Json = {"title": title, "author": author}
    if output in SHEETS:
        addresses = [{"id": letter.id, "to": letter.to} for letter in letters]
        _check_glyphs(zip(letters, addresses, strict=True), letterhead_data(head))
        data |= {"sheet": SHEETS[output], "addresses": addresses, "return": (head.name, *head.address)}
        return _typeset("addresses.typ", data, day, letters)
    written = [letter_data(replace(each, language=typeset_language(each.language))) for each in letters]
    _check_glyphs(zip(letters, written, strict=True), letterhead_data(head))
    data |= {"letterhead": letterhead_data(head), "letters": written}
    data |= {"booklet": output is Output.BOOKLET, "both-sides": both_sides}
    return _typeset("letters.typ", data, day, letters)


def _check_glyphs(pieces: Iterable[tuple[Letter, Json]], head: Json) -> None:
    """Refuse what would be printed with gaps in it, person by person."""
    problems = [
        f"{letter.name}: no font has {named(missing)}"
        for letter, data in pieces
        if (missing := missing_in("".join(words_in(data)).replace("\n", "")))
    ]
    if missing := missing_in("".join(words_in(head))):
        problems.insert(0, f"the letterhead: no font has {named(missing)}")
    if problems:
        more = len(problems) - _NAMED
        rest = [f"and {more} more"] if more > 0 else []
        raise UserError(f"Nothing was printed. {'; '.join(problems[:_NAMED] + rest)}.")


def _typeset(template: str, data: Json, day: date, letters: Sequence[Letter]) -> bytes:
    compiler = typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made_at = int(datetime.combine(day, time(12), UTC).timestamp())
    try:
        # Untagged: the file is for a printer, and tags take as long as everything else.
        made = compiler.compile(format="pdf", timestamp=made_at, pdf_tags=False)
    except typst.TypstError as error:
        raise _refused(error, letters) from error
    assert isinstance(made, bytes)
    return made


def _refused(error: typst.TypstError, letters: Sequence[Letter]) -> Exception:
    """The sentence for an address that does not fit; anything else is a bug, and stays what it is."""
    _, found, number = error.message.partition(_TOO_LONG)
    whose = {str(letter.id): letter.name for letter in letters}.get(number.rstrip('"'))
    if not found:
        return error
    if whose is None:
        return UserError("The letterhead does not fit on the envelope: shorten its address.")
    return UserError(f"The address of {whose} has too many lines, or too long ones: shorten it.")
