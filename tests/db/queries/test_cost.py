"""A list costs the same number of statements with one row and with thirty, whatever is on it."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from inspect import isfunction, signature
from pkgutil import iter_modules
from typing import Any

import pytest

from db import queries
from db.change import Change
from db.enums import (
    AgendaRole,
    Answer,
    CallOutcome,
    Category,
    Channel,
    Delivery,
    FollowUpKind,
    MeetingState,
    MessageKind,
    NeedKind,
    Reason,
    TargetKind,
)
from db.queries import (
    attachments,
    attendance,
    call_sheet,
    calls,
    changed_facts,
    consequences,
    entries,
    figures,
    history,
    invitations,
    letters,
    logistics,
    mail,
    meetings,
    people,
    reach,
    recipients,
    reply_keys,
    targets,
    templates,
    today,
)
from db.store import Store
from db.tables import Invitation
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.calls import log_call
from paht_tui.domain.desk import check_in
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.logistics import note_need
from paht_tui.domain.meetings import add_agenda_item, edit_meeting
from paht_tui.domain.outbox import release_batch
from paht_tui.domain.people import add_person, add_postal_address
from paht_tui.domain.programmes import set_target
from paht_tui.domain.reach import add_report_back, name_focal_point
from paht_tui.domain.templates import save_template
from tests.conftest import NOON
from tests.factories import Scene, count_statements, planned, prepare_plainly, rows, the_hague

MAYBE = Said(reason=Reason.OTHER)
EARLIER = {"cool_down": timedelta(0), "now": NOON + timedelta(days=9)}


def grow(change: Change, scene: Scene, how_many: int) -> None:
    """That many people, each with everything that a list can show."""
    change.describe("test", "Grown")
    for number in range(how_many):
        person = add_person(
            change,
            family_name=f"Person{number}",
            category=Category.MP,
            country=f"{chr(65 + number // 26)}{chr(65 + number % 26)}",
            emails=[f"{number}@mp.example", f"{number}@office.example"],
            phones=[(f"+3160000{number}", "office")],
            organisation=f"Party {number}",
        )
        add_postal_address(change, person_id=person, lines="Binnenhof 1", city="The Hague")
        note_need(change, person_id=person, kind=NeedKind.DIET, text="vegan")
        (invitation,) = invite_people(change, meeting_id=scene.meeting, person_ids=[person]).added
        log_call(change, invitation_id=invitation, outcome=CallOutcome.NO_ANSWER)
        log_call(
            change,
            invitation_id=invitation,
            outcome=CallOutcome.CALL_BACK,
            call_back_at=NOON + timedelta(hours=1),
        )
        add_follow_up(change, kind=FollowUpKind.TASK, text="write", person_id=person)
        record_answer(
            change, invitation_id=invitation, answer=Answer.TENTATIVE, said=Said(reason=Reason.OTHER)
        )
        check_in(change, invitation_id=invitation, session_id=scene.main)
        add_agenda_item(
            change, session_id=scene.main, title=f"Item {number}", parts=((person, AgendaRole.SPEAKER),)
        )
        save_template(change, name=f"text {number}", kind=MessageKind.THANKS, subject="s", body="b")
        name_focal_point(change, programme_id=scene.programme, person_id=person, country="nl")
        add_report_back(
            change, programme_id=scene.programme, person_id=person, people_reached=2, reported_on=NOON.date()
        )
        category = list(Category)[number % len(Category)]
        kind = list(TargetKind)[number // len(Category)]
        set_target(
            change, programme_id=scene.programme, kind=kind, category=category, goal=10, label="people"
        )
    edit_meeting(change, meeting_id=scene.meeting, state=MeetingState.CONFIRMED)


def send_all(change: Change, batch: int) -> None:
    release_batch(change, batch_id=batch)
    while isinstance(claimed := claim(change, batch_id=batch, worker="test"), Claimed):
        record(change, handed_over=HandedOver(claimed.id, Delivery.SENT, "250 taken"))


async def grown(store: Store, how_many: int) -> Scene:
    scene = await the_hague(store)
    await store.write(grow, scene, how_many)
    messages = [
        planned(number, person) for number, person in await rows(store, Invitation, "id", "person_id")
    ]
    for message in messages:
        await store.write(send_all, await prepare_plainly(store, scene, [message]))
    return scene


TEXT = templates.TemplateRow(1, "text 0", MessageKind.INVITATION, Channel.EMAIL, "en", "s", "b")

QUESTIONS: list[tuple[Callable[..., Any], dict[str, Any]]] = [
    (attendance.session_attendance, {"session_id": 1, "text": "country:-x"}),
    (attendance.session_attendance, {"session_id": 1}),
    (attendance.meeting_attendance, {"meeting_id": 1}),
    (attendance.people_reached, {"programme_id": 1}),
    (attendance.session_answers, {"person_id": 1}),
    (calls.calls_due, EARLIER),
    (call_sheet.call_sheet, {"invitation_id": 1}),
    (calls.call_of, {"invitation_id": 1}),
    (calls.list_calls, {}),
    (figures.calendars_sent, {"session_id": 1}),
    (figures.invited_people, {"meeting_id": 1}),
    (figures.open_parts, {"meeting_ids": (1,)}),
    (figures.session_people, {"session_id": 1, "figure": "present"}),
    (figures.silent_countries, {"meeting_ids": (1,)}),
    (figures.stale_calendars, {"meeting_id": 1}),
    (figures.waiting_batches, {"programme_id": 1}),
    (figures.without_diet, {"meeting_ids": (1,)}),
    (calls.contacts_of, {"invitation_id": 1}),
    (calls.approaches, {"meeting_id": 1}),
    (history.newest_entry, {}),
    (history.timeline, {"meeting_id": 1}),
    (history.timeline, {"person_id": 1}),
    (invitations.list_invitations, {"meeting_id": 1, "text": "delivery:sent called:yes presence:present"}),
    (invitations.list_invitations, {"meeting_id": None}),
    (invitations.count_invitations, {"meeting_id": 1}),
    (invitations.invitation_ids, {"meeting_id": 1}),
    (invitations.invitation_by_id, {"invitation_id": 1}),
    (invitations.invitation_terms, {"invitation_id": 1}),
    (invitations.on_the_list, {"meeting_id": 1}),
    (letters.letters_to_print, {"message_ids": (1,)}),
    (letters.letters_out_of_date, {"message_ids": tuple(range(1, 31))}),
    (letters.unposted_letters, {}),
    (logistics.guests, {"meeting_id": 1}),
    (reach.list_focal_points, {"programme_id": 1}),
    (reach.list_report_backs, {"programme_id": 1}),
    (invitations.find_invitation, {"meeting_id": 1, "text": "id:1"}),
    (mail.list_batches, {}),
    (mail.batch_by_id, {"batch_id": 1}),
    (mail.list_messages, {}),
    (mail.count_messages, {}),
    (mail.message_by_id, {"message_id": 1}),
    (mail.message_text, {"message_id": 1}),
    (entries.entry_messages, {"meeting_id": 1}),
    (entries.answer_to, {"invitation_id": 1, "session_id": 1, "sequence": 0}),
    (changed_facts.facts_changed, {"meeting_ids": (1,)}),
    (consequences.told_otherwise, {"meeting_id": 1}),
    (meetings.programme_sessions, {"programme_id": 1}),
    (templates.list_templates, {}),
    (templates.find_template, {"name": "text 0"}),
    (templates.template_in, {"name": "text 0", "language": "en"}),
    (templates.translations, {"template": TEXT}),
    (attachments.attachments, {"template_ids": (1,), "batch_id": 1, "outbox_id": 1}),
    (attachments.attachments_of_batch, {"batch_id": 1}),
    (attachments.file_contents, {"file_ids": (1,)}),
    (recipients.recipients, {"invitation_ids": tuple(range(1, 31))}),
    (reply_keys.reply_keys, {"invitation_ids": tuple(range(1, 31))}),
    (mail.in_flight, {}),
    (mail.in_doubt, {"batch_id": 1}),
    (mail.released_batches, {}),
    (mail.attention, {}),
    (meetings.list_programmes, {}),
    (meetings.list_meetings, {}),
    (meetings.meeting_by_id, {"meeting_id": 1}),
    (meetings.find_meeting, {"text": "hague"}),
    (meetings.list_sessions, {"meeting_id": 1}),
    (meetings.find_session, {"meeting_id": 1}),
    (meetings.agenda_lines, {"meeting_id": 1}),
    (people.list_people, {"text": "category:mp"}),
    (people.count_people, {}),
    (people.person_ids, {"text": ""}),
    (people.people_by_id, {"ids": tuple(range(1, 31))}),
    (people.people_in_order, {"ids": tuple(range(1, 31))}),
    (people.place_of_person, {"person_id": 1}),
    (people.person_card, {"person_id": 1}),
    (targets.target_facts, {"programme_id": 1}),
    (today.funnels, {}),
    (today.expectations, {}),
    (today.undecided_count, {}),
    (today.follow_ups, {}),
]


async def costs(store: Store) -> list[tuple[str, int, int]]:
    """What each question costs in statements, and how many rows it found."""
    found = []
    for question, values in QUESTIONS:
        with count_statements(store) as asked:
            answer = await store.read(question, **values)
        found.append(
            (question.__name__, asked.count, len(answer) if isinstance(answer, tuple | frozenset) else 1)
        )
    return found


GROWS = {
    "session_attendance",
    "meeting_attendance",
    "people_reached",
    "calls_due",
    "list_calls",
    "approaches",
    "timeline",
    "list_invitations",
    "invitation_ids",
    "list_batches",
    "list_focal_points",
    "list_report_backs",
    "list_messages",
    "list_templates",
    "recipients",
    "agenda_lines",
    "list_people",
    "person_ids",
    "people_by_id",
    "follow_ups",
    "guests",
    "invited_people",
    "on_the_list",
    "open_parts",
    "people_in_order",
    "session_people",
    "silent_countries",
}


async def test_each_list_costs_the_same_with_one_row_and_with_thirty(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    measured = []
    for how_many in (1, 30):
        folder = tmp_path_factory.mktemp(f"rows-{how_many}")
        store = Store(str(folder / "paht.db"), clock=lambda: NOON, actor="ann")
        await grown(store, how_many)
        measured.append(await costs(store))
        store.close()
    one, thirty = measured
    assert [(name, cost) for name, cost, _ in thirty] == [(name, cost) for name, cost, _ in one]
    grew = {name for (name, _, more), (_, _, few) in zip(thirty, one, strict=True) if more > few}
    assert grew == GROWS


async def test_each_question_is_understood_by_both_databases(store: Store) -> None:
    await grown(store, 2)
    assert len(await costs(store)) == len(QUESTIONS)


def test_every_question_of_the_record_is_measured() -> None:
    found = [import_module(f"{queries.__name__}.{each.name}") for each in iter_modules(queries.__path__)]
    public = {
        f"{module.__name__}.{name}"
        for module in found
        for name, value in vars(module).items()
        if isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
        if next(iter(signature(value).parameters), "") == "session"
    }
    assert {f"{question.__module__}.{question.__name__}" for question, _ in QUESTIONS} == public


def test_the_counter_counts_every_statement_of_its_block_and_no_other(sqlite_store: Store) -> None:
    def three(connection: Any) -> None:
        for _ in range(3):
            connection.exec_driver_sql("SELECT 1")

    with sqlite_store._engine.connect() as connection:
        three(connection)
        with count_statements(sqlite_store) as asked:
            three(connection)
        three(connection)
    assert asked.texts == ["SELECT 1"] * 3
