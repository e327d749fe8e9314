"""Letters, address labels and envelopes from the outbox into one PDF file. It posts nothing.

What is printed stays in the outbox as it was; only that it was printed is recorded, where that is asked for.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from db.enums import Delivery, LetterStep
from db.queries.letters import LetterRow, letters_to_print
from db.store import Store
from paht_tui.documents.letters.content import (
    Letter,
    Letterhead,
    address_lines,
    plain,
    read_letterhead,
    read_signatories,
    without_signature,
)
from paht_tui.documents.letters.dates import dateline
from paht_tui.documents.letters.pdf import make_pdf
from paht_tui.documents.letters.sheets import SHEETS, Output
from paht_tui.domain.letters import mark_letters
from paht_tui.errors import UserError
from paht_tui.whole_file import placed_new, written_beside


async def print_letters(
    store: Store,
    *,
    message_ids: Sequence[int],
    output: Output,
    day: date,
    path: Path,
    both_sides: bool = False,
    replace: bool = False,
    mark: bool = False,
) -> int:
    """Write these letters, dated `day`, or what goes with them, into a file; how many letters they are.

    A file that is there is replaced only with `replace`. With `mark`, those that are not posted yet are
    recorded as printed, once the file is written.

    Raises:
        UserError: a character has no glyph, an address is too long, the letters are of several programmes, or
            the file cannot be written or is there; nothing is recorded then.
    """
    rows = await store.read(letters_to_print, message_ids=message_ids)
    if not rows:
        raise UserError("There is no letter to print: b prepares letters from a text that goes by letter.")
    head = _letterhead(rows)
    content = await asyncio.to_thread(
        make_pdf,
        [_letter(row, day) for row in rows],
        head,
        output=output,
        day=day,
        title=_title(rows),
        author=head.name,
        both_sides=both_sides,
    )
    await asyncio.to_thread(_write, path, content, replace=replace)
    waiting = [row.id for row in rows if row.state is Delivery.PLANNED]
    if mark and waiting and output not in SHEETS:
        await store.write(mark_letters, message_ids=waiting, step=LetterStep.PRINTED)
    return len(rows)


def _letterhead(rows: Sequence[LetterRow]) -> Letterhead:
    heads = {(row.letterhead, row.programme) for row in rows}
    if len(heads) > 1:
        raise UserError("These letters are of several programmes: print those of one programme at a time.")
    letterhead, programme = heads.pop()
    return read_letterhead(letterhead, otherwise=programme)


def _title(rows: Sequence[LetterRow]) -> str:
    meetings = list(dict.fromkeys(row.meeting for row in rows))
    return plain(f"Letters: {', '.join(meetings)}")


def _letter(row: LetterRow, day: date) -> Letter:
    return Letter(
        id=row.id,
        to=address_lines(row.to_name, row.to_address),
        language=row.language,
        dateline=dateline(row.letter_place, day, row.language),
        subject=row.subject,
        text=without_signature(row.text, row.sender),
        signatories=read_signatories(row.signatories or "", otherwise=row.sender),
    )


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    try:
        with written_beside(path, content) as temporary:
            if replace:
                temporary.replace(path)
            elif not placed_new(temporary, path):
                raise UserError(f"{path} is there already: name another file, or replace it.")
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}): name another file.") from error
