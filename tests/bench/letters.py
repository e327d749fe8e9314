"""200 letters from the record into a file, against typst alone on the same data.

Each round runs in a process of its own: typst remembers what it has set.
"""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

from db.enums import Channel, MessageKind
from db.store import Store
from paht_tui.documents.letters import pdf
from paht_tui.documents.letters.content import Json
from paht_tui.documents.letters.sheets import Output
from paht_tui.domain.templates import save_template
from paht_tui.jobs.printing import print_letters
from tests.bench.figures import Figure, compare, timed
from tests.bench.records import opened, prepare

LETTERS = 200
DAY = date(2030, 1, 4)
_TEXT = """\
{{ salutation }},

on behalf of **{{ programme }}** I have the honour of inviting you to {{ meeting }}.

{{ sessions }}

- interpretation is provided into English
- travel and accommodation are *arranged* by us

We shall call your office in the coming days and would be glad to hear that you can take part.

Yours sincerely,
{{ sender }}
"""


def figures(folder: Path) -> Iterator[Figure]:
    """The one figure of letters."""
    path = folder / "letters.db"
    asyncio.run(_prepared(path))

    def ours() -> float:
        return _apart(_print, path)

    def floor() -> float:
        return _apart(_typeset, path)

    yield compare(f"{LETTERS} letters from the record into a file", ours, "typst alone", floor)


def _apart(does: Callable[[Path], float], path: Path) -> float:
    """The seconds that it takes in a new process, once everything is loaded there."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(does, (path,))


def _print(path: Path) -> float:
    store = opened(path)
    try:
        return timed(lambda: asyncio.run(_printed(store, path.with_suffix(".pdf"))))
    finally:
        store.close()


def _typeset(path: Path) -> float:
    """The last step alone: the data are ready, and nothing is written."""
    known: list[tuple[str, Json, date, list[object]]] = []

    def keep(template: str, data: Json, day: date, letters: list[object]) -> bytes:
        known.append((template, data, day, letters))
        return b""

    store = opened(path)
    with patch.object(pdf, "_typeset", keep):
        asyncio.run(_printed(store, path.with_suffix(".pdf")))
    store.close()
    return timed(lambda: pdf._typeset(*known[0]))  # type: ignore[arg-type]


async def _printed(store: Store, path: Path) -> None:
    number = await print_letters(
        store,
        message_ids=range(1, LETTERS + 1),
        output=Output.LETTERS,
        day=DAY,
        path=path,
        replace=True,
    )
    if number != LETTERS:
        raise RuntimeError(f"only {number} of {LETTERS} were printed")


async def _prepared(path: Path) -> None:
    store = opened(path)
    await store.write(
        save_template,
        name="letter",
        kind=MessageKind.INVITATION,
        channel=Channel.LETTER,
        subject="Invitation: {{ meeting }}, {{ day }}",
        body=_TEXT,
        signatories="Anna One\nCoordinator\n\nBen Two\nCoordinator",
    )
    await prepare(store, invitees=LETTERS, text="letter")
    store.close()
