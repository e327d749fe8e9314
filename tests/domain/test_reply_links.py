import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.enums import Answer
from paht_tui.domain.reply_links import Reply, claimed_invitations, read_reply, reply_token

KEY = "5e" * 32
OTHER = "7a" * 32
KEYS = {12: KEY, 13: KEY, 14: OTHER}
YES = Reply(12, Answer.ACCEPTED)
TOKEN = "PAHT-Y-12-JD1Y8JT1AMSN6YFQ"

REPLIES = st.builds(
    Reply,
    st.integers(1, 10**18 - 1),
    st.sampled_from([Answer.ACCEPTED, Answer.DECLINED, Answer.TENTATIVE]),
    st.none() | st.integers(1, 10**18 - 1),
)
TEXTS = st.text(st.characters() | st.sampled_from("PAHTYNM-.0123456789 \r\n[]"), max_size=60)


def test_a_token_says_invitation_and_answer_and_proves_them() -> None:
    assert reply_token(KEY, YES) == TOKEN
    assert claimed_invitations(f"Yes: The Hague [{TOKEN}]") == {12}
    assert read_reply(f"Yes: The Hague [{TOKEN}]", KEYS) == YES


@pytest.mark.parametrize(
    ("reply", "start"),
    [
        (Reply(12, Answer.DECLINED), "PAHT-N-12-"),
        (Reply(12, Answer.TENTATIVE), "PAHT-M-12-"),
        (Reply(12, Answer.ACCEPTED, session_id=3), "PAHT-Y-12.3-"),
    ],
)
def test_each_answer_has_a_token_of_its_own(reply: Reply, start: str) -> None:
    token = reply_token(KEY, reply)
    assert token.startswith(start)
    assert token.rpartition("-")[2] != TOKEN.rpartition("-")[2]
    assert read_reply(token, KEYS) == reply


@pytest.mark.parametrize(
    "subject",
    [
        f"Re: AW: Antw: SV: [EXTERN] Ja: Den Haag [{TOKEN}] (war: Einladung)",
        f"ΑΠ: {TOKEN.lower()}",
        f"{TOKEN}{TOKEN}",
        "Yes: The Hague [PAHT-Y-12-JD1Y8JT\r\n 1AMSN6YFQ]",
        "Yes: The Hague [PAHT-Y-\t12-JD1Y8JT1A MSN6YFQ]",
        f"PAHT-Y-12-{TOKEN}",
        f"PAHT-Y-13-000000000000{TOKEN}",
        "x" * 1900 + TOKEN,
    ],
)
def test_a_token_outlives_prefixes_folding_and_small_letters(subject: str) -> None:
    assert read_reply(subject, KEYS) == YES


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Re: Invitation: The Hague",
        TOKEN[:-1],
        TOKEN.replace("-Y-", "-N-"),
        TOKEN.replace("-12-", "-13-"),
        TOKEN.replace("-12-", "-14-"),
        TOKEN.replace("-12-", "-99-"),
        TOKEN.replace("-12-", "-012-"),
        TOKEN.replace("-12-", "-12.3-"),
        TOKEN.replace("-12-", "-\u0661\u0662-"),
        TOKEN.replace("1A", "1\u0410"),
        reply_token(OTHER, YES),
        "x" * 2000 + TOKEN,
    ],
)
def test_what_is_altered_cut_or_signed_by_somebody_else_answers_nothing(subject: str) -> None:
    assert read_reply(subject, KEYS) is None


def test_two_tokens_that_disagree_answer_nothing() -> None:
    no, elsewhere = (reply_token(KEY, each) for each in (Reply(12, Answer.DECLINED), Reply(13, YES.answer)))
    assert read_reply(f"{TOKEN} {no}", KEYS) is None
    assert read_reply(f"{TOKEN} {elsewhere}", KEYS) is None
    assert claimed_invitations(f"{TOKEN} {elsewhere}") == {12, 13}


def test_a_forged_token_beside_a_true_one_changes_nothing() -> None:
    assert read_reply(f"{TOKEN} {reply_token(OTHER, Reply(13, Answer.DECLINED))}", KEYS) == YES


@pytest.mark.parametrize("key", ["", "5e" * 31, "no hexadecimal digits", "5E" * 32])
def test_without_a_whole_key_nothing_is_signed_and_nothing_is_verified(key: str) -> None:
    with pytest.raises(ValueError, match="not with this key"):
        reply_token(key, YES)
    assert read_reply(TOKEN, {12: key}) is None


@pytest.mark.parametrize("answer", [Answer.NONE, Answer.DELEGATED, Answer.WITHDRAWN])
def test_only_what_a_link_can_say_is_signed(answer: Answer) -> None:
    with pytest.raises(ValueError, match=answer.value):
        reply_token(KEY, Reply(12, answer))


@settings(deadline=None)
@given(TEXTS)
def test_no_text_is_an_error_and_none_is_an_answer(subject: str) -> None:
    keys = dict.fromkeys(claimed_invitations(subject), KEY)
    assert read_reply(subject, keys) is None


@settings(deadline=None)
@given(REPLIES, TEXTS, TEXTS, st.sampled_from([str.upper, str.lower]))
def test_a_token_is_found_in_any_subject(
    reply: Reply, before: str, after: str, written: Callable[[str], str]
) -> None:
    subject = f"{before} {written(reply_token(KEY, reply))} {after}"
    assert reply.invitation_id in claimed_invitations(subject)
    assert read_reply(subject, {reply.invitation_id: KEY}) == reply


@settings(deadline=None)
@given(REPLIES, st.data())
def test_a_token_with_one_character_changed_verifies_nothing(reply: Reply, data: st.DataObject) -> None:
    token = reply_token(KEY, reply)
    place = data.draw(st.integers(0, len(token) - 1))
    put = data.draw(st.characters() | st.sampled_from("YNM-.0123456789ABCDEFGHJKMNPQRSTVWXYZſK"))
    if re.fullmatch(re.escape(token[place]), put, re.ASCII | re.IGNORECASE):
        return
    changed = token[:place] + put + token[place + 1 :]
    keys = dict.fromkeys(claimed_invitations(changed), KEY)
    assert read_reply(changed, keys) is None
