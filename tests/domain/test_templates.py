from typing import Any

import pytest

from db.enums import Channel, MessageKind
from db.errors import RecordError
from db.queries.templates import find_template, list_templates
from db.store import Store
from db.tables import Batch, OutboxMessage, Template
from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.templates import (
    PLACEHOLDERS,
    add_default_templates,
    remove_template,
    save_template,
)
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.mail.templates import check
from tests.factories import default_template, hand_over, invite, prepare, rows, the_hague, whole

EVERYWHERE = ("invitation", "reminder", "update", "cancellation", "thanks")
"""What there is a text for in every language; English has one for each kind."""


async def test_a_new_record_has_texts_to_start_with_once(store: Store) -> None:
    for _ in range(2):
        await store.write(add_default_templates)
    kept = await rows(store, Template, "name", "kind", "channel", "language")
    assert [each[:3] for each in kept if each[3] == "en"] == [
        ("invitation", MessageKind.INVITATION, Channel.EMAIL),
        ("invitation letter", MessageKind.INVITATION, Channel.LETTER),
        ("reminder", MessageKind.REMINDER, Channel.EMAIL),
        ("update", MessageKind.UPDATE, Channel.EMAIL),
        ("cancellation", MessageKind.CANCELLATION, Channel.EMAIL),
        ("confirmation", MessageKind.CONFIRMATION, Channel.EMAIL),
        ("travel details", MessageKind.TRAVEL, Channel.EMAIL),
        ("thanks", MessageKind.THANKS, Channel.EMAIL),
        ("regrets", MessageKind.REGRETS, Channel.EMAIL),
    ]
    assert [(each[0], each[3]) for each in kept if each[3] != "en"] == [
        (name, tag) for tag in LANGUAGES if tag != "en" for name in EVERYWHERE
    ]


async def test_a_record_with_a_text_of_its_own_is_left_alone(store: Store) -> None:
    await store.write(save_template, name="mine", kind=MessageKind.THANKS, subject="Thanks", body="Thank you")
    await store.write(add_default_templates)
    assert await rows(store, Template, "name") == ["mine"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_texts_to_start_with_ask_for_nothing_unknown(tag: str) -> None:
    for text in LANGUAGES[tag].texts:
        check(text.subject, frozenset(PLACEHOLDERS))
        check(text.body, frozenset(PLACEHOLDERS))
        assert text.body.startswith("{{ salutation }},\n")
        assert text.body.endswith("{{ sender }}\n")


async def test_a_text_saved_under_the_same_name_and_language_is_replaced(store: Store) -> None:
    saved = [
        await store.write(
            save_template,
            name="thanks",
            kind=MessageKind.THANKS,
            subject=subject,
            body="Thank you",
            language=language,
        )
        for subject, language in (("One", "en"), ("Eins", "de"), ("Two", "en"))
    ]
    assert saved == [1, 2, 1]
    assert [(row.language, row.subject) for row in await store.read(list_templates)] == [
        ("en", "Two"),
        ("de", "Eins"),
    ]


@pytest.mark.parametrize(("name", "subject", "body"), [(" ", "s", "b"), ("n", "", "b"), ("n", "s", "\n")])
async def test_a_text_with_nothing_in_it_is_refused(
    sqlite_store: Store, name: str, subject: str, body: str
) -> None:
    with pytest.raises(UserError, match="A template needs a name, a subject and a text"):
        await sqlite_store.write(
            save_template, name=name, kind=MessageKind.THANKS, subject=subject, body=body
        )


async def test_a_text_that_does_not_exist_is_answered_with_those_that_do(store: Store) -> None:
    with pytest.raises(RecordError, match=r"There is no template “welcome”\. There are: none\."):
        await store.read(find_template, name="welcome")
    await store.write(add_default_templates)
    with pytest.raises(RecordError) as refused:
        await store.read(find_template, name="welcome")
    assert str(refused.value) == (
        "There is no template “welcome”. There are: invitation, invitation letter, reminder, update,"
        " cancellation, confirmation, travel details, thanks, regrets."
    )


async def test_a_text_is_found_in_english_unless_another_language_is_asked_for(store: Store) -> None:
    await store.write(add_default_templates)
    await store.write(
        save_template, name="mine", kind=MessageKind.THANKS, subject="s", body="b", language="fr"
    )
    found = [
        await store.read(find_template, name=name, language=language)
        for name, language in (("thanks", "en"), ("thanks", "de"), ("regrets", "de"), ("mine", "en"))
    ]
    assert [(row.name, row.language) for row in found] == [
        ("thanks", "en"),
        ("thanks", "de"),
        ("regrets", "en"),
        ("mine", "fr"),
    ]


async def test_a_removed_text_leaves_what_was_sent_with_it_readable(store: Store) -> None:
    scene = await the_hague(store)
    batch = await prepare(store, scene, await invite(store, scene, "Adams"))
    message = await hand_over(store, batch)
    sent = await whole(store, OutboxMessage, message)
    text = await default_template(store)
    await store.write(remove_template, template_id=text.id)
    assert await rows(store, Batch, "template_id") == [None]
    assert await whole(store, OutboxMessage, message) == sent
    await store.write(undo_last)
    assert await default_template(store) == text
    assert await rows(store, Batch, "template_id") == [text.id]


async def test_a_text_that_is_gone_cannot_be_removed_again(sqlite_store: Store) -> None:
    with pytest.raises(UserError, match="This text is no longer in the record"):
        await sqlite_store.write(remove_template, template_id=7)


async def test_two_may_sign_a_letter_and_no_third(sqlite_store: Store) -> None:
    words: dict[str, Any] = {"name": "mine", "kind": MessageKind.INVITATION, "subject": "s", "body": "b"}
    both = "Anthony Steen\nChairman\n\nStana Buchowska"
    await sqlite_store.write(save_template, **words, channel=Channel.LETTER, signatories=both)
    assert (await sqlite_store.read(find_template, name="mine")).signatories == both
    with pytest.raises(UserError) as refused:
        await sqlite_store.write(save_template, **words, signatories=f"{both}\n\nA third")
    assert str(refused.value) == "At most two sign a letter: an empty line divides their names."
