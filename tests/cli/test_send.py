import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
import time_machine

from paht_tui.cli import sending
from paht_tui.mail.errors import MailError
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.message import Outcome
from paht_tui.mail.preview import preview
from tests.cli.conftest import SENDER, Paht
from tests.conftest import NOON
from tests.servers import Cut, MailServer, free_port

SUBJECT = "Invitation: Good practice exchange, Thursday, 26 January 2012"
SENTENCE = "4 invitations to Good practice exchange from PAHT <paht@htf.example>"


def dump(folder: Path) -> list[str]:
    """Everything that stands in the database."""
    with closing(sqlite3.connect(folder / "paht.db")) as connection:
        return list(connection.iterdump())


def delivered(paht: Paht) -> dict[str, str]:
    """Where the newest message to each person is."""
    rows = paht("messages", "--json").json
    return {row["name"]: row["state"] for row in reversed(rows)}


@contextmanager
def serving(settings: Path) -> Iterator[MailServer]:
    with MailServer() as server:
        settings.write_text(
            f'{SENDER}[smtp]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n', encoding="utf-8"
        )
        yield server


def test_a_dry_run_writes_and_sends_nothing(the_hague: Paht, tmp_path: Path) -> None:
    before = dump(tmp_path)
    said = the_hague("send", "hague", "--dry-run")
    assert said.out == (
        f"Max Beispiel <max@bundestag.example>: {SUBJECT}\n"
        f"Anna Lo <lo@mla.example>: {SUBJECT}\n"
        f"Lord Ian McColl <mccoll@lords.example>: {SUBJECT}\n"
        f"Ewa Żółć <ewa@ngo.example>: {SUBJECT}\n"
        f"Would send: {SENTENCE} into the folder {tmp_path}/outgoing."
        " Nothing was written, nothing was sent.\n"
    )
    assert dump(tmp_path) == before
    assert not (tmp_path / "outgoing").exists()


def test_nobody_gets_it_twice(the_hague: Paht, tmp_path: Path) -> None:
    assert the_hague("send", "hague", "--yes").out == (f"4 sent.\nThe messages lie in {tmp_path}/outgoing.\n")
    again = the_hague("send", "hague", "--yes")
    assert again.out == "4 have it already, or prepared for them.\nNothing is to be sent.\n"
    receivers = [
        message_from_bytes(path.read_bytes(), policy=default)["To"].addresses[0].addr_spec
        for path in sorted((tmp_path / "outgoing").iterdir())
    ]
    assert receivers == ["max@bundestag.example", "lo@mla.example", "mccoll@lords.example", "ewa@ngo.example"]


def test_who_came_onto_the_list_later_gets_it_alone(the_hague: Paht, tmp_path: Path) -> None:
    the_hague("send", "hague", "--yes")
    (tmp_path / "more.csv").write_text("Name;E-mail\nEva Nova;eva@x.example\nNo Mail;\n", encoding="utf-8")
    the_hague("import", "more.csv", "--meeting=hague")
    said = the_hague("send", "hague", "--yes")
    assert said.out == (
        "Left out: No Mail has no e-mail address that works.\n"
        "4 have it already, or prepared for them.\n"
        f"1 sent.\nThe messages lie in {tmp_path}/outgoing.\n"
    )


def test_without_a_terminal_nothing_leaves_unconfirmed(the_hague: Paht, tmp_path: Path) -> None:
    before = dump(tmp_path)
    assert the_hague("send", "hague", code=1).err == (
        "paht: Nothing was sent: there is no terminal to confirm it at. Say --yes, or --dry-run to look.\n"
    )
    assert dump(tmp_path) == before


def test_without_a_sender_nothing_is_planned(the_hague: Paht, settings: Path) -> None:
    settings.unlink()
    assert the_hague("send", "hague", "--yes", code=1).err == (
        "paht: Nobody is named as the sender yet: put name and address into [sender] of the settings.\n"
    )


def test_a_filter_and_a_session(the_hague: Paht) -> None:
    the_hague("send", "hague", "--yes", "--filter=country:gb", "--filter=-lords", "--session=reception")
    assert delivered(the_hague) == {"Anna Lo": "sent"}
    # The invitation to the reception is another one than that to the meeting.
    the_hague("send", "hague", "--yes", "--filter=lo -lords")
    assert [row["name"] for row in the_hague("messages", "--json").json] == ["Anna Lo", "Anna Lo"]


