"""To whom a message goes by itself, and who is told why not."""

import pytest

from db.enums import Answer
from db.store import Store
from paht_tui.domain.desk import check_in
from paht_tui.jobs.posting import Unsent, plan_unsent
from tests.factories import SENDER, Scene, default_template, hand_over, invite, prepare, say, the_hague


async def unsent(store: Store, scene: Scene, text: str, invitations: tuple[int, ...] | None = None) -> Unsent:
    return await plan_unsent(
        store,
        meeting_id=scene.meeting,
        template=await default_template(store, text),
        sender=SENDER,
        invitation_ids=invitations,
    )


async def a_meeting_that_was_held(store: Store) -> Scene:
    """Adams and Brown had accepted, and Adams came; Clark came without a word; Dunn had declined."""
    scene = await the_hague(store)
    adams, brown, clark, dunn = await invite(store, scene, "Adams", "Brown", "Clark", "Dunn")
    for invitation in (adams, brown):
        await say(store, invitation, Answer.ACCEPTED)
    await say(store, dunn, Answer.DECLINED)
    for invitation in (adams, clark):
        await store.write(check_in, invitation_id=invitation, session_id=scene.main)
    return scene


HERE = "is not recorded as present."
CAME = "was not expected, or came."


@pytest.mark.parametrize(
    ("text", "to", "left_out"),
    [
        ("thanks", ["Adams", "Clark"], (f"Brown {HERE}", f"Dunn {HERE}")),
        ("regrets", ["Brown"], (f"Adams {CAME}", f"Clark {CAME}", f"Dunn {CAME}")),
        ("confirmation", ["Adams", "Brown"], ("Clark has not accepted.", "Dunn has not accepted.")),
        (
            "reminder",
            ["Clark"],
            tuple(
                f"{name} has answered ({answer})."
                for name, answer in (("Adams", "accepted"), ("Brown", "accepted"), ("Dunn", "declined"))
            ),
        ),
        ("travel details", ["Adams", "Brown", "Clark", "Dunn"], ()),
    ],
)
async def test_a_kind_goes_by_itself_to_those_it_is_about(
    store: Store, text: str, to: list[str], left_out: tuple[str, ...]
) -> None:
    scene = await a_meeting_that_was_held(store)
    found = await unsent(store, scene, text)
    assert [each.to_name for each in found.plan.messages] == to
    assert found.plan.left_out == left_out


async def test_who_is_picked_by_hand_is_thanked_all_the_same(sqlite_store: Store) -> None:
    scene = await a_meeting_that_was_held(sqlite_store)
    found = await unsent(sqlite_store, scene, "thanks", (2,))
    assert ([each.to_name for each in found.plan.messages], found.plan.left_out) == (["Brown"], ())


@pytest.mark.parametrize("text", ["update", "cancellation"])
async def test_a_change_goes_to_those_whose_calendar_has_the_meeting(store: Store, text: str) -> None:
    scene = await the_hague(store)
    adams, _ = await invite(store, scene, "Adams", "Brown")
    await hand_over(store, await prepare(store, scene, [adams]))
    found = await unsent(store, scene, text)
    assert [each.to_name for each in found.plan.messages] == ["Adams"]
    assert found.plan.left_out == ("Brown has no calendar entry from us.",)


async def test_a_text_was_sent_whatever_language_it_was_sent_in(sqlite_store: Store) -> None:
    scene = await a_meeting_that_was_held(sqlite_store)
    await hand_over(sqlite_store, await prepare(sqlite_store, scene, [1], "thanks"))
    german = await default_template(sqlite_store, "thanks", "de")
    found = await plan_unsent(sqlite_store, meeting_id=scene.meeting, template=german, sender=SENDER)
    assert ([each.to_name for each in found.plan.messages], found.already) == (["Clark"], 1)
