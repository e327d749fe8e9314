import errno
import os
from pathlib import Path

import pytest

from paht_tui.errors import UserError
from paht_tui.mail.errors import MailError
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.message import Handover, Outcome

ONE = b"Message-ID: <1@paht.example>\r\n\r\none\r\n"
TWO = b"Message-ID: <2@paht.example>\r\n\r\ntwo\r\n"


async def keep(folder: Path, *messages: tuple[bytes, str]) -> list[Outcome]:
    async with FolderSender(folder) as sender:
        return [await sender.hand_over(raw, sender="anna@paht.example", recipient=to) for raw, to in messages]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


async def test_each_message_is_one_private_file_in_order(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet" / "there"
    outcomes = await keep(folder, (ONE, "bob@mp.example"), (TWO, "eve+x@mp.example"))
    first, second = files(folder)
    assert files(folder) == {first: ONE, second: TWO}
    assert (first[:20], second[:22]) == ("0001-bob@mp.example-", "0002-eve+x@mp.example-")
    assert outcomes == [
        Outcome(Handover.ACCEPTED, 250, str(folder / first)),
        Outcome(Handover.ACCEPTED, 250, str(folder / second)),
    ]
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


async def test_a_folder_whose_name_is_no_text_is_named_without_those_bytes(tmp_path: Path) -> None:
    (outcome,) = await keep(tmp_path / os.fsdecode(b"Z\xfcrich"), (ONE, "bob@mp.example"))
    assert Path(outcome.reply).parent == tmp_path / "Zrich"


async def test_the_same_message_again_is_the_same_file_and_another_one_a_new_file(tmp_path: Path) -> None:
    before = await keep(tmp_path, (ONE, "bob@mp.example"))
    again = await keep(tmp_path, (ONE, "bob@mp.example"), (TWO, "bob@mp.example"))
    assert before[0] == again[0]
    assert list(files(tmp_path).values()) == [ONE, TWO]


async def test_a_recipient_cannot_leave_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "outgoing"
    await keep(
        folder,
        (ONE, "a'/a/a/$HOME/`x`|y@mp.example"),
        (ONE, "{/etc/passwd}@mp.example"),
    )
    assert os.listdir(tmp_path) == ["outgoing"]  # noqa: PTH208
    assert [name.rpartition("-")[0] for name in files(folder)] == [
        "0001-a_a_a_HOME_x_y@mp.example",
        "0002-_etc_passwd_@mp.example",
    ]


async def test_no_address_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The recipient address"):
        await keep(tmp_path, (ONE, "../x"))
    assert files(tmp_path) == {}


async def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MailError) as refused:
        await keep(tmp_path, (ONE, "bob@mp.example"))
    assert str(refused.value) == (
        f"The outgoing folder {tmp_path} takes no messages (No space left on device):"
        " make room, give yourself the right to write there, or name another folder."
    )
    assert files(tmp_path) == {}


async def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "outgoing").write_text("x")
    with pytest.raises(MailError, match=r"takes no messages \(File exists\)"):
        await keep(tmp_path / "outgoing", (ONE, "bob@mp.example"))
