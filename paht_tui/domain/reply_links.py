"""The token of a reply link: an answer in a subject line, signed so that nobody can answer for another.

It says invitation and answer in the open and proves them with the key of the programme. It never raises for
what arrives, whatever that is, and it records no answer.
"""

import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hmac import compare_digest, digest

from db.enums import Answer

_LETTERS = {Answer.ACCEPTED: "Y", Answer.DECLINED: "N", Answer.TENTATIVE: "M"}
_ANSWERS = {letter: answer for answer, letter in _LETTERS.items()}
_OCTETS = 10
"""80 bits of the signature stand in the token: sixteen characters."""
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L and O, which are read as 1 and 0."""
_TO_ALPHABET = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", _ALPHABET)
_NUMBER = r"[1-9][0-9]{0,17}"
"""As long as a number of the record can be."""
# Looked for at every place, also within what only begins like a token: that must not hide a true one.
_TOKEN = re.compile(
    rf"(?=PAHT-([YNM])-({_NUMBER})(?:\.({_NUMBER}))?-([{_ALPHABET}]{{16}}))", re.ASCII | re.IGNORECASE
)
_KEY = re.compile(r"[0-9a-f]{64}")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Reply:
    """What a link answers: accepted, declined or tentative, to an invitation.

    `session_id` names the one session that was asked to; None: the meeting.
    """

    invitation_id: int
    answer: Answer
    session_id: int | None = None


def reply_token(key: str, reply: Reply) -> str:
    """The token that a link puts into its subject; `key` is the programme's, 64 hexadecimal digits.

    Raises:
        ValueError: the key is none, or no link gives such an answer.
    """
    if not _KEY.fullmatch(key) or reply.answer not in _LETTERS:
        raise ValueError(f"an answer {reply.answer.value!r} cannot be signed, or not with this key")
    return f"PAHT-{_claim(reply)}-{_signature(key, reply)}"


def claimed_invitations(subject: str) -> frozenset[int]:
    """The invitations that a subject claims to answer: their programmes have the keys to verify it with."""
    return frozenset(reply.invitation_id for reply, _ in _claims(subject))


def read_reply(subject: str, keys: Mapping[int, str]) -> Reply | None:
    """What a subject answers, verified with the keys of the claimed invitations, by invitation.

    None: it answers nothing, what it claims is not signed with our key, or it says more than one thing.
    """
    said = {
        reply
        for reply, signature in _claims(subject)
        if _KEY.fullmatch(key := keys.get(reply.invitation_id, ""))
        if compare_digest(signature, _signature(key, reply))
    }
    return said.pop() if len(said) == 1 else None


def _claims(subject: str) -> Iterator[tuple[Reply, str]]:
    """Everything in a subject that looks like a token, with its signature."""
    # Programs fold long lines, and some leave the space in the middle of a word.
    for found in _TOKEN.finditer("".join(subject[:_LONGEST].split())):
        letter, invitation, session, signature = found.groups()
        answer = _ANSWERS[letter.upper()]
        yield Reply(int(invitation), answer, int(session) if session else None), signature.upper()


def _claim(reply: Reply) -> str:
    session = f".{reply.session_id}" if reply.session_id else ""
    return f"{_LETTERS[reply.answer]}-{reply.invitation_id}{session}"


def _signature(key: str, reply: Reply) -> str:
    signed = digest(bytes.fromhex(key), f"reply link {_claim(reply)}".encode(), "sha256")
    return b32encode(signed[:_OCTETS]).decode().translate(_TO_ALPHABET)
