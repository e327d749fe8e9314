"""A text in the user's own editor, and back. Nothing that was typed there is thrown away unread.

No shell reads the command. The file lies in a folder that only the user can open, and is deleted afterwards.
"""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Final

from paht_tui.errors import UserError
from paht_tui.mail.text import lines, one_line

_VARIABLES: Final = ("VISUAL", "EDITOR")
_SUBJECT: Final = "Subject:"


@dataclass(frozen=True, slots=True)
class Words:
    """What is edited: a subject in one line, and a text."""

    subject: str
    body: str


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The program and its arguments that the environment names: VISUAL, else EDITOR.

    Raises:
        UserError: neither is set, or what is set is not a command.
    """
    for name in _VARIABLES:
        if command := environ.get(name, "").strip():
            try:
                return shlex.split(command)
            except ValueError as error:
                raise UserError(f"{name} “{command}” is not a command: {error}.") from error
    raise UserError("No editor is set: put its name into the environment variable EDITOR, such as “nano”.")


def edit(command: Sequence[str], words: Words) -> Words:
    """Run the editor on a file with these words, wait for its end, and read what stands there then.

    Raises:
        UserError: it could not be started, gave up, or left nothing that can be read. What was typed and
            cannot be taken over stays in its file, which the sentence names.
    """
    folder = Path(tempfile.mkdtemp(prefix="paht-"))  # readable by its owner only, as is what lies in it
    file, before = folder / "text.md", _written(words)
    kept = False
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
            _ = opened.write(before)
        _run(command, file)
        return _read(file.read_bytes(), words)
    except (UserError, OSError) as problem:
        kept = _holds_more(file, before)
        where = f" What you typed lies in {file}." if kept else ""
        raise UserError(f"{_sentence(problem)} The text is as it was.{where}") from problem
    finally:
        if not kept:
            rmtree(folder, ignore_errors=True)


def _written(words: Words) -> bytes:
    return f"{_SUBJECT} {one_line(words.subject)}\n\n{words.body.rstrip()}\n".encode()


def _run(command: Sequence[str], file: Path) -> None:
    try:
        ended = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - the user's own command
    except OSError as error:
        raise UserError(f"The editor “{command[0]}” cannot be started: {error.strerror}.") from error
    if ended.returncode:
        raise UserError(f"The editor “{command[0]}” gave up (exit code {ended.returncode}).")


def _read(content: bytes, words: Words) -> Words:
    """The words in the file; a subject that is no longer there stays what it was."""
    try:
        text = lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError("The editor left a file that is not in UTF-8.") from error
    head, _, rest = text.partition("\n")
    has_head = head.lower().startswith(_SUBJECT.lower())
    subject = one_line(head[len(_SUBJECT) :]) if has_head else ""
    body = rest if has_head else text
    if not body.strip():
        raise UserError("The editor left no text.")
    return Words(subject or words.subject, body.lstrip("\n").rstrip())


def _holds_more(file: Path, before: bytes) -> bool:
    """Whether something stands in the file that is nowhere else."""
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return content != before and bool(content.strip())


def _sentence(problem: Exception) -> str:
    return (
        f"The file of the editor is lost: {problem.strerror}."
        if isinstance(problem, OSError)
        else str(problem)
    )
