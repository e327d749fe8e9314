"""A file found by typing its path: what is in the folder so far, and what Tab completes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

TABLES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods")
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a folder, as it is offered."""

    path: Path
    is_folder: bool

    @property
    def label(self) -> str:
        """The name, a folder's with a slash."""
        return f"{self.path.name}/" if self.is_folder else self.path.name


def expanded(typed: str) -> Path:
    """The path that was typed, `~` being the user's own folder."""
    typed = typed.strip()
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # "~somebody" who does not exist
        return Path(typed)


def entries(typed: str) -> list[Entry]:
    """The folders and address lists that what was typed so far may become; none where nothing can be read."""
    folder, begun = _split(typed)
    found: list[Entry] = []
    try:
        with os.scandir(folder) as listed:
            for each in listed:
                if len(found) == _MOST:
                    break
                if not each.name.lower().startswith(begun.lower()) or _is_hidden(each.name, begun):
                    continue
                is_folder = each.is_dir()
                if is_folder or each.name.lower().endswith(TABLES):
                    found.append(Entry(folder / each.name, is_folder))
    except OSError:
        return []
    return sorted(found, key=lambda entry: (not entry.is_folder, entry.path.name.lower()))


def completed(typed: str) -> str:
    """What was typed, as far as everything that it may become agrees; a single folder gets its slash."""
    found = entries(typed)
    if not found:
        return typed
    _folder, begun = _split(typed)
    common = found[0].label if len(found) == 1 else _common([entry.path.name for entry in found])
    if len(common) < len(begun):  # names that differ in their case only
        return typed
    return typed[: len(typed) - len(begun)] + common


def shown(path: Path) -> str:
    """A path as it is typed most shortly."""
    home = str(Path.home())
    text = str(path)
    return f"~{text[len(home) :]}" if text == home or text.startswith(home + os.sep) else text


def _split(typed: str) -> tuple[Path, str]:
    """The folder, and the beginning of a name in it."""
    typed = typed.lstrip()
    head, slash, begun = typed.rpartition("/")
    if typed == "~":
        return Path.home(), ""
    return expanded(head + slash) if slash else Path(), begun


def _common(names: list[str]) -> str:
    """How all names begin. Of names in order, the first and the last differ the most."""
    first, last = min(names), max(names)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _is_hidden(name: str, begun: str) -> bool:
    return name.startswith(".") and not begun.startswith(".")
