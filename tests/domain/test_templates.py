import pytest

from db.enums import Channel, MessageKind
from db.errors import RecordError
from db.queries.templates import find_template, list_templates
from db.store import Store
from db.tables import Template
from paht_tui.domain.templates import DEFAULTS, PLACEHOLDERS, add_default_templates, save_template
from paht_tui.errors import UserError
from paht_tui.mail.templates import check
from tests.factories import rows


async def test_a_new_record_has_texts_to_start_with_once(store: Store) -> None:
    for _ in range(2):
        await store.write(add_default_templates)
    assert await rows(store, Template, "name", "kind", "channel", "language") == [
        ("invitation", MessageKind.INVITATION, Channel.EMAIL, "en"),
        ("invitation letter", MessageKind.INVITATION, Channel.LETTER, "en"),
        ("reminder", MessageKind.REMINDER, Channel.EMAIL, "en"),
    ]


async def test_a_record_with_a_text_of_its_own_is_left_alone(store: Store) -> None:
    await store.write(save_template, name="mine", kind=MessageKind.THANKS, subject="Thanks", body="Thank you")
    await store.write(add_default_templates)
    assert await rows(store, Template, "name") == ["mine"]


@pytest.mark.parametrize(("name", "subject", "body"), [each[0:1] + each[3:5] for each in DEFAULTS])
def test_the_texts_to_start_with_ask_for_nothing_unknown(name: str, subject: str, body: str) -> None:
    for text in (subject, body):
        check(text, frozenset(PLACEHOLDERS))


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
        ("de", "Eins"),
        ("en", "Two"),
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
    with pytest.raises(RecordError, match=r"There is no template “thanks”\. There are: none\."):
        await store.read(find_template, name="thanks")
    await store.write(add_default_templates)
    with pytest.raises(RecordError) as refused:
        await store.read(find_template, name="thanks")
    assert str(refused.value) == (
        "There is no template “thanks”. There are: invitation, invitation letter, reminder."
    )
