"""A person's name taken apart: prefix, given name, family name, post-nominals.

Only what is written decides; no list of first names is asked. Where a name could be read in two ways the last
word is the family name, which a person can correct. Every word that was written must stand in one of the
parts.
"""

import re
from dataclasses import dataclass
from typing import Final

from paht_tui.documents.folding import fold
from paht_tui.documents.titles import is_post_nominal, may_be_family_name, prefix_of


@dataclass(frozen=True, slots=True)
class Name:
    """The parts as they were written; "" where there is none. A name that is not empty has a family name."""

    prefix: str = ""
    given: str = ""
    family: str = ""
    post_nominals: str = ""


# Particles with which a family name begins.
_OPENING: Final = frozenset(
    """
    van von vom zu zum zur de des del della di da do dos das du la le af av ten ter te op bin ibn st saint in
    """.split()  # noqa: SIM905 (a list of words is read as words)
)
_NICKNAME: Final = re.compile(r"""^[("'“”„‘«].*[)"'“”‘’»]$""")
_TWO: Final = 2


def split_name(text: str) -> Name:
    """The parts of a whole name: "Lord McColl", "Ard Van Der Steur MP", "Steen, Anthony", "Jean DUPONT".

    One word alone is the family name. Family names written in capitals beside others that are not, are
    recognised. A nickname in quotes stays with the given name. An empty text gives an empty Name.
    """
    before, commas = _split_commas(" ".join(text.split()).strip(" ,"))
    prefix, rest = take_prefix(before)
    words, post = _take_post(rest.split())
    family_first, posts = _sort_commas(commas)
    if family_first and words:
        more, given = take_prefix(family_first)
        given_words, more_post = _take_post(given.split())
        return _whole(
            " ".join(filter(None, (prefix, more))),
            " ".join(given_words),
            " ".join(words),
            [*post, *more_post, *posts],
        )
    given, family = _split_words(words)
    return _whole(prefix, given, family, [*post, *posts])


def join_name(given: str, family: str) -> Name:
    """The parts as their columns state them, less what stands in both ("Anna Lo" beside "Lo")."""
    prefix, given = take_prefix(given)
    family, post = take_post_nominals(family)
    given_words, family_words = given.split(), family.split()
    if _ends_with(given_words, family_words):
        given_words = given_words[: -len(family_words)]
    elif _ends_with(family_words[::-1], given_words[::-1]):
        family_words = family_words[len(given_words) :]
    if not family_words:
        given_words, family_words = [], given_words
    return Name(prefix, " ".join(given_words), " ".join(family_words), post)


def _ends_with(words: list[str], ending: list[str]) -> bool:
    """Whether the words end with those others and have more before them."""
    return 0 < len(ending) < len(words) and words[-len(ending) :] == ending


def take_prefix(text: str) -> tuple[str, str]:
    """The prefixes in front ("Prof. Dr."), and the rest; never takes the last word."""
    taken: list[str] = []
    rest = text.strip()
    while " " in rest and (word := prefix_of(rest)):
        taken.append(word)
        rest = rest[len(word) :].strip()
    return " ".join(taken), rest


def take_post_nominals(text: str) -> tuple[str, str]:
    """The name without the letters behind it, and those ("MP", "CBE PhD"); never takes the first word."""
    words, post = _take_post(re.sub(r",(?=\s)", "", text).split())
    return (" ".join(words), " ".join(post)) if post else (text, "")


def _take_post(words: list[str]) -> tuple[list[str], list[str]]:
    end = len(words)
    while end > 1 and is_post_nominal(words[end - 1]):
        if end == _TWO and may_be_family_name(words[1]):
            break
        end -= 1
    return words[:end], words[end:]


def _split_commas(text: str) -> tuple[str, list[str]]:
    before, *rest = [part.strip() for part in text.split(",")]
    return before, [part for part in rest if part]


def _sort_commas(parts: list[str]) -> tuple[str, list[str]]:
    """What stands behind the commas: given names where the family name came first, and post-nominals."""
    given = [part for part in parts if not all(is_post_nominal(word) for word in part.split())]
    posts = [word for part in parts if part not in given for word in part.split()]
    return " ".join(given), posts


def _split_words(words: list[str]) -> tuple[str, str]:
    if len(words) < _TWO:
        return "", " ".join(words)
    capitals = _run_of_capitals(words)
    if capitals:
        start, end = capitals
        return " ".join(words[:start] + words[end:]), " ".join(words[start:end])
    start = _family_at(words)
    return " ".join(words[:start]), " ".join(words[start:])


def _run_of_capitals(words: list[str]) -> tuple[int, int] | None:
    """Where the family name stands when it alone is in capitals: "GARCÍA LÓPEZ José", "Jean DUPONT"."""
    loud = [len(word) > 1 and word.isupper() and "." not in word for word in words]
    if not any(loud) or all(loud) or not any(any(letter.islower() for letter in word) for word in words):
        return None
    start = loud.index(True)
    if start == 0 and len(words[0]) == _TWO:
        return None  # "JP Morgan": initials
    end = next((index for index in range(start, len(words)) if not loud[index]), len(words))
    while start > 0 and _opens(words[start - 1]) and (start > 1 or end < len(words)):
        start -= 1
    if any(loud[end:]) or (start > 0 and end < len(words)):
        return None
    return start, end


def _family_at(words: list[str]) -> int:
    """Where the family name begins: before "of", at its particles ("van der"), else at the last word.

    A nickname behind the family name goes nowhere; one in the middle stays with the given name.
    """
    last = len(words) - 1
    while last > 0 and _NICKNAME.match(words[last]):
        last -= 1
    if "of" in words[1:last]:
        return words.index("of", 1) - 1
    for index in range(last):
        if _opens(words[index]):
            return index
    return max(last, 1) if last else 0


def _opens(word: str) -> bool:
    """Whether a family name may begin with this particle."""
    return fold(word) in _OPENING or word.casefold() in {"'t", "’t", "d'", "d’"}


def _whole(prefix: str, given: str, family: str, post: list[str]) -> Name:
    if not family:
        given, family = "", given
    return Name(prefix, given, family, " ".join(word.strip(",") for word in post))
