from collections.abc import Sequence

import pytest

from db.change import Change
from db.enums import Answer, CallOutcome, Capacity, Category, ContactState, Delivery, Reason, SaidBy, Seat
from db.errors import FilterError
from db.queries.filters import INVITATIONS, PEOPLE, Word, parse_filter
from db.queries.invitations import invitation_ids, list_invitations
from db.queries.people import count_people, list_people
from db.store import Store
from paht_tui.domain.answers import Said, record_answer
from paht_tui.domain.calls import log_call
from paht_tui.domain.desk import check_in, mark_absent, walk_in
from paht_tui.domain.invitations import edit_invitation, invite_people
from paht_tui.domain.people import add_person, edit_person, mark_email
from tests.factories import Scene, everything, hand_over, planned, prepare_plainly, the_hague


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("  -  ", ()),
        ("lo", (Word("", ("lo",)),)),
        ("-lo", (Word("", ("lo",), excludes=True),)),
        ("country:de,fr", (Word("country", ("de", "fr")),)),
        ("-Country:de", (Word("country", ("de",), excludes=True),)),
        ("country:de,", (Word("country", ("de",)),)),
        ('"la strada" org:"de kamer"', (Word("", ("la strada",)), Word("org", ("de kamer",)))),
        ("O'Brien d'Hondt", (Word("", ("O'Brien",)), Word("", ("d'Hondt",)))),
        ("smith-jones a\\b #1", (Word("", ("smith-jones",)), Word("", ("a\\b",)), Word("", ("#1",)))),
        ("org:a:b", (Word("org", ("a:b",)),)),
    ],
)
def test_the_words_of_a_filter(text: str, words: tuple[Word, ...]) -> None:
    assert parse_filter(text) == words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('org:"la strada', "A quotation mark in the filter is not closed."),
        ("country:", "“country:” needs a value: for example country:de."),
        ("-country:,", "“-country:,” needs a value: for example country:de."),
    ],
)
def test_a_filter_that_cannot_be_read(text: str, sentence: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse_filter(text)
    assert str(refused.value) == sentence


def a_list(change: Change, scene: Scene) -> None:
    """Five people, each with something of her own to be found by."""
    adams = add_person(
        change,
        given_name="Żaneta",
        family_name="Adams",
        category=Category.MP,
        country="nl",
        languages="NL,en",
        emails=["z.adams@TweedeKamer.example"],
        organisation="Tweede Kamer",
    )
    brown = add_person(
        change,
        family_name="O'Brown",
        category=Category.NGO,
        country="ie",
        languages="en",
        emails=["brown@ngo.example"],
        organisation="La Strada 100%",
    )
    clark = add_person(change, family_name="Clark", category=Category.REGIONAL_MP, country="gb")
    dunn = add_person(change, family_name="Dunn", emails=["dunn@mp.example"])
    evans = add_person(change, family_name="Evans", country="nl", emails=["evans@mp.example"])
    edit_person(change, person_id=evans, do_not_contact=True)
    mark_email(change, email_id=2, state=ContactState.BOUNCED)
    ids = invite_people(change, meeting_id=scene.meeting, person_ids=[adams, brown, clark, dunn]).added
    edit_invitation(change, invitation_id=ids[2], capacity=Capacity.SPEAKER, seat=Seat.MEMBER)
    by_office = Said(by=SaidBy.OFFICE)
    record_answer(change, invitation_id=ids[0], answer=Answer.ACCEPTED, said=by_office)
    record_answer(change, invitation_id=ids[1], answer=Answer.DECLINED, said=Said(reason=Reason.ILLNESS))
    record_answer(change, invitation_id=ids[2], answer=Answer.ACCEPTED)
    log_call(change, invitation_id=ids[3], outcome=CallOutcome.NO_ANSWER)
    check_in(change, invitation_id=ids[0], session_id=scene.main)
    check_in(change, invitation_id=ids[1], session_id=scene.main)
    mark_absent(change, session_id=scene.main, invitation_ids=[ids[2]], reason=Reason.WEATHER)
    walk_in(change, session_id=scene.main, name="Faye Wu")


async def listed(store: Store) -> Scene:
    scene = await the_hague(store)
    await store.write(a_list, scene)
    batch = await prepare_plainly(store, scene, [planned(1, 1), planned(3, 3)])
    await hand_over(store, batch, Delivery.SENT)
    return scene


def family_names(rows: Sequence[object]) -> str:
    return " ".join(str(getattr(row, "name", "")).split()[-1] for row in rows)


PEOPLE_FILTERS = [
    ("", "Adams Clark Dunn Evans O'Brown Wu"),
    ("zaneta", "Adams"),
    ("ŻANETA", "Adams"),
    ("strada", "O'Brown"),
    ("o'b", "O'Brown"),
    ("adams clark", ""),
    ("-adams", "Clark Dunn Evans O'Brown Wu"),
    ("%", "O'Brown"),
    ("_", ""),
    ("category:mp", "Adams"),
    ("category:mp,ngo", "Adams O'Brown"),
    ("category:regional-mp", "Clark"),
    ("contact:no", "Evans"),
    ("contact:yes", "Adams Clark Dunn O'Brown Wu"),
    ("country:NL", "Adams Evans"),
    ("country:nl -adams", "Evans"),
    ("-country:nl", "Clark Dunn O'Brown Wu"),
    ("-country:nl,gb", "Dunn O'Brown Wu"),
    ("country:none", "Dunn Wu"),
    ("-country:none", "Adams Clark Evans O'Brown"),
    ("email:none", "Clark Wu"),
    ("email:bounced", "O'Brown"),
    ("email:TWEEDE", "Adams"),
    ("email:a_ams", ""),
    ("id:1,3", "Adams Clark"),
    ("id:0", ""),
    ("id:x", ""),
    ("id:99999999999999999999", ""),
    ("language:nl", "Adams"),
    ("language:EN", "Adams O'Brown"),
    ("-language:en", "Clark Dunn Evans Wu"),
    ("meeting:the-hague", "Adams Clark Dunn O'Brown Wu"),
    ("-meeting:the-hague", "Evans"),
    ("meeting:nowhere", ""),
    ('org:"la strada"', "O'Brown"),
    ("-org:kamer", "Clark Dunn Evans O'Brown Wu"),
    ("org:100%", "O'Brown"),
]

INVITATION_FILTERS = [
    ("country:nl", "Adams"),
    ("answer:accepted", "Adams Clark"),
    ("-answer:accepted", "Dunn O'Brown Wu"),
    ("called:yes", "Dunn"),
    ("called:no", "Adams Clark O'Brown Wu"),
    ("capacity:speaker", "Clark"),
    ("delivery:sent", "Adams"),
    ("delivery:queued", "Clark"),
    ("delivery:none", "Dunn O'Brown Wu"),
    ("-delivery:sent", "Clark Dunn O'Brown Wu"),
    ("presence:present", "Adams O'Brown Wu"),
    ("presence:unexpected", "O'Brown Wu"),
    ("presence:absent", "Clark"),
    ("-presence:present", "Clark Dunn"),
    ("reason:illness", "O'Brown"),
    ("-reason:illness", "Adams Clark Dunn Wu"),
    ("reason:none", "Adams Clark Dunn Wu"),
    ("said:office", "Adams"),
    ("-said:office", "Clark Dunn O'Brown Wu"),
    ("said:none", "Clark Dunn O'Brown Wu"),
    ("seat:member", "Clark"),
    ("-seat:member", "Adams Dunn O'Brown Wu"),
]


async def test_the_contacts_that_each_filter_finds(store: Store) -> None:
    await listed(store)
    found = [(text, family_names(await store.read(list_people, text=text))) for text, _ in PEOPLE_FILTERS]
    assert found == PEOPLE_FILTERS
    counts = [await store.read(count_people, text=text) for text, _ in PEOPLE_FILTERS]
    assert counts == [len(names.split()) for _, names in PEOPLE_FILTERS]


async def test_the_invitations_that_each_filter_finds(store: Store) -> None:
    scene = await listed(store)
    found = [
        (text, family_names(await store.read(list_invitations, meeting_id=scene.meeting, text=text)))
        for text, _ in INVITATION_FILTERS
    ]
    assert found == INVITATION_FILTERS


def test_every_filter_word_is_shown_at_work() -> None:
    shown = {word.field for text, _ in PEOPLE_FILTERS + INVITATION_FILTERS for word in parse_filter(text)}
    assert shown - {""} == INVITATIONS.keys()
    assert PEOPLE.keys() == {word.field for text, _ in PEOPLE_FILTERS for word in parse_filter(text)} - {""}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "answer:accepted",
            (
                "“answer:” is not a filter word here."
                " There are: category, contact, country, email, id, language, meeting, org."
            ),
        ),
        (
            "category:mep",
            (
                "“mep” is not one of: mp, regional_mp, official, rapporteur, ngo, police, igo, diplomat,"
                " researcher, clerk, assistant, interpreter, staff, business, press, other."
            ),
        ),
        ("contact:perhaps", "“contact:” is yes or no."),
    ],
)
async def test_a_word_or_a_value_that_does_not_exist_is_answered_with_those_that_do(
    sqlite_store: Store, text: str, sentence: str
) -> None:
    with pytest.raises(FilterError) as refused:
        await sqlite_store.read(list_people, text=text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("called:twice", "“called:” is yes or no."),
        ("presence:maybe", "“maybe” is not one of: present, unexpected, absent."),
        (
            "answer:yes",
            "“yes” is not one of: none, tentative, accepted, declined, delegated, withdrawn.",
        ),
    ],
)
async def test_the_words_of_a_list_explain_themselves_too(
    sqlite_store: Store, text: str, sentence: str
) -> None:
    with pytest.raises(FilterError) as refused:
        await sqlite_store.read(invitation_ids, meeting_id=1, text=text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE people; --",
        "x' OR '1'='1",
        "country:nl'--",
        "org:%' OR 1=1 --",
        "email:x'/**/OR/**/1=1",
        "meeting:');DELETE/**/FROM/**/people;--",
        "language:%",
        "email:%",
        "org:_______",
        "\\",
        "\\%",
        ":name",
        "id:1;DROP",
    ],
)
async def test_what_looks_like_sql_is_only_looked_for(store: Store, text: str) -> None:
    await listed(store)
    before = await everything(store)
    try:
        found = family_names(await store.read(list_people, text=text))
    except FilterError:
        found = ""
    assert (found, await everything(store)) == ("", before)
