from db.queries.reply_keys import reply_keys
from db.store import Store
from db.tables import Programme
from paht_tui.domain.meetings import edit_meeting
from paht_tui.domain.programmes import create_programme
from tests.factories import another_meeting, invite, rows, the_hague


async def test_each_invitation_has_the_key_of_its_programme(store: Store) -> None:
    scene = await the_hague(store)
    second = await store.write(create_programme, name="Second", short_name="2")
    elsewhere = await another_meeting(store, scene)
    await store.write(edit_meeting, meeting_id=elsewhere.meeting, programme_id=second)
    ours, theirs = await invite(store, scene, "Adams"), await invite(store, elsewhere, "Brown")
    keys = await rows(store, Programme, "reply_key")
    assert await store.read(reply_keys, invitation_ids=(*ours, *theirs, 99)) == {
        ours[0]: keys[0],
        theirs[0]: keys[1],
    }
    assert keys[0] != keys[1]
