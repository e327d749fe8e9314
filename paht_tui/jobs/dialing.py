"""Handing a number to the program that dials it. No shell reads the command; the number is digits only."""

import asyncio
import re
import shlex
import subprocess
import threading
from collections.abc import Sequence

from paht_tui.errors import UserError

_EXTENSION = re.compile(r"(?i)(?<=\d)\s*(?:ext|x|#|;).*$")
_TRUNK = re.compile(r"\(0\)")  # "+44 (0)20": dialled within the country only


def dial_words(command: str, number: str) -> list[str]:
    """The program and its arguments for a number; `{number}` in the command stands for it.

    A number is what remains of it in digits behind an optional +, so that it can never be an option.

    Raises:
        UserError: the setting is empty or not a command, or there is nothing to dial in the number.
    """
    if not command.strip():
        raise UserError(
            "No program that dials is set: write dial_command under [calling] in the settings, such as"
            " “xdg-open tel:{number}”."
        )
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UserError(f"dial_command “{command}” is not a command: {error}.") from error
    if not any("{number}" in word for word in words[1:]):
        raise UserError(f"dial_command “{command}” does not say where the {{number}} goes.")
    digits = dialled(number)
    return [words[0], *(word.replace("{number}", digits) for word in words[1:])]


def dialled(number: str) -> str:
    """What is dialled of a number as it is written: `+49 (0)30 123-45` is `+493012345`.

    Raises:
        UserError: there are no digits in it.
    """
    bare = _EXTENSION.sub("", number.strip())
    abroad = bare.startswith("+")
    digits = "".join(sign for sign in (_TRUNK.sub("", bare) if abroad else bare) if sign in "0123456789")
    if not digits:
        raise UserError(f"There is nothing to dial in “{number}”.")
    return f"+{digits}" if abroad else digits


async def dial(command: str, number: str) -> None:
    """Start the program that dials, and do not wait for it.

    Raises:
        UserError: it is not set, or cannot be started.
    """
    words = dial_words(command, number)
    try:
        await asyncio.to_thread(_start, words)
    except OSError as error:
        raise UserError(f"{words[0]} cannot be started: {error.strerror}. See dial_command.") from error


def _start(words: Sequence[str]) -> None:
    """It is a program of its own: it goes on when ours ends, and somebody has to take note of its end."""
    started = subprocess.Popen(  # noqa: S603 - the user's own command, and a number in digits
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    threading.Thread(target=started.wait, name="paht-dial", daemon=True).start()
