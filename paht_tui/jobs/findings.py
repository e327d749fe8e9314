"""One thing that `paht doctor` looked at: how it stands and what to do. It never holds a secret."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How one thing stands: as it should, not set up, or wrong."""

    OK = "ok"
    MISSING = "missing"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: what it is, how it stands, what was found, and what to do (empty: nothing)."""

    what: str
    state: State
    found: str
    advice: str = ""