def test_a_reminder_goes_to_those_who_have_not_answered(the_hague: Paht) -> None:
    the_hague("answer", "mccoll", "--meeting=hague", "declined")
    said = the_hague("send", "hague", "--template=reminder", "--yes")
    assert said.out.startswith("Left out: Lord Ian McColl has answered (declined).\n3 sent.\n")
    assert the_hague("send", "hague", "--template=reminder", "--yes").out.endswith("Nothing is to be sent.\n")


def test_what_is_not_sent_by_mail(the_hague: Paht) -> None:
    assert the_hague("send", "hague", "--template=invitation letter", "--yes", code=1).err == (
        "paht: “invitation letter” is a letter: see `paht letters --help`.\n"
    )
    assert the_hague("send", "hague", "--template=welcome", "--yes", code=1).err == (
        "paht: There is no template “welcome”. There are: invitation, invitation letter,"
        " invitation with reply links, reminder, update, cancellation, confirmation, travel details, thanks,"
        " regrets.\n"
    )
    assert the_hague("send", "hague", "--batch=7", "--yes", code=1).err == (
        "paht: There is no batch number 7.\n"
    )


def test_what_a_server_refuses_is_counted(the_hague: Paht, settings: Path) -> None:
    with serving(settings) as server:
        server.script.recipients["lo@mla.example"] = ["550 5.1.1 no \x1b[31msuch user"]
        server.script.recipients["mccoll@lords.example"] = ["450 4.2.1 later"]
        server.script.cuts = [None, Cut.AFTER_DOT]
        said = the_hague("send", "hague", "--yes", code=3)
        assert said.out == (
            "Anna Lo <lo@mla.example>: failed, 550 5.1.1 no [31msuch user\n"
            "Lord Ian McColl <mccoll@lords.example>: deferred, 450 4.2.1 later\n"
            "Ewa Żółć <ewa@ngo.example>: in doubt,"
            " Transmitted, but no answer came: closed by the server\n"
            "1 sent, 1 failed, 1 in doubt, 1 left waiting.\n"
            "Go on with: paht send the-hague\n"
        )
        assert said.err.endswith(
            "Batch 1: 1 waits until 12:05 (Amsterdam time, 16 Jan): the server has put them off.\n"
        )
        # A later run takes up what is due. What failed and what is in doubt is left to a person.
        assert the_hague("send", "--due").out == "0 sent, 1 left waiting.\nGo on with: paht send --due\n"
        with time_machine.travel(NOON + timedelta(minutes=5), tick=False):
            assert the_hague("send", "--due").out == "1 sent.\n"
            assert the_hague("send", "--due").out == "Nothing is due.\n"
        assert [each.recipients[0] for each in server.received] == [
            "max@bundestag.example",
            "ewa@ngo.example",
            "mccoll@lords.example",
        ]


def test_a_server_that_is_not_there(the_hague: Paht, settings: Path) -> None:
    port = free_port()
    settings.write_text(
        f'{SENDER}[smtp]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n', encoding="utf-8"
    )
    said = the_hague("send", "hague", "--yes", code=4)
    assert said.out == "0 sent, 4 left waiting.\nGo on with: paht send the-hague\n"
    assert said.err == (f"paht: Nothing answers at 127.0.0.1:{port}: check smtp.host and smtp.port.\n")
    with serving(settings) as server:
        said = the_hague("send", "hague", "--dry-run")
        assert said.out.endswith(
            f"Would send: {SENTENCE} by server 127.0.0.1. Nothing was written, nothing was sent.\n"
        )
        assert the_hague("send", "hague", "--yes").out.endswith("4 sent.\n")
        assert len(server.received) == 4


