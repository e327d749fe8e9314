"""Single fields of the settings file are changed, and nothing else in it."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from paht_tui.errors import UserError
from paht_tui.settings import MailboxSettings, SendingSettings, ServerSettings
from paht_tui.settings_file import Fields, change_settings

WRITTEN = """\
# Who writes
[sender]
address = "anna@paht.example"  # a mailbox that is read

[smtp]
host = "mail.paht.example"
# as the provider wants it
user = "anna"

[keys]
call = "C"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "settings.toml"
    written.write_text(WRITTEN, encoding="utf-8")
    return written


def changed(path: Path, fields: Fields) -> str:
    change_settings(path, fields)
    return path.read_text(encoding="utf-8")


def test_a_field_is_changed_and_all_else_stands_as_it_was(path: Path) -> None:
    assert changed(path, {("smtp", "user"): "bob", ("sender", "address"): "bob@paht.example"}) == (
        WRITTEN.replace('"anna"', '"bob"').replace("anna@", "bob@")
    )


def test_a_section_that_was_not_there_comes_last(path: Path) -> None:
    settings = change_settings(
        path,
        {
            ("sending", "per_minute"): 30,
            ("sending", "window"): "",
            ("imap", "host"): "imap.paht.example",
            ("imap", "copy_sent"): False,
        },
    )
    assert (settings.sending, settings.imap) == (
        SendingSettings(per_minute=30),
        MailboxSettings("imap.paht.example", copy_sent=False),
    )
    assert path.read_text(encoding="utf-8") == (
        f'{WRITTEN}\n[sending]\nper_minute = 30\n\n[imap]\nhost = "imap.paht.example"\ncopy_sent = false\n'
    )


def test_what_goes_without_saying_is_not_written_unless_it_stands_there_already(path: Path) -> None:
    plain: Fields = {("smtp", "port"): 587, ("imap", "copy_sent"): True, ("screen", "theme"): "dark"}
    assert changed(path, plain) == WRITTEN
    assert "port = 465\n" in changed(path, {("smtp", "port"): 465})
    assert "port = 587\n" in changed(path, plain)


def test_a_section_without_fields_goes(path: Path) -> None:
    settings = change_settings(path, {("smtp", name): None for name in ServerSettings.__struct_fields__})
    assert settings.smtp is None
    assert "[smtp]" not in path.read_text(encoding="utf-8")


def test_what_would_be_wrong_is_not_written(path: Path) -> None:
    with pytest.raises(UserError, match=r"Expected `int` <= 65535 - at `\$.smtp.port`"):
        change_settings(path, {("smtp", "port"): 70_000})
    assert path.read_text(encoding="utf-8") == WRITTEN


@contextmanager
def no_room() -> Iterator[None]:
    """No file of this process can be longer than a few bytes: as on a full disk, writing fails half-way."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room_leaves_the_old_settings_and_says_so(path: Path) -> None:
    with no_room(), pytest.raises(UserError) as refused:
        change_settings(path, {("smtp", "user"): "bob"})
    assert str(refused.value) == (
        f"The settings in {path} cannot be changed: File too large. They are as they were."
    )
    assert {file.name: file.read_text(encoding="utf-8") for file in path.parent.iterdir()} == {
        "settings.toml": WRITTEN
    }
