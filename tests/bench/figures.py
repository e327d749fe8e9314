"""Measuring two ways in turn, A B A B …, so that a machine that slows down slows both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Way = Callable[[], float]
"""Does it once and gives the seconds that count."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the bench: ours and the floor in seconds (medians), over so many rounds."""

    what: str
    floor_name: str
    ours: float
    floor: float
    rounds: int

    @property
    def ratio(self) -> float:
        """Our time over the floor's."""
        return self.ours / self.floor

    def line(self) -> str:
        """The figure as it is printed: a ratio of times, and the two times behind it."""
        return (
            f"{self.what:<44} {self.ratio:6.2f} × {self.floor_name:<34}"
            f" {self.ours:8.3f} s  {self.floor:8.3f} s  ({self.rounds} rounds)"
        )


@dataclass(frozen=True, slots=True)
class Memory:
    """The most memory (MiB) that two processes took, the second with more to do."""

    what: str
    less: float
    more: float

    def line(self) -> str:
        """Both, and by how much they differ."""
        return (
            f"{self.what:<44} {self.less:8.1f} MiB {self.more:8.1f} MiB  ({self.more - self.less:+.1f} MiB)"
        )


def compare(what: str, ours: Way, floor_name: str, floor: Way, *, rounds: int = 5) -> Figure:
    """Measure both ways in turn, after one round that does not count."""
    mine: list[float] = []
    theirs: list[float] = []
    for round_number in range(rounds + 1):
        for way, times in ((ours, mine), (floor, theirs)):
            seconds = way()
            if round_number:
                times.append(seconds)
    return Figure(what, floor_name, statistics.median(mine), statistics.median(theirs), rounds)


def timed(does: Callable[[], object]) -> float:
    """The seconds that a call takes."""
    begun = time.perf_counter()
    does()
    return time.perf_counter() - begun
