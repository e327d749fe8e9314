"""What a letter consists of, and how text from outside becomes text that can be set. It knows no record."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from paht_tui.documents.letters.marks import blocks

Json: TypeAlias = dict[str, Any]
"""A piece of what the templates are given."""

_BREAKS = dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " ", "\r": ""}
_UNSEEN = {"Cc", "Cf", "Cs"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the top of every letter: who writes, the postal address, phone and the rest."""

    name: str
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: `text` is Markdown, `to` the address line by line, `signatories` a block of lines each."""

    id: int
    to: tuple[str, ...]
    language: str
    dateline: str
    subject: str
    text: str
    signatories: tuple[tuple[str, ...], ...]

    @property
    def name(self) -> str:
        """To whom it is."""
        return self.to[0]


def read_letterhead(text: str, *, otherwise: str) -> Letterhead:
    """The letterhead from its lines: the name, the postal address, after an empty line the rest.

    Where nothing is written, the name alone stands there: `otherwise`.
    """
    (name, *address), *rest = _stanzas(text) or [(plain(otherwise),)]
    return Letterhead(name, tuple(address), tuple(line for stanza in rest for line in stanza))


def read_signatories(text: str, *, otherwise: str) -> tuple[tuple[str, ...], ...]:
    """Who signs, a block of lines each, divided by an empty line; nobody named: the sender, `otherwise`."""
    return _stanzas(text) or ((plain(otherwise),),)


def address_lines(name: str, address: str) -> tuple[str, ...]:
    """The lines of an address, the name first; empty ones are left out, and the name is not repeated."""
    first, lines = " ".join(_lines(name)), _lines(address)
    return (first, *(lines[1:] if lines[:1] == [first] else lines))


def without_signature(text: str, sender: str) -> str:
    """The text without its last line where that is the sender's name: the signature below says it."""
    body, _, last = text.rstrip().rpartition("\n")
    return body if last.strip() == sender.strip() else text


def plain(text: str) -> str:
    r"""The text as it can be set: composed, `\n` its only control, no marks of writing direction."""
    spaced = "".join(_BREAKS.get(letter, letter) for letter in text.replace("\r\n", "\n"))
    kept = (each for each in spaced if each == "\n" or unicodedata.category(each) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(kept))


def letter_data(letter: Letter) -> Json:
    """A letter as the template takes it."""
    return {
        "id": letter.id,
        "to": letter.to,
        "language": letter.language,
        "dateline": plain(letter.dateline),
        "subject": " ".join(_lines(letter.subject)),
        "body": blocks(plain(letter.text)),
        "signatories": letter.signatories,
    }


def letterhead_data(head: Letterhead) -> Json:
    """A letterhead as the templates take it."""
    return {"name": head.name, "address": head.address, "contact": head.contact}


def words_in(data: object) -> Iterator[str]:
    """Every text in a piece of data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for each in data.values():
            yield from words_in(each)
    elif isinstance(data, Sequence):
        for each in data:
            yield from words_in(each)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in plain(text).split("\n") if line.strip()]


def _stanzas(text: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a text, in groups that empty lines divide."""
    groups: list[list[str]] = [[]]
    for line in plain(text).split("\n"):
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    return tuple(tuple(group) for group in groups if group)
