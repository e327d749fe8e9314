"""The e-mail addresses in a cell, each checked for its form. Never asks the network whether one exists."""

import re
from functools import lru_cache
from typing import Final

from email_validator import EmailNotValidError, validate_email

_IN_BRACKETS: Final = re.compile(r"<([^<>]*)>")
_REMARK: Final = re.compile(r"(?<![^\s;,|])\([^()@]*\)(?![^\s;,|])")
_BETWEEN: Final = re.compile(r"[;,|\s]+")
_PLAIN: Final = re.compile(r"(?=.{1,64}$)[A-Za-z0-9_+'-]+(?:\.[A-Za-z0-9_+'-]+)*")  # beyond all doubt
_LONGEST: Final = 200  # characters; the limit is 254, in a count of its own
_WORDS_BETWEEN: Final = frozenset(
    {"/", "&", "-", "or", "and", "oder", "und", "ou", "et", "of", "en", "lub", "i", "sau", "e", "o", "y"}
)


def read_emails(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of the cell, and a sentence for each that cannot be used.

    Several may stand in one cell, between ; , | or spaces; "Name <address>", "mailto:address" and a remark in
    brackets are understood. Domains come in lower case, the same address once.
    """
    good: dict[str, None] = {}
    reasons = []
    for written in _written(cell):
        address, reason = _checked(written)
        if reason:
            reasons.append(f"The e-mail address “{written}” cannot be used: {reason}")
        else:
            good[address] = None
    return tuple(good), tuple(reasons)


def _written(cell: str) -> list[str]:
    inside = _IN_BRACKETS.findall(cell)
    around = _BETWEEN.split(_REMARK.sub(" ", _IN_BRACKETS.sub(" ", cell)))
    # Beside "<address>" stands a name; without brackets a word that is no address is a mistake to be shown.
    outside = [word for word in around if "@" in word or not inside]
    return [
        bare
        for word in (*inside, *outside)
        if (bare := _bare(word)) and bare.casefold() not in _WORDS_BETWEEN
    ]


def _bare(word: str) -> str:
    bare = word.strip().strip("\"'“”„<>")
    if bare[:7].casefold() == "mailto:":
        bare = bare[7:].partition("?")[0]
    return bare.rstrip(".")


@lru_cache(maxsize=4096)
def _domain(written: str) -> str:
    """The domain in its usual form, "" where it cannot be used. Many addresses share one."""
    try:
        return validate_email(f"x@{written}", check_deliverability=False, test_environment=True).domain
    except EmailNotValidError:
        return ""


@lru_cache(maxsize=65536)
def _checked(written: str) -> tuple[str, str]:
    """The address in its usual form and "", or "" and why not."""
    if "@" not in written:
        return "", "there is no @ in it."
    local, _, domain = written.rpartition("@")
    if _PLAIN.fullmatch(local) and len(written) <= _LONGEST and (usual := _domain(domain)):
        return f"{local}@{usual}", ""
    try:
        # test_environment lets ".test" pass, which is reserved for samples; ".example" passes anyway.
        valid = validate_email(written, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        return "", str(error)
    return valid.normalized, ""
