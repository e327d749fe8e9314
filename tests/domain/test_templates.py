from dataclasses import replace
from typing import Any

import pytest

from db.enums import Channel, MessageKind
from db.errors import RecordError
from db.queries.templates import TemplateRow, find_template, list_templates, template_in
from db.store import Store
from db.tables import Batch, OutboxMessage, Template
from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.templates import (
    PLACEHOLDERS,
    TextChangedError,
    add_default_templates,
    begun_text,
    check_reply_links,
    keep_text,
    remove_template,
    reply_links_in,
    save_template,
)
from paht_tui.domain.undo import undo_last
from paht_tui.errors import UserError
from paht_tui.mail.templates import check
from tests.factories import default_template, hand_over, invite, prepare, rows, the_hague, whole


async def test_a_new_record_has_texts_to_start_with_once(store: Store) -> None:
    for _ in range(2):
        await store.write(add_default_templates)
    kept = await rows(store, Template, "name", "kind", "channel", "language")
    assert [each[:3] for each in kept if each[3] == "en"] == [
        ("invitation", MessageKind.INVITATION, Channel.EMAIL),
        ("invitation letter", MessageKind.INVITATION, Channel.LETTER),
        ("invitation with reply links", MessageKind.INVITATION, Channel.EMAIL),
        ("reminder", MessageKind.REMINDER, Channel.EMAIL),
        ("update", MessageKind.UPDATE, Channel.EMAIL),
        ("cancellation", MessageKind.CANCELLATION, Channel.EMAIL),
        ("confirmation", MessageKind.CONFIRMATION, Channel.EMAIL),
        ("travel details", MessageKind.TRAVEL, Channel.EMAIL),
        ("thanks", MessageKind.THANKS, Channel.EMAIL),
        ("regrets", MessageKind.REGRETS, Channel.EMAIL),
    ]
    assert {each[1] for each in kept} == set(MessageKind)
    assert len(kept) == 10 * len(LANGUAGES)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_every_text_of_the_english(tag: str) -> None:
    ours, english = LANGUAGES[tag].texts, LANGUAGES["en"].texts
    assert [(each.name, each.kind, each.channel) for each in ours] == [
        (each.name, each.kind, each.channel) for each in english
    ]
    for text, as_in in zip(ours, english, strict=True):
        assert (_asked_for(text.subject), _asked_for(text.body)) == (
            _asked_for(as_in.subject),
            _asked_for(as_in.body),
        )
        assert text.channel is not Channel.LETTER or "**" not in text.body


def _asked_for(text: str) -> set[str]:
    return {name for name in PLACEHOLDERS if f"{{{{ {name} }}}}" in text}


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


@pytest.mark.parametrize("tag", LANGUAGES)
def test_one_text_of_each_language_has_all_reply_links(tag: str) -> None:
    links = {text.name: reply_links_in(text.body) for text in LANGUAGES[tag].texts}
    three = ("yes_link", "no_link", "maybe_link")
    assert links == {name: three if "reply links" in name else () for name in links}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("[Yes]({{ yes_link }}) [No]({{no_link}}) [Yes]({{ yes_link }})", ("yes_link", "no_link")),
        ("{% if maybe_link %}perhaps{% endif %}", ("maybe_link",)),
        ("yes_link {{ name }} no_link {{ no_links }}", ()),
    ],
)
def test_the_reply_links_of_a_text_are_those_that_it_asks_for(text: str, asked: tuple[str, ...]) -> None:
    assert reply_links_in(text) == asked


def test_only_an_email_may_ask_for_reply_links() -> None:
    text = "[Yes]({{ yes_link }}) or [no]({{ no_link }})"
    check_reply_links(text, channel=Channel.EMAIL)
    check_reply_links("{{ name }}", channel=Channel.LETTER)
    with pytest.raises(UserError) as refused:
        check_reply_links(text, channel=Channel.LETTER)
    assert str(refused.value) == "Nobody can follow a link on paper: take out yes_link, no_link."


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
        "There is no template “welcome”. There are: invitation, invitation letter, invitation with reply"
        " links, reminder, update, cancellation, confirmation, travel details, thanks, regrets."
    )


