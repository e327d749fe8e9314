import pytest

from db.queries.attachments import AttachmentRow, attachments, attachments_of_batch
from db.store import Store
from db.tables import Attachment, StoredFile
from paht_tui.domain.attachments import (
    LARGEST,
    NewFile,
    attach_to_batch,
    attach_to_message,
    attach_to_text,
    detach,
)
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import another, default_template, everything, hand_over, invite, prepare, rows, the_hague

PLAN = NewFile("programme.pdf", "application/pdf", b"%PDF-1.7 the programme")
MAP = NewFile("how to find us.png", "image/png", b"\x89PNG map")


async def a_batch(store: Store) -> int:
    scene = await the_hague(store)
    return await prepare(store, scene, await invite(store, scene, "Adams", "Brown"))


async def test_a_file_is_kept_once_and_undone_it_is_attached_no_longer(store: Store) -> None:
    batch = await a_batch(store)
    await store.write(attach_to_batch, batch_id=batch, file=PLAN)
    await store.write(attach_to_message, message_id=2, file=PLAN)
    assert await rows(store, StoredFile, "id", "media_type", "content") == [
        (1, "application/pdf", b"%PDF-1.7 the programme")
    ]
    assert await store.read(attachments_of_batch, batch_id=batch) == (
        AttachmentRow(1, 1, "programme.pdf", "application/pdf", 22, None, batch, None),
        AttachmentRow(2, 1, "programme.pdf", "application/pdf", 22, None, None, 2),
    )
    assert (await store.write(undo_last)).summary == "Attached programme.pdf to the message to Brown"
    assert (await store.write(detach, attachment_id=1)) == "programme.pdf"
    assert await rows(store, Attachment, "id") == []


async def test_a_file_that_goes_with_nothing_after_an_undo_is_not_kept(store: Store) -> None:
    batch = await a_batch(store)
    before = await everything(store)
    await store.write(attach_to_batch, batch_id=batch, file=PLAN)
    await store.write(attach_to_message, message_id=2, file=PLAN)
    for kept in ([1], []):
        await store.write(undo_last)
        assert await rows(store, StoredFile, "id") == kept
    assert await everything(store) == before


async def test_a_file_that_was_taken_off_is_kept_for_an_undo_of_that(store: Store) -> None:
    batch = await a_batch(store)
    first = await store.write(attach_to_batch, batch_id=batch, file=PLAN)
    before = await everything(store)
    await store.write(detach, attachment_id=first)
    async with another(store) as ben:
        await ben.write(attach_to_batch, batch_id=batch, file=PLAN)
        await ben.write(undo_last)
    await store.write(undo_last)
    assert await everything(store) == before
    await store.write(undo_last)
    assert await rows(store, StoredFile, "id") == []


async def test_what_is_attached_to_a_text_goes_with_each_message_that_is_made_from_it(store: Store) -> None:
    text = await default_template(store)
    await store.write(attach_to_text, template_id=text.id, file=PLAN)
    batch = await a_batch(store)
    await store.write(attach_to_text, template_id=text.id, file=MAP)
    found = await store.read(attachments_of_batch, batch_id=batch)
    assert [(row.outbox_id, row.file_name) for row in found] == [(1, "programme.pdf"), (2, "programme.pdf")]
    kept = await store.read(attachments, template_ids=(text.id,))
    assert [row.file_name for row in kept] == ["programme.pdf", "how to find us.png"]
    for _ in range(2):
        await store.write(undo_last)
    assert await rows(store, Attachment, "file_name") == ["programme.pdf"]


async def test_with_a_message_that_has_left_nothing_else_goes(sqlite_store: Store) -> None:
    batch = await a_batch(sqlite_store)
    number = await sqlite_store.write(attach_to_message, message_id=1, file=PLAN)
    await hand_over(sqlite_store, batch)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(attach_to_message, message_id=1, file=MAP)
    assert str(refused.value) == "The message to Adams is sent: what goes with it stays."
    with pytest.raises(UserError, match="what goes with it stays"):
        await sqlite_store.write(detach, attachment_id=number)


async def test_what_servers_would_refuse_is_refused_before_anything_is_sent(sqlite_store: Store) -> None:
    batch = await a_batch(sqlite_store)
    half = NewFile("half.pdf", "application/pdf", b"x" * (LARGEST // 2))
    await sqlite_store.write(attach_to_message, message_id=1, file=half)
    await sqlite_store.write(attach_to_batch, batch_id=batch, file=half)
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(attach_to_batch, batch_id=batch, file=PLAN)
    assert str(refused.value) == (
        "With programme.pdf a message would carry 7.0 MB of files, and many servers refuse more than 7 MB:"
        " send a link instead, or a smaller file."
    )
    with pytest.raises(UserError, match=r"empty\.txt is empty"):
        await sqlite_store.write(
            attach_to_batch, batch_id=batch, file=NewFile("empty.txt", "text/plain", b"")
        )


async def test_what_is_not_attached_cannot_be_taken_off(sqlite_store: Store) -> None:
    with pytest.raises(UserError, match="This file is no longer attached"):
        await sqlite_store.write(detach, attachment_id=7)
