from typing import Any

from markdown_it import MarkdownIt
from syrupy.assertion import SnapshotAssertion

from db.enums import ActivityType, Answer, Category, FollowUpKind, TargetKind
from db.queries.meetings import find_meeting
from db.store import Store
from paht_tui.domain.desk import check_in
from paht_tui.domain.follow_ups import add_follow_up
from paht_tui.domain.programmes import set_target
from paht_tui.jobs.demo import Demo
from paht_tui.jobs.report import (
    meeting_report,
    meeting_report_json,
    programme_report,
    programme_report_json,
)
from paht_tui.jobs.report_words import activity_name, between, listed, ordinal
from tests.factories import add, invite, say, the_hague

PARTS = [
    *("Participants", "Outcomes", "Challenges", "Venue", "Programme", "Networking reception"),
    *("Challenges", "Outcomes", "Conclusions"),
]


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


async def test_the_report_of_the_hague(demo: Demo, snapshot: SnapshotAssertion) -> None:
    assert await meeting_report(demo.store, demo.meeting_id) == snapshot


async def test_the_report_says_what_the_funder_was_told(demo: Demo) -> None:
    text = await meeting_report(demo.store, demo.meeting_id)
    assert headings(text) == PARTS
    for said in (
        "37 participants",
        "11 members of parliament from 7 countries: 3 from the UK",
        "11 NGO representatives from 7 countries",
        "11 of 100 parliamentarians reached directly, 11% of the target",
        "7 of 15 countries, 46.7% of the target",
        "6 German members of parliament were invited and none of them committed.",
        "Each of the 12 e-mails and letters was followed by a call",
        "3 Dutch members of parliament had confirmed and did not come (no notice given)",
        "18 people took part, of 29 who were expected",
        "8 × flight cancelled, 3 × bad weather",
        "Italy, Poland, Portugal and Romania offered political and logistic support for the next events",
        "This was the second of 11 events",
    ):
        assert said in text


async def test_ten_days_before_the_same_report_says_what_is_open(
    before: Demo, snapshot: SnapshotAssertion
) -> None:
    assert await meeting_report(before.store, before.meeting_id) == snapshot


async def test_of_a_meeting_without_anything_each_part_says_so(
    demo: Demo, snapshot: SnapshotAssertion
) -> None:
    first = await demo.store.read(find_meeting, text="Inaugural seminar")
    text = await meeting_report(demo.store, first.id)
    assert headings(text) == PARTS
    assert text == snapshot


async def test_the_programme_by_type_of_activity(demo: Demo, snapshot: SnapshotAssertion) -> None:
    assert await programme_report(demo.store, demo.programme_id) == snapshot


async def test_names_in_the_record_are_text_and_never_markup(sqlite_store: Store) -> None:
    scene = await the_hague(sqlite_store)
    name = "# <b>Eve</b> | [x](https://eve.example) **Ó**"
    person = await add(sqlite_store, name, emails=[])
    await sqlite_store.write(
        set_target,
        programme_id=scene.programme,
        kind=TargetKind.PEOPLE_REACHED,
        category=Category.MP,
        goal=1,
        label="<i>members</i> | all",
    )
    (invitation,) = await invite(sqlite_store, scene, "Adams")
    await say(sqlite_store, invitation, Answer.ACCEPTED)
    await sqlite_store.write(check_in, invitation_id=invitation, session_id=scene.main)

    await sqlite_store.write(
        add_follow_up,
        kind=FollowUpKind.NEXT_STEP,
        text="<script>",
        meeting_id=scene.meeting,
        person_id=person,
    )
    text = await meeting_report(sqlite_store, scene.meeting)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<i>" not in html
    assert "<a " not in html
    assert "<script>" not in html
    assert "&lt;script&gt; (# &lt;b&gt;Eve&lt;/b&gt; | [x](https://eve.example) **Ó**): still open." in html
    assert "<td>&lt;i&gt;members&lt;/i&gt; | all</td>" in html


async def test_the_keys_of_the_json_are_an_interface(demo: Demo) -> None:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(each) for key, each in value.items()}
        return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__

    person = {"id": "int", "name": "str"}
    figure = {"count": "int", "people": [person]}
    account = shape(await meeting_report_json(demo.store, demo.meeting_id))
    assert list(account) == [
        *("at", "programme", "meeting", "events", "participants", "countries", "substitutes", "invitations"),
        *("targets", "uncommitted", "did_not_come", "withdrew", "sessions", "referrals", "offers"),
        *("next_steps", "earlier_steps", "agenda", "next_meetings", "outcomes", "conclusions"),
    ]
    assert account["participants"] == {
        **figure,
        "categories": [{"category": "str", **figure, "countries": [{"country": "str", **figure}]}],
    }
    assert account["sessions"][0] == {
        "id": "int",
        "title": "str",
        "counts": "bool",
        "starts_at": "str",
        "place": "str",
        "address": "str",
        "expected": figure,
        "present": figure,
        "unexpected": {"count": "int", "people": "list"},
        "absent": figure,
        "reasons": [{"reason": "str", **figure}],
        "withdrew": figure,
    }
    assert account["agenda"] == [{"title": "str", "description": "str", "parts": [{"role": "str", **person}]}]


async def test_the_programme_as_json(demo: Demo) -> None:
    data = await programme_report_json(demo.store, demo.programme_id)
    assert list(data) == ["programme", "held", "participants", "activities", "targets"]
    held = {each["slug"]: each["count"] for every in data["activities"] for each in every["held"]}
    assert (data["held"], held["the-hague"]) == (len(held), 37)
    for target in data["targets"]:
        assert list(target) == [
            *("kind", "category", "label", "goal", "reached", "percent", "people", "countries", "meetings")
        ]
    members, countries = data["targets"][:2]
    assert (members["reached"], members["goal"], members["percent"]) == (11, 100, 11.0)
    assert (len(members["people"]), len(countries["countries"])) == (11, 7)


def test_words() -> None:
    assert [ordinal(number) for number in (1, 2, 12, 13, 21, 22, 23, 111)] == [
        *("first", "second", "twelfth", "13th", "21st", "22nd", "23rd", "111th")
    ]
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        *("", "a", "a and b", "a, b and c")
    ]
    assert [between(15, 15), between(2310, 2350)] == ["15", "2310 to 2350"]
    assert activity_name(ActivityType.STUDY_VISIT, None) == "Study visits"
