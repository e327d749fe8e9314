"""A text goes to a real program, run on a real file, and comes back; what cannot come back is not lost."""

from __future__ import annotations

import stat
import sys
import tempfile
from pathlib import Path

import pytest

from paht_tui.errors import UserError
from paht_tui.jobs.outside_editor import Words, edit, editor_command

GAVE_UP = f"The editor “{sys.executable}” gave up (exit code {{}}). The text is as it was."
BEFORE = Words("Invitation: {{ meeting }}", "{{ salutation }},\n\nplease come.\n")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made, to be looked into afterwards."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def editor(does: str) -> list[str]:
    """A program that does this with the file `file`, as an editor would."""
    lines = "import os, pathlib, sys; file = pathlib.Path(sys.argv[1])"
    return [sys.executable, "-c", f"{lines}\n{does}"]


def wrote(content: bytes) -> list[str]:
    return editor(f"file.write_bytes({content!r})")


def test_the_editor_has_the_subject_in_a_head_and_the_text_below(scratch: Path) -> None:
    told = scratch / "told"
    before = edit(editor(f"pathlib.Path({str(told)!r}).write_text(file.read_text())"), BEFORE)
    assert told.read_text(encoding="utf-8") == (
        "Subject: Invitation: {{ meeting }}\n\n{{ salutation }},\n\nplease come.\n"
    )
    assert before == Words(BEFORE.subject, BEFORE.body.rstrip())


def test_nobody_else_can_read_the_file_and_it_is_gone_afterwards(scratch: Path) -> None:
    modes = scratch / "modes"
    kept = (
        f"pathlib.Path({str(modes)!r}).write_text(f'{{file.stat().st_mode}} {{file.parent.stat().st_mode}}')"
    )
    _ = edit(editor(kept), BEFORE)
    file, folder = (stat.S_IMODE(int(mode)) for mode in modes.read_text(encoding="utf-8").split())
    assert (file, folder) == (0o600, 0o700)
    assert list(scratch.iterdir()) == [modes]


@pytest.mark.parametrize(
    ("content", "after"),
    [
        ("Subject: Πρόσκληση\n\nΑξιότιμη κυρία\n\n".encode(), Words("Πρόσκληση", "Αξιότιμη κυρία")),
        (b"\xef\xbb\xbfsubject:Come\r\n\r\nDear all,\r\n\r\ncome.\r\n", Words("Come", "Dear all,\n\ncome.")),
        (b"Dear all,\ncome.\n", Words(BEFORE.subject, "Dear all,\ncome.")),
        (b"Subject:\n\nDear all\n", Words(BEFORE.subject, "Dear all")),
        (b"Subject: a\x1b[31m\tb\n\nred\x1b[0m\n", Words("a[31m b", "red[0m")),
    ],
    ids=["other script", "from Windows", "head deleted", "subject deleted", "controls"],
)
def test_what_stands_there_comes_back(content: bytes, after: Words) -> None:
    assert edit(wrote(content), BEFORE) == after


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("file.write_bytes(b'')", "The editor left no text. The text is as it was."),
        (
            "file.unlink()",
            "The file of the editor is lost: No such file or directory. The text is as it was.",
        ),
        (
            "sys.exit(3)",
            GAVE_UP.format(3),
        ),
    ],
)
def test_an_editor_that_leaves_nothing_changes_nothing(scratch: Path, does: str, sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        edit(editor(does), BEFORE)
    assert str(raised.value) == sentence
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        (
            "file.write_bytes('Grüße'.encode('latin-1'))",
            "The editor left a file that is not in UTF-8. The text is as it was. What you typed lies in ",
        ),
        (
            "file.write_text('half a'); sys.exit(1)",
            GAVE_UP.format(1) + " What you typed lies in ",
        ),
    ],
)
def test_what_was_typed_and_cannot_be_taken_over_stays_in_its_file(does: str, sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        edit(editor(does), BEFORE)
    said, _, file = str(raised.value).rpartition("lies in ")
    assert f"{said}lies in " == sentence
    assert Path(file.removesuffix(".")).read_bytes() in {"Grüße".encode("latin-1"), b"half a"}


def test_an_editor_that_is_not_there_is_named(scratch: Path) -> None:
    with pytest.raises(UserError) as raised:
        edit(["no-such-editor", "-w"], BEFORE)
    assert str(raised.value) == (
        "The editor “no-such-editor” cannot be started: No such file or directory. The text is as it was."
    )
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "nano"}, ["code", "--wait"]),
        ({"VISUAL": " ", "EDITOR": "'/opt/my editor/ed' -n"}, ["/opt/my editor/ed", "-n"]),
        ({"EDITOR": "nano; rm -r /"}, ["nano;", "rm", "-r", "/"]),
    ],
)
def test_visual_comes_before_editor_and_no_shell_reads_it(
    environ: dict[str, str], command: list[str]
) -> None:
    assert editor_command(environ) == command


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({}, "No editor is set: put its name into the environment variable EDITOR, such as “nano”."),
        ({"EDITOR": "nano 'x"}, "EDITOR “nano 'x” is not a command: No closing quotation."),
    ],
)
def test_without_an_editor_it_is_said_where_to_set_one(environ: dict[str, str], sentence: str) -> None:
    with pytest.raises(UserError) as raised:
        editor_command(environ)
    assert str(raised.value) == sentence
