"""A text that is being written is shown by the functions that send it, whatever the record holds of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from db.enums import Channel, MessageKind
from db.queries.templates import TemplateRow
from paht_tui.domain.contact_details import edit_contact
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import plan_batch, write_batch
from paht_tui.jobs.previewing import LetterPreview, message_as_seen
from paht_tui.jobs.rehearsing import as_seen, rehearse
from paht_tui.mail.preview import MessagePreview
from paht_tui.settings import SenderSettings
from tests.factories import SENDER, default_template, invite, the_hague

if TYPE_CHECKING:
    from db.store import Store

TEXT = TemplateRow(
    id=0,
    name="mine",
    kind=MessageKind.INVITATION,
    channel=Channel.EMAIL,
    language="en",
    subject="Come, {{ name }}",
    body="{{ salutation }},\n\n**come** on {{ day }}.\n",
)


async def _shown(store: Store, meeting: int, text: TemplateRow, number: int = 0) -> tuple[str, str, str]:
    """Subject, words and hindrance."""
    rehearsal = await rehearse(store, meeting_id=meeting, text=text, sender=SENDER)
    seen, hindrance = await as_seen(store, rehearsal, text=text, number=number)
    words = seen.view.text
    return seen.view.subject, words.strip(), hindrance


async def test_words_that_are_not_kept_are_shown_as_they_will_be_sent(store: Store) -> None:
    scene = await the_hague(store)
    await invite(store, scene, "Adams", "Brown")
    assert await _shown(store, scene.meeting, TEXT, number=1) == (
        "Come, Brown",
        "Dear Brown,\n\ncome on Thursday, 26 January 2012.",
        "",
    )


async def test_a_text_of_the_record_is_shown_as_the_message_that_is_prepared_from_it(
    sqlite_store: Store,
) -> None:
    store = sqlite_store
    scene = await the_hague(store)
    people = await invite(store, scene, "Adams")
    text = await default_template(store, "invitation")
    rehearsal = await rehearse(store, meeting_id=scene.meeting, text=text, sender=SENDER)
    tried, _ = await as_seen(store, rehearsal, text=text, number=0)
    plan = await plan_batch(
        store, meeting_id=scene.meeting, invitation_ids=people, template=text, sender=SENDER
    )
    await write_batch(store, plan, sender=SENDER)
    prepared = await message_as_seen(store, message_id=1, sender=SENDER)
    assert isinstance(tried.view, MessagePreview)
    assert isinstance(prepared.view, MessagePreview)
    assert replace(tried.view, message_id="", date=prepared.view.date) == replace(
        prepared.view, message_id=""
    )


@pytest.mark.parametrize(
    ("subject", "body", "sentence"),
    [
        ("s", "a\n{{ nam }}", "Line 2: there is no placeholder 'nam'; did you mean name?"),
        ("{{ dya }}", "b", "Subject: Line 1: there is no placeholder 'dya'; did you mean day?"),
        ("s", "{{ focus }}", "Adams: there is nothing to put for focus."),
    ],
)
async def test_what_cannot_be_filled_in_is_said(
    sqlite_store: Store, subject: str, body: str, sentence: str
) -> None:
    scene = await the_hague(sqlite_store)
    await invite(sqlite_store, scene, "Adams")
    with pytest.raises(UserError) as raised:
        await _shown(sqlite_store, scene.meeting, replace(TEXT, subject=subject, body=body))
    assert str(raised.value) == sentence


async def test_who_has_no_address_is_shown_it_all_the_same_and_that_is_said(sqlite_store: Store) -> None:
    store = sqlite_store
    scene = await the_hague(store)
    await invite(store, scene, "Adams")
    letter = replace(TEXT, channel=Channel.LETTER)
    rehearsal = await rehearse(store, meeting_id=scene.meeting, text=letter, sender=SENDER)
    seen, hindrance = await as_seen(store, rehearsal, text=letter, number=0)
    assert isinstance(seen.view, LetterPreview)
    assert seen.view.address == "Adams\n(no postal address yet)"
    assert hindrance == "Adams has no postal address that works."


async def test_it_begins_with_the_first_who_can_get_it(sqlite_store: Store) -> None:
    store = sqlite_store
    scene = await the_hague(store)
    await invite(store, scene, "Adams", "Brown")
    await store.write(edit_contact, person_id=1, values={}, emails=(), phones=())
    rehearsal = await rehearse(store, meeting_id=scene.meeting, text=TEXT, sender=SENDER)
    assert rehearsal.names[rehearsal.first(TEXT)] == "Brown"
    assert rehearsal.first(replace(TEXT, body="{{ nam }}")) == 0


async def test_a_sample_stands_in_for_an_empty_list(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    linked = replace(TEXT, body="[yes]({{ yes_link }})\n{{ sessions }}")
    subject, words, _ = await _shown(sqlite_store, scene.meeting, linked)
    assert subject == "Come, Dr Maria Sample MP"
    assert words.startswith("yes <mailto:anna@paht.example?")
    assert "Reception" in words


async def test_without_a_sender_nothing_can_be_shown(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    nobody = SenderSettings()
    rehearsal = await rehearse(sqlite_store, meeting_id=scene.meeting, text=TEXT, sender=nobody)
    with pytest.raises(UserError, match="Nobody is named as the sender yet"):
        await as_seen(sqlite_store, rehearsal, text=TEXT, number=0)
