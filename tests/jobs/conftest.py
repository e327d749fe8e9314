"""The sample as it stood on two days, built once for all tests that only look at it; and a mail server."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from paht_tui.jobs.demo import Demo, build_demo
from paht_tui.jobs.demo.stage import on
from tests.servers import MailServer


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The sample on the morning after The Hague."""
    yield from _built(tmp_path_factory.mktemp("after"))


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The sample ten days before, at 9:12 in The Hague."""
    yield from _built(tmp_path_factory.mktemp("before"), "2012-01-16", "09:12")


def _built(folder: Path, day: str = "2012-01-27", time: str = "09:00") -> Iterator[Demo]:
    made = asyncio.run(build_demo(folder=folder / "sample", at=on(day, time)))
    yield made
    made.store.close()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running
