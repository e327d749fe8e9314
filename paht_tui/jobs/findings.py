"""One thing that `paht doctor` looked at: how it stands and what to do. It never holds a secret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing stands: as it should, not set up, or wrong."""

    OK = "ok"
    MISSING = "missing"
    PROBLEM = "problem"


_MARKS = {State.OK: "ok     ", State.MISSING: "not yet", State.PROBLEM: "PROBLEM"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: what it is, how it stands, what was found, and what to do (empty: nothing)."""

    what: str
    state: State
    found: str
    advice: str = ""


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """The findings one beneath the other, what to do below each that is not as it should be."""
    size = max(len(each.what) for each in findings)
    for each in findings:
        yield f"{_MARKS[each.state]}  {each.what:<{size}}  {each.found}"
        if each.advice and each.state is not State.OK:
            yield f"{'':<{size + 11}}→ {each.advice}"
