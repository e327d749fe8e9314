"""What every language has to say. It holds values and does nothing."""

from dataclasses import dataclass

from db.enums import Channel, MessageKind


@dataclass(frozen=True, slots=True)
class Openings:
    """How a formal letter begins, by what the title before the name says, and by nothing else.

    `{name}` is the family name with the title, where there is one beside Mr or Ms; `{family}` is the family
    name alone, `{full}` the whole name. `either` says nothing of whether a man or a woman reads it.
    """

    mr: str
    ms: str
    lord: str
    lady: str
    either: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text to start with."""

    name: str
    kind: MessageKind
    subject: str
    body: str
    channel: Channel = Channel.EMAIL


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """What a reply link writes for who follows it: the subject, where `{title}` is asked to, and one line."""

    subject: str
    line: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its tag (RFC 5646), its English name, what is written in it.

    `local_time` names the town of the zone in which times are; `yes`, `no` and `maybe` are the reply links.
    """

    tag: str
    name: str
    openings: Openings
    local_time: str
    yes: ReplyWords
    no: ReplyWords
    maybe: ReplyWords
    texts: tuple[Text, ...]
