"""What a server's refusal means for the next try, read from its code and its words (RFC 5321, 3463, 6647).

It decides nothing: how long to wait, and whether to mark an address, is for the caller. The words of a server
are only ever compared with those below.
"""

import re
from typing import Final

from paht_tui.mail.message import Kind, Stage

_ENHANCED = re.compile(r"(?:#|.*\(#)?([245])\.(\d{1,3})\.(\d{1,3})(?=[\s):;,]|\Z)", re.DOTALL)
"""At the start, as it is registered; behind a # (IronPort), or at the end in brackets (qmail)."""
_NAMED = re.compile(r"[^\s:;,<>()]*@[^\s:;,<>()]*")
"""An address that the server repeats: what it is called says nothing."""
_GREYLIST = re.compile(r"gr[ae]y[- ]?list", re.IGNORECASE)
_RATE = re.compile(
    r"\brate\b|rate[- ]?limit|too (many|much|fast|quickly|frequent)|throttl|limit exceeded|unusual"
    r"|frequency limit",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"relay|spam|polic|block|black|listed|dnsbl|\brbl\b|reputation|\bspf\b|\bdkim\b|\bdmarc\b"
    r"|authenticat|not allowed|denied|prohibit|rcpthosts|banned|junk|unsolicited|virus",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\bsender\b|\bhelo\b|\behlo\b|\bdns\b|client host|reverse (host|dns)|\bptr\b", re.IGNORECASE
)
_NO_SPACE = re.compile(
    r"quota|\bfull\b|exceed|\bstorage\b|insufficient|out of space|too (large|big)", re.IGNORECASE
)
_NOBODY_THERE = re.compile(
    r"no such (user|recipient|mailbox|person|account|address)|no mailbox here|not our customer"
    r"|(unknown|invalid|inactive|disabled) (user|recipient|mailbox|account|address)"
    r"|(user|recipient|mailbox|account|address)\b[^.;]{0,40}"
    r"\b(unknown|not (found|exist)|does ?n[o']t exist|disabled|discontinued|inactive|no longer)"
    r"|does ?n[o']t have an? \S+ account",
    re.IGNORECASE,
)
_TURNED_AWAY = re.compile(r"recipient address(es)? rejected", re.IGNORECASE)

_PERMANENT: Final = 500
_CLOSING: Final = 421
_NO_ROOM: Final = 452
_TRY_LATER: Final = frozenset({450, 451})
_NO_SUCH: Final = frozenset({550, 551, 553})
_NO_LOGIN: Final = 454

_NOBODY: Final = frozenset({(1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (1, 6), (1, 10), (2, 1)})
"""Enhanced codes (RFC 3463, 7505) of an address without anybody; 1.7 and 1.8 are about the sender's."""
_NO_ANSWER: Final = (4, 1)
"""Exchange Online has it for an address that its directory does not know, in words of its own."""
_CONGESTED: Final = frozenset({3, 4})
"""The mail system, the network."""
_BY_RULE: Final = 7
"""Security or policy."""
_COME_AGAIN: Final = frozenset({(7, 0), (7, 1)})
_TOO_MANY_RECIPIENTS: Final = (5, 3)
_SAYS_NOTHING: Final = frozenset({(0, 0), (2, 0), (5, 0)})

Enhanced = tuple[int, int] | None
"""Subject and detail of an enhanced code (RFC 3463), without its class."""


def kind_of(code: int, text: str, stage: Stage) -> Kind:
    """The kind of a temporary (4xx) or permanent (5xx) answer; `text` begins with its enhanced code."""
    enhanced = _enhanced(code, text)
    if code >= _PERMANENT:
        return _permanent(code, enhanced, text, stage)
    return _temporary(code, enhanced, text, stage)


def _enhanced(code: int, text: str) -> Enhanced:
    """The enhanced code, where it says something and is of the same class as the code."""
    found = _ENHANCED.match(text)
    if found is None or int(found[1]) != code // 100:
        return None
    parts = (int(found[2]), int(found[3]))
    return None if parts in _SAYS_NOTHING else parts


def _permanent(code: int, enhanced: Enhanced, text: str, stage: Stage) -> Kind:
    words = _NAMED.sub("", text)
    by_rule = enhanced[0] == _BY_RULE if enhanced else bool(_POLICY.search(words))
    if by_rule:
        return Kind.POLICY
    if stage is Stage.SENDER or any(each.search(words) for each in (_ABOUT_US, _NO_SPACE, _RATE)):
        return Kind.OTHER
    return Kind.ADDRESS if _is_nobody(code, enhanced, words, stage) else Kind.OTHER


def _is_nobody(code: int, enhanced: Enhanced, words: str, stage: Stage) -> bool:
    """Whether a refusal says that nobody is at the address; the words count where the code says nothing."""
    if enhanced is not None:
        return enhanced in _NOBODY or (enhanced == _NO_ANSWER and bool(_TURNED_AWAY.search(words)))
    return (stage is Stage.RECIPIENT and code in _NO_SUCH) or bool(_NOBODY_THERE.search(words))


def _temporary(code: int, enhanced: Enhanced, text: str, stage: Stage) -> Kind:
    words = _NAMED.sub("", text)
    subject = enhanced[0] if enhanced else None
    asked_again = code in _TRY_LATER and (
        enhanced in _COME_AGAIN or (enhanced is None and stage is Stage.RECIPIENT)
    )
    if _GREYLIST.search(words):
        return Kind.GREYLISTED
    if _RATE.search(words) or enhanced == _TOO_MANY_RECIPIENTS:
        return Kind.RATE
    if code == _NO_LOGIN or _ABOUT_US.search(words):
        return Kind.OTHER  # a login, our name or our address has to be mended: to be slower helps nothing
    if asked_again:
        return Kind.GREYLISTED
    if subject == _BY_RULE:
        return Kind.RATE
    busy = code == _CLOSING or subject in _CONGESTED or (code == _NO_ROOM and subject is None)
    return Kind.BUSY if busy else Kind.OTHER
