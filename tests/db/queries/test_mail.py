from datetime import timedelta

from db.queries.mail import released_batches
from db.store import Store
from paht_tui.domain.outbox import drop, release_batch, settle_batch
from tests.conftest import NOON
from tests.factories import hand_over, invite, prepare, the_hague


async def test_of_all_batches_those_come_of_which_something_may_leave_by_itself(store: Store) -> None:
    scene = await the_hague(store)
    drafts, later, begun, stopped, dropped = [
        await prepare(store, scene, await invite(store, scene, f"{name} One", f"{name} Two"))
        for name in ("Drafts", "Later", "Begun", "Stopped", "Dropped")
    ]
    tomorrow = NOON + timedelta(days=1)
    await store.write(release_batch, batch_id=later, send_after=tomorrow)
    for batch in (begun, stopped, dropped):
        await store.write(release_batch, batch_id=batch)
    await hand_over(store, begun)
    await store.write(settle_batch, batch_id=stopped, stopped=True)
    for message in (9, 10):
        await store.write(drop, message_id=message)
    found = await store.read(released_batches)
    assert [(row.id, row.waiting, row.send_after, row.begun, row.zone) for row in found] == [
        (later, 2, tomorrow, False, "Europe/Amsterdam"),
        (begun, 1, None, True, "Europe/Amsterdam"),
    ]
    assert drafts not in {row.id for row in found}
