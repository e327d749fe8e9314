from db.enums import Answer, Delivery
from db.queries.history import timeline
from db.store import Store
from db.tables import Person
from paht_tui.domain.desk import check_in
from paht_tui.domain.handover import Claimed, HandedOver, claim, record
from paht_tui.domain.outbox import release_batch
from tests.factories import invite, prepare, rows, say, the_hague


async def summaries(store: Store, person: int) -> list[str]:
    return [row.summary for row in reversed(await store.read(timeline, person_id=person))]


async def test_a_message_sent_is_one_line_of_the_timeline(store: Store) -> None:
    scene = await the_hague(store)
    batch = await prepare(store, scene, await invite(store, scene, "Adams"))
    await store.write(release_batch, batch_id=batch)
    claimed = await store.write(claim, batch_id=batch, worker="test")
    assert isinstance(claimed, Claimed)
    await store.write(record, handed_over=HandedOver(claimed.id, Delivery.SENT, "250 taken"))
    [person] = await rows(store, Person, "id")
    assert await summaries(store, person) == [
        "Added Adams",
        "Put Adams on the list of Good practice",
        "Prepared 1 × invitation to Good practice",
        "Invitation to Adams: sent",
    ]


async def test_who_comes_first_stands_in_no_other_timeline(store: Store) -> None:
    scene = await the_hague(store)
    ann, ben = await invite(store, scene, "Adams", "Brown")
    for each in (ann, ben):
        await say(store, each, Answer.ACCEPTED)
    await store.write(check_in, invitation_id=ann, session_id=scene.main)
    adams, brown = await rows(store, Person, "id")
    assert (await summaries(store, adams))[-1] == "Adams arrived (Main)"
    assert (await summaries(store, brown))[-1] == "Brown is coming"
