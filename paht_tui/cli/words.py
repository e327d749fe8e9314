"""The words of the command line: what may stand where, and a sentence that helps where a wrong one stands.

The standard library only: `paht --help` loads neither the database nor the screen.
"""

import argparse
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from paht_tui.cli.output import clean

WordT = TypeVar("WordT", bound=StrEnum)

USAGE = 2
_EXCLUDES = re.compile(r"-\w{2,}")
# A private letter stands for the "-" of "-answer:none" and "-lords", which are no options of ours: those have
# two dashes, or one letter.
_HIDDEN = "\ue000"
# What Python makes of bytes that are no letters: a file may be called so, and nothing else.
_NO_LETTER = re.compile("[\ud800-\udfff]")
_PATHS = {"db", "file", "folder", "output"}
_TEXT_FIELD = re.compile(r'-?(org|email|language):[^":]*\s[^":]*')


class Parser(argparse.ArgumentParser):
    """A parser that explains itself in a sentence, and takes `-answer:none` for the filter word it is."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """What the words mean; a mistake ends the program with exit code 2."""
        hidden = [_HIDDEN + word[1:] if _EXCLUDES.match(word) else word for word in words]
        found = self.parse_args(hidden)
        for name, value in vars(found).items():
            if name not in _PATHS:
                self._check_letters(value)
            setattr(found, name, _shown(value))
        return found

    def _check_letters(self, value: Any) -> None:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and _NO_LETTER.search(text):
                self.error(f"“{text}” has bytes in it that are no letters in UTF-8")

    def error(self, message: str) -> NoReturn:
        """End the program: what is wrong, and where help is."""
        self.exit(USAGE, f"paht: {clean(_shown(message))}\nSee: {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is not None and value not in action.choices:
            what = "a command" if isinstance(action, argparse._SubParsersAction) else "one of them"  # noqa: SLF001 - argparse names it nowhere else
            raise argparse.ArgumentError(action, not_one_of(str(value), action.choices, what))


def not_one_of(word: str, known: Iterable[str], what: str = "one of them") -> str:
    """The sentence for a word that is none of those that may stand there."""
    known = list(known)
    near = difflib.get_close_matches(word, known, n=1)
    guess = f" Did you mean {near[0]}?" if near else ""
    return f"“{word}” is not {what}.{guess} There are: {', '.join(known)}."


def one_of(words: type[WordT], *, without: Iterable[WordT] = ()) -> Callable[[str], WordT]:
    """A type of argument: a value of an enum, in large or small letters, with `-` or `_`."""
    known = [word for word in words if word not in set(without)]

    def read(text: str) -> WordT:
        plain = text.strip().lower().replace("-", "_").replace(" ", "_")
        if plain not in known:
            raise argparse.ArgumentTypeError(not_one_of(text, known))
        return words(plain)

    return read


def number(text: str) -> int:
    """A type of argument: a number from 1, no longer than a database holds."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 to 999999999.")
    return int(text)


def moment(text: str) -> datetime:
    """A type of argument: a day with a time, or its morning at nine; naive where no offset is named."""
    return _time(text, of_a_day=" 09:00")


def day_and_time(text: str) -> datetime:
    """A type of argument: a day and a time; naive where no offset is named."""
    return _time(text, of_a_day=" without a time")


def read_time(text: str) -> datetime:
    """A time in ISO's form.

    Raises:
        ValueError: it is none, or stands at an end of the calendar, where another zone has no such day.
    """
    found = datetime.fromisoformat(text)
    if not MINYEAR < found.year < MAXYEAR:
        raise ValueError(f"no use of the year {found.year}")
    return found


def _time(text: str, *, of_a_day: str) -> datetime:
    try:
        return read_time(text.strip() + ("" if ":" in text else of_a_day))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a time: write one such as “2012-01-26 09:30”."
        ) from error


def filter_text(words: Iterable[str]) -> str:
    """The words of a filter as one text; `org:la strada`, which the shell has unquoted, is quoted again."""
    return " ".join(
        word.replace(":", ':"', 1) + '"' if _TEXT_FIELD.fullmatch(word) else word for word in words
    )


def _shown(value: Any) -> Any:
    if isinstance(value, list):
        return [_shown(each) for each in value]
    return value.replace(_HIDDEN, "-") if isinstance(value, str) and _HIDDEN in value else value
