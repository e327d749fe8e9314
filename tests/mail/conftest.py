"""One certificate authority for the run, and a mail server for each test that asks for one."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.servers import Certificates, MailServer

# A busy machine is not a failure. `make properties` tries many more examples.
settings.register_profile("paht", deadline=None, max_examples=40)
settings.register_profile("properties", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("PAHT_PROPERTIES", "paht"))

Serve = Callable[..., MailServer]


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    return Certificates()


@pytest.fixture
def serve(certificates: Certificates) -> Iterator[Serve]:
    """Start a server: `serve(security="tls", users={"anna": "secret"})`; stopped when the test ends."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(MailServer(certificates, **options))


@pytest.fixture
def server(serve: Serve) -> MailServer:
    """A server with STARTTLS that takes everything."""
    return serve(security="starttls")
