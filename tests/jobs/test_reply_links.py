"""Reply links as they arrive: what a mail program finds in the bytes, opens, and sends back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db.enums import Answer, Channel
from db.queries.mail import list_messages
from db.queries.reply_keys import reply_keys
from db.queries.templates import TemplateRow
from db.store import Store
from paht_tui.domain.languages import LANGUAGES
from paht_tui.domain.meetings import edit_meeting
from paht_tui.domain.reply_links import Reply, read_reply
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import BatchPlan, plan_batch, write_batch
from paht_tui.jobs.previewing import message_as_seen, planned_as_seen
from paht_tui.jobs.testing_mail import send_test
from paht_tui.mail.folder import FolderSender
from paht_tui.mail.preview import MessagePreview, preview
from tests.factories import SENDER, Scene, default_template, invite, prepare, the_hague
from tests.jobs.sending import send
from tests.mail.links import followed, links_of

TEXT = "invitation with reply links"
THREE = "- [Y]({{ yes_link }})\n- [N]({{ no_link }})\n- [M]({{ maybe_link }})"
LONGEST = 520
"""Characters of a link that every mail program follows."""


async def plan(
    store: Store, scene: Scene, invitations: tuple[int, ...], template: TemplateRow, **values: Any
) -> BatchPlan:
    known: dict[str, Any] = {"sender": SENDER}
    return await plan_batch(
        store,
        meeting_id=scene.meeting,
        invitation_ids=invitations,
        template=template,
        **{**known, **values},
    )


async def seen(store: Store, scene: Scene, planned: BatchPlan, number: int = 0) -> MessagePreview:
    """One of the planned messages as its receiver sees it."""
    shown = await planned_as_seen(
        store,
        planned.messages[number],
        meeting_id=scene.meeting,
        template=planned.template,
        sender=SENDER,
    )
    assert isinstance(shown.view, MessagePreview)
    return shown.view


def pages(folder: Path) -> list[str]:
    """The HTML of all messages that left into a folder, read from their bytes."""
    return [preview(file.read_bytes()).html for file in folder.glob("*.eml")]


async def answered(store: Store, page: str) -> list[tuple[str, str, Reply | None]]:
    """What each reply link of a page says when it is followed: to whom, in what words, what that means."""
    keys = await store.read(reply_keys, invitation_ids=tuple(range(1, 10)))
    opened = [followed(link) for link, _ in links_of(page)]
    return [
        (address, fields["body"], read_reply(f"AW: {fields['subject']}", keys)) for address, fields in opened
    ]


def three(address: str, invitation: int, session: int | None = None) -> list[tuple[str, str, Reply]]:
    """The three answers in English."""
    return [
        (address, "Yes, I shall take part.", Reply(invitation, Answer.ACCEPTED, session)),
        (address, "No, I cannot take part.", Reply(invitation, Answer.DECLINED, session)),
        (address, "I cannot say for certain yet.", Reply(invitation, Answer.TENTATIVE, session)),
    ]


async def test_whoever_follows_a_link_answers_for_nobody_else(store: Store, tmp_path: Path) -> None:
    scene = await the_hague(store)
    batch = await prepare(store, scene, await invite(store, scene, "Adams", "Brown"), TEXT)
    await send(store, batch, FolderSender(tmp_path))
    found = [await answered(store, page) for page in pages(tmp_path)]
    assert sorted(found, key=str) == [three("anna@paht.example", 1), three("anna@paht.example", 2)]


async def test_the_preview_and_the_test_to_oneself_have_the_same_links(store: Store, tmp_path: Path) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams")
    planned = await plan(store, scene, ids, await default_template(store, TEXT))
    page = (await seen(store, scene, planned)).html
    assert await answered(store, page) == three("anna@paht.example", 1)
    await write_batch(store, planned, sender=SENDER)
    (message,) = await store.read(list_messages)
    drafted = await message_as_seen(store, message_id=message.id, sender=SENDER)
    assert isinstance(drafted.view, MessagePreview)
    assert drafted.view.html == page
    await send_test(store, message_id=message.id, sender=SENDER, post=FolderSender(tmp_path))
    (tried,) = pages(tmp_path)
    assert links_of(tried) == links_of(page)


async def test_without_html_the_words_stand_before_their_links(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(await default_template(sqlite_store), body=THREE)
    view = await seen(sqlite_store, scene, await plan(sqlite_store, scene, ids, template))
    links = [link for link, _ in links_of(view.html)]
    assert view.text == "".join(f"- {word} <{link}>\n" for word, link in zip("YNM", links, strict=True))


async def test_replies_go_to_where_the_settings_want_them(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(await default_template(sqlite_store), body=THREE)
    elsewhere = msgspec.structs.replace(SENDER, reply_to="answers@paht.example")
    planned = await plan(sqlite_store, scene, ids, template, sender=elsewhere)
    view = await seen(sqlite_store, scene, planned)
    assert await answered(sqlite_store, view.html) == three("answers@paht.example", 1)


async def test_a_session_asked_to_by_itself_is_answered_by_itself(store: Store) -> None:
    scene = await the_hague(store)
    ids = await invite(store, scene, "Adams")
    template = replace(await default_template(store), body=THREE)
    found = []
    for session in (scene.reception, scene.main, None):
        planned = await plan(store, scene, ids, template, session_id=session)
        view = await seen(store, scene, planned)
        found.append(await answered(store, view.html))
        subject = followed(links_of(view.html)[0][0])[1]["subject"]
        title = "Reception: Good practice" if session == scene.reception else "Good practice"
        assert subject.startswith(f"Yes: {title} [PAHT-Y-1")
    address = "anna@paht.example"
    assert found == [three(address, 1, scene.reception), three(address, 1), three(address, 1)]


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_each_language_has_an_invitation_with_links_of_its_own(sqlite_store: Store, tag: str) -> None:
    scene = await the_hague(sqlite_store)
    await sqlite_store.write(
        edit_meeting, meeting_id=scene.meeting, title="Ανταλλαγή καλών πρακτικών κατά της εμπορίας ανθρώπων"
    )
    template = await default_template(sqlite_store, TEXT, tag)
    assert template.language == tag
    planned = await plan(sqlite_store, scene, await invite(sqlite_store, scene, "Adams"), template)
    links = links_of((await seen(sqlite_store, scene, planned)).html)
    language = LANGUAGES[tag]
    answers = zip(
        (Answer.ACCEPTED, Answer.DECLINED, Answer.TENTATIVE),
        (language.yes, language.no, language.maybe),
        links,
        strict=True,
    )
    keys = await sqlite_store.read(reply_keys, invitation_ids=(1,))
    for answer, words, (link, text) in answers:
        _, fields = followed(link)
        assert fields["subject"].startswith(words.subject.format(title="Ανταλλαγή καλών πρακτικ"))
        assert (fields["body"], text) == (words.line, words.line.rstrip("."))
        assert read_reply(fields["subject"], keys) == Reply(1, answer)
        assert len(link) < LONGEST


async def test_a_language_of_the_user_is_answered_in_english(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(await default_template(sqlite_store), language="pt", body=THREE)
    view = await seen(sqlite_store, scene, await plan(sqlite_store, scene, ids, template))
    assert await answered(sqlite_store, view.html) == three("anna@paht.example", 1)


async def test_a_title_is_data_and_adds_nothing_to_a_link(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    title = '{title} A&bcc=x@y.example?b#c%0d%0aBcc: ">)](x) [PAHT-N-1-0000000000000000]'
    await sqlite_store.write(edit_meeting, meeting_id=scene.meeting, title=title)
    template = replace(await default_template(sqlite_store), body=THREE)
    view = await seen(sqlite_store, scene, await plan(sqlite_store, scene, ids, template))
    assert await answered(sqlite_store, view.html) == three("anna@paht.example", 1)
    _, fields = followed(links_of(view.html)[0][0])
    assert list(fields) == ["subject", "body"]
    assert fields["subject"].startswith(f"Yes: {title} [PAHT-Y-1-")


async def test_a_letter_with_a_reply_link_is_refused_before_anything_is_prepared(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    ids = await invite(sqlite_store, scene, "Adams")
    template = replace(
        await default_template(sqlite_store, "invitation letter"),
        channel=Channel.LETTER,
        body="{% if yes_link %}[Yes]({{ yes_link }}) or [no]({{ no_link }}){% endif %}",
    )
    with pytest.raises(UserError) as refused:
        await plan(sqlite_store, scene, ids, template)
    assert str(refused.value) == (
        "The text “invitation letter” (en) cannot be used."
        " Nobody can follow a link on paper: take out yes_link, no_link."
    )