class Interrupted(FolderSender):
    """Ctrl-C is pressed while the second message is handed over."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        outcome = await super().hand_over(raw, sender=sender, recipient=recipient)
        if outcome.reply.rpartition("/")[2].startswith("0002-"):
            os.kill(os.getpid(), signal.SIGINT)
        return outcome


def test_ctrl_c_stops_between_two_messages(
    the_hague: Paht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sending, "make_post", lambda *_: Interrupted(tmp_path / "outgoing"))
        said = the_hague("send", "hague", "--yes", code=130)
    assert said.out == (
        f"2 sent, 2 left waiting.\nThe messages lie in {tmp_path}/outgoing.\n"
        "Go on with: paht send the-hague\n"
    )
    assert said.err == "paht: stopped.\n"
    assert delivered(the_hague) == {
        "Max Beispiel": "sent",
        "Anna Lo": "sent",
        "Lord Ian McColl": "queued",
        "Ewa Żółć": "queued",
    }
    # A filter means these people only: what waits is then mentioned, not sent.
    said = the_hague("send", "hague", "--filter=country:de", "--yes")
    assert said.out == (
        "1 has it already, or prepared for them.\n"
        "Batch 1 of 16 Jan 2012 was stopped: 2 wait. Go on with: paht send the-hague --batch 1\n"
        "Nothing is to be sent.\n"
    )
    assert the_hague("send", "hague", "--batch=1", "--yes").out.startswith("2 sent.\n")
    assert set(delivered(the_hague).values()) == {"sent"}
    assert len(list((tmp_path / "outgoing").iterdir())) == 4


class Gone(FolderSender):
    """The disk is full after the first message."""

    async def hand_over(self, raw: bytes, *, sender: str, recipient: str) -> Outcome:
        if list(self._folder.iterdir()):
            raise MailError("The outgoing folder takes no messages.")
        return await super().hand_over(raw, sender=sender, recipient=recipient)


def test_a_way_that_closes_in_the_middle(
    the_hague: Paht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sending, "make_post", lambda *_: Gone(tmp_path / "outgoing"))
        said = the_hague("send", "hague", "--yes", code=4)
    assert said.out.startswith("1 sent, 3 left waiting.\n")
    assert said.err == "paht: The outgoing folder takes no messages.\n"
    assert the_hague("send", "hague", "--yes").out.startswith(
        "4 have it already, or prepared for them.\n"
        "Batch 1 of 16 Jan 2012 was stopped: 3 wait, to be sent first.\n3 sent.\n"
    )


def test_a_sender_that_has_changed_since(the_hague: Paht, settings: Path) -> None:
    settings.write_text(f'{SENDER}[smtp]\nhost = "127.0.0.1"\nport = {free_port()}\nsecurity = "none"\n')
    the_hague("send", "hague", "--yes", code=4)
    settings.write_text('[sender]\nname = "Other"\naddress = "other@htf.example"\n')
    assert the_hague("send", "hague", "--yes", code=1).err == (
        "paht: This batch was prepared in the name of paht@htf.example, and the settings now say"
        " other@htf.example: prepare it anew.\n"
    )


def test_a_file_goes_with_each_message_and_stands_in_the_sentence(the_hague: Paht, tmp_path: Path) -> None:
    plan = tmp_path / "programme.pdf"
    plan.write_bytes(b"%PDF-1.7 the programme")
    said = the_hague("send", "hague", f"--attach={plan}", "--filter=lo -lords", "--dry-run")
    assert ", with programme.pdf (0.0 MB). Nothing was written, nothing was sent.\n" in said.out
    the_hague("send", "hague", f"--attach={plan}", "--filter=lo -lords", "--yes")
    (left,) = tmp_path.rglob("*.eml")
    assert preview(left.read_bytes()).attachments == ("invite.ics", "programme.pdf")


def test_a_file_that_cannot_be_read_stops_the_run_before_anything_is_written(
    the_hague: Paht, tmp_path: Path
) -> None:
    missing = tmp_path / "nothing.pdf"
    said = the_hague("send", "hague", f"--attach={missing}", "--yes", code=1)
    assert said.err == f"paht: {missing} cannot be read (No such file or directory): name another file.\n"
    assert the_hague("messages", "--json").json == []


def test_a_batch_that_was_stopped_by_hand_is_not_gone_on_with_by_cron(
    the_hague: Paht, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sending, "make_post", lambda *_: Interrupted(tmp_path / "outgoing"))
        the_hague("send", "hague", "--yes", code=130)
    assert the_hague("send", "--due").out == "Nothing is due.\n"


def test_too_many_refusals_in_a_row_pause_the_batch(the_hague: Paht, settings: Path, tmp_path: Path) -> None:
    more = "".join(f"Person {number};p{number}@x.example\n" for number in range(3))
    (tmp_path / "more.csv").write_text(f"Name;E-mail\n{more}", encoding="utf-8")
    the_hague("import", "more.csv", "--meeting=hague")
    with serving(settings) as server:
        server.script.mail = ["550 5.7.1 not your address"] * 9
        said = the_hague("send", "hague", "--yes", code=3)
        assert said.err == "Batch 1: Paused: 5 messages in a row did not leave.\n"
        assert said.out.endswith("0 sent, 5 failed, 2 left waiting.\nGo on with: paht send the-hague\n")
        assert the_hague("send", "--due").out == "Nothing is due.\n"


def test_a_meeting_is_named_or_what_is_due_is_meant(the_hague: Paht) -> None:
    assert the_hague("send", code=1).err == (
        "paht: Say to which meeting, or --due: what is due of every released batch.\n"
    )