async def test_a_text_is_found_in_english_unless_another_language_is_asked_for(store: Store) -> None:
    await store.write(add_default_templates)
    for name, language in (("mine", "fr"), ("ours", "en")):
        await store.write(
            save_template, name=name, kind=MessageKind.THANKS, subject="s", body="b", language=language
        )
    found = [
        await store.read(find_template, name=name, language=language)
        for name, language in (("thanks", "en"), ("thanks", "de"), ("ours", "de"), ("mine", "en"))
    ]
    assert [(row.name, row.language) for row in found] == [
        ("thanks", "en"),
        ("thanks", "de"),
        ("ours", "en"),
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


async def _kept(store: Store, name: str = "invitation", language: str = "en") -> TemplateRow | None:
    return await store.read(template_in, name=name, language=language)


async def test_a_text_is_kept_in_the_place_of_the_one_that_was_opened(store: Store) -> None:
    await store.write(add_default_templates)
    opened = await _kept(store)
    assert opened is not None
    mine = replace(opened, subject="Come!", channel=Channel.LETTER, signatories="Ann")
    await store.write(keep_text, text=mine, opened=opened)
    assert await _kept(store) == mine


async def test_what_somebody_else_has_written_meanwhile_stays(store: Store) -> None:
    await store.write(add_default_templates)
    opened = await _kept(store)
    assert opened is not None
    theirs = replace(opened, subject="Theirs")
    await store.write(keep_text, text=theirs, opened=opened)
    with pytest.raises(TextChangedError) as raised:
        await store.write(keep_text, text=replace(opened, subject="Mine"), opened=opened)
    assert str(raised.value) == "The text was changed by somebody else meanwhile; nothing was written."
    assert (raised.value.now, await _kept(store)) == (theirs, theirs)


async def test_a_text_that_was_removed_meanwhile_does_not_come_back_unasked(store: Store) -> None:
    await store.write(add_default_templates)
    opened = await _kept(store)
    assert opened is not None
    await store.write(remove_template, template_id=opened.id)
    with pytest.raises(TextChangedError) as raised:
        await store.write(keep_text, text=opened, opened=opened)
    assert str(raised.value) == "The text was removed by somebody else meanwhile; nothing was written."
    assert (raised.value.now, await _kept(store)) == (None, None)


async def test_a_new_text_does_not_take_the_place_of_one_that_was_written_meanwhile(store: Store) -> None:
    begun = await _begun(store, "mine", MessageKind.THANKS, "en")
    await store.write(keep_text, text=begun, opened=None)
    with pytest.raises(TextChangedError):
        await store.write(keep_text, text=replace(begun, subject="Mine"), opened=None)


async def _begun(store: Store, name: str, kind: MessageKind, language: str) -> TemplateRow:
    return await store.read(begun_text, name=name, kind=kind, channel=Channel.EMAIL, language=language)


async def test_a_further_language_begins_with_our_words_or_those_of_the_fallback(store: Store) -> None:
    await store.write(
        save_template, name="thanks", kind=MessageKind.THANKS, subject="Merci", body="m", language="fr"
    )
    await store.write(save_template, name="thanks", kind=MessageKind.THANKS, subject="Thanks", body="t")
    ours = {text.name: text for text in LANGUAGES["de"].texts}["thanks"]
    german = await _begun(store, "thanks", MessageKind.THANKS, "de")
    hungarian = await _begun(store, "thanks", MessageKind.THANKS, "hu")
    assert (german.id, german.language, german.subject, german.body) == (0, "de", ours.subject, ours.body)
    assert (hungarian.language, hungarian.subject, hungarian.body) == ("hu", "Thanks", "t")


async def test_a_new_text_begins_with_ours_of_its_kind(store: Store) -> None:
    ours = {tag: LANGUAGES[tag].texts for tag in ("en", "de")}
    german = next(text for text in ours["de"] if text.kind is MessageKind.REMINDER)
    english = next(text for text in ours["en"] if text.kind is MessageKind.REMINDER)
    for language, text in {"de": german, "hu": english}.items():
        begun = await _begun(store, "before Rome", MessageKind.REMINDER, language)
        assert (begun.subject, begun.body) == (text.subject, text.body)
    nothing = await store.read(
        begun_text, name="paper", kind=MessageKind.REGRETS, channel=Channel.LETTER, language="hu"
    )
    assert (nothing.subject, nothing.body) == ("", "")
