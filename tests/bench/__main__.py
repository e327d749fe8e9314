"""`make bench`: prints every figure as a ratio of times; above 1 is slower than the floor."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import importing, letters, reporting, sending, startup
from tests.bench.figures import Figure, Memory

BENCHES: dict[str, Callable[[Path], Iterator[Figure | Memory]]] = {
    "startup": startup.figures,
    "sending": sending.figures,
    "letters": letters.figures,
    "importing": importing.figures,
    "reporting": reporting.figures,
}


def main(names: list[str]) -> None:
    """Run the benches named, or all."""
    for name in names or list(BENCHES):
        with tempfile.TemporaryDirectory(prefix="paht-bench-") as folder:
            for figure in BENCHES[name](Path(folder)):
                print(figure.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
