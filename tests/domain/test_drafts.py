import pytest

from db.enums import Delivery
from db.store import Store
from db.tables import OutboxMessage
from paht_tui.domain.drafts import edit_draft
from paht_tui.domain.outbox import hold
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from tests.factories import hand_over, invite, prepare, rows, the_hague


async def a_draft(store: Store) -> int:
    """An invitation to The Hague, prepared; message 1 of the batch that comes back."""
    scene = await the_hague(store)
    return await prepare(store, scene, await invite(store, scene, "Adams"))


async def test_one_message_says_something_else_than_its_template_and_as_before_again(store: Store) -> None:
    await a_draft(store)
    (before,) = await rows(store, OutboxMessage, "subject", "text")
    words = {"subject": " Come, please ", "text": "Dear *Tom*, {{ name }}\n"}
    assert await store.write(edit_draft, message_id=1, **words)
    assert await rows(store, OutboxMessage, "subject", "text", "state") == [
        ("Come, please", "Dear *Tom*, {{ name }}\n", Delivery.PLANNED)
    ]
    assert (await store.write(undo_last)).summary == "Changed the message to Adams"
    assert await rows(store, OutboxMessage, "subject", "text") == [before]


async def test_what_is_held_can_be_changed_and_the_same_words_are_no_change(sqlite_store: Store) -> None:
    await a_draft(sqlite_store)
    await sqlite_store.write(hold, message_id=1)
    for changed in (True, False):
        assert await sqlite_store.write(edit_draft, message_id=1, subject="s", text="t") is changed


@pytest.mark.parametrize(("subject", "text"), [(" ", "t"), ("s", "\n")])
async def test_a_message_without_words_is_refused(sqlite_store: Store, subject: str, text: str) -> None:
    await a_draft(sqlite_store)
    with pytest.raises(UserError, match="A message needs a subject and a text"):
        await sqlite_store.write(edit_draft, message_id=1, subject=subject, text=text)


async def test_what_has_left_stays_as_it_left_whatever_is_undone(store: Store) -> None:
    batch = await a_draft(store)
    await store.write(edit_draft, message_id=1, subject="Come", text="Please")
    await hand_over(store, batch)
    with pytest.raises(UserError) as refused:
        await store.write(edit_draft, message_id=1, subject="Stay", text="Please")
    assert str(refused.value) == "The message to Adams is sent: its words stay as they are."
    with pytest.raises(UserError) as gone:
        await store.write(undo_last)
    assert str(gone.value) == (
        "“Changed the message to Adams” cannot be undone: what it recorded has gone further since."
    )
    assert await rows(store, OutboxMessage, "subject", "text") == [("Come", "Please")]
