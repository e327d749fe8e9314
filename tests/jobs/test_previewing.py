"""A message that is only planned, as its receiver will see it."""

from db.enums import Channel, MessageKind
from db.store import Store
from paht_tui.domain.attachments import NewFile, attach_to_text
from paht_tui.domain.invitations import invite_people
from paht_tui.domain.templates import save_template
from paht_tui.jobs.prepare import plan_batch
from paht_tui.jobs.previewing import planned_as_seen
from paht_tui.mail.preview import MessagePreview
from tests.factories import SENDER, add, default_template, the_hague


async def test_each_sees_what_is_attached_to_the_text_in_the_own_language(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    people = [await add(sqlite_store, "Adams"), await add(sqlite_store, "Braun", languages="de")]
    await sqlite_store.write(invite_people, meeting_id=scene.meeting, person_ids=people)
    await sqlite_store.write(
        save_template, name="plain", kind=MessageKind.INVITATION, channel=Channel.EMAIL, subject="x", body="y"
    )
    english = await default_template(sqlite_store, "plain")
    await sqlite_store.write(
        save_template,
        name="plain",
        kind=MessageKind.INVITATION,
        channel=Channel.EMAIL,
        language="de",
        subject="x",
        body="y",
    )
    german = await default_template(sqlite_store, "plain", "de")
    for text, name in ((english, "programme.pdf"), (german, "Programm.pdf")):
        await sqlite_store.write(
            attach_to_text, template_id=text.id, file=NewFile(name, "application/pdf", b"%PDF-1.7")
        )
    plan = await plan_batch(
        sqlite_store, meeting_id=scene.meeting, invitation_ids=(1, 2), template=english, sender=SENDER
    )
    found = []
    for message in plan.messages:
        seen = await planned_as_seen(
            sqlite_store, message, meeting_id=scene.meeting, template=english, sender=SENDER
        )
        assert isinstance(seen.view, MessagePreview)
        found.append((message.to_name, seen.view.attachments))
    assert found == [
        ("Adams", ("invite.ics", "programme.pdf")),
        ("Braun", ("invite.ics", "Programm.pdf")),
    ]
