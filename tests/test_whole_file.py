"""A file is written whole or not at all."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from paht_tui.whole_file import replace_file, written_beside

if TYPE_CHECKING:
    from pathlib import Path


def _folder(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.iterdir()}


def test_it_replaces_what_was_there_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"old")
    replace_file(path, "Γεώργιος".encode())
    assert _folder(tmp_path) == {"settings.toml": "Γεώργιος".encode()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_broken_off_before_it_was_moved_it_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    path.write_bytes(b"old")

    def break_off() -> None:
        with written_beside(path, b"new") as temporary:
            assert temporary.read_bytes() == b"new"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert _folder(tmp_path) == {"refused.csv": b"old"}


def test_a_folder_that_takes_none_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "absent" / "file", b"")
