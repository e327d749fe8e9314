"""Each is written to in a language of theirs."""

import pytest

from db.enums import MessageKind
from db.queries.meetings import list_sessions
from db.queries.templates import TemplateRow, find_template
from db.store import Store
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.languages import languages_to_write_in
from paht_tui.domain.templates import save_template
from paht_tui.errors import UserError
from paht_tui.jobs.prepare import BatchPlan, plan_batch
from paht_tui.jobs.recipients import session_line
from tests.factories import SENDER, Scene, add, default_template, the_hague


async def planned(store: Store, scene: Scene, template: TemplateRow, *languages: str) -> BatchPlan:
    """The template to people who read these languages, each a list with commas."""
    people = [await add(store, f"Person{n}", languages=each) for n, each in enumerate(languages)]
    done = await store.write(invite_people, meeting_id=scene.meeting, person_ids=people)
    return await plan_batch(
        store, meeting_id=scene.meeting, invitation_ids=done.added, template=template, sender=SENDER
    )


async def test_the_first_language_that_there_is_a_text_in_is_taken(store: Store) -> None:
    scene = await the_hague(store)
    template = await default_template(store, "reminder")
    plan = await planned(store, scene, template, "de", "pt,fr", "de-at", "pt", "", "el,en")
    assert [(each.language, each.subject.partition(":")[0]) for each in plan.messages] == [
        ("de", "Erinnerung"),
        ("fr", "Rappel "),
        ("de", "Erinnerung"),
        ("en", "Reminder"),
        ("en", "Reminder"),
        ("el", "Υπενθύμιση"),
    ]


async def test_who_reads_none_of_them_gets_the_language_that_was_chosen(store: Store) -> None:
    scene = await the_hague(store)
    await default_template(store)
    french = await store.read(find_template, name="thanks", language="fr")
    plan = await planned(store, scene, french, "pt", "it", "")
    assert [each.language for each in plan.messages] == ["fr", "it", "fr"]


async def test_a_text_of_the_same_name_for_something_else_is_no_translation(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    template = await default_template(sqlite_store, "thanks")
    await sqlite_store.write(
        save_template, name="thanks", language="de", kind=MessageKind.REGRETS, subject="s", body="b"
    )
    plan = await planned(sqlite_store, scene, template, "de")
    assert [each.language for each in plan.messages] == ["en"]


async def test_a_translation_that_cannot_be_used_stops_the_batch_and_is_named(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    template = await default_template(sqlite_store, "thanks")
    await sqlite_store.write(
        save_template, name="thanks", language="de", kind=MessageKind.THANKS, subject="s", body="\n{{ nam }}"
    )
    with pytest.raises(UserError) as refused:
        await planned(sqlite_store, scene, template, "en")
    assert str(refused.value) == (
        "The text “thanks” (de) cannot be used. Line 2: there is no placeholder 'nam'; did you mean name?"
    )


async def test_a_german_letter_is_german_throughout(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    template = await default_template(sqlite_store, "update")
    person = await add(sqlite_store, "Beispiel", prefix="Frau Dr.", given_name="Jana", languages="de")
    done = await sqlite_store.write(invite_people, meeting_id=scene.meeting, person_ids=[person])
    plan = await plan_batch(
        sqlite_store, meeting_id=scene.meeting, invitation_ids=done.added, template=template, sender=SENDER
    )
    assert plan.messages[0].subject == "Änderung: Good practice, Donnerstag, 26. Januar 2012"
    assert plan.messages[0].text == (
        "Sehr geehrte Frau Dr. Beispiel,\n\n"
        "bei **Good practice** hat sich etwas geändert. Nun gilt:\n\n"
        "Main: Donnerstag, 26. Januar 2012, 09:30–17:00 (Ortszeit Amsterdam), Senate\\\n"
        "Reception: Mittwoch, 25. Januar 2012, 18:30–20:00 (Ortszeit Amsterdam), Hotel\n\n"
        "Diese Nachricht bringt Ihren Kalendereintrag auf den neuen Stand. Bitte teilen Sie uns mit den "
        "Schaltflächen oder mit einer kurzen Antwort mit, ob Sie teilnehmen können. Für die Umstände bitten "
        "wir um Entschuldigung.\n\n"
        "Mit freundlichen Grüßen\nAnna Visser\n"
    )


async def test_days_and_times_are_written_in_every_language_that_is_offered(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    [main, _] = sorted(
        await sqlite_store.read(list_sessions, meeting_id=scene.meeting), key=lambda row: not row.counts
    )
    lines = {tag: session_line(main, "Europe/Amsterdam", tag) for tag, _ in languages_to_write_in()}
    assert list(lines)[:3] == ["en", "de", "fr"]
    assert lines["hu"] == "Main: 2012. január 26., csütörtök, 9:30–17:00 (Amsterdam time), Senate"
    assert lines["st"].endswith("(Amsterdam time), Senate")  # a language without names for towns
