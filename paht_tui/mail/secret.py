"""What a login is proved by, as it is handed to a connection."""

from collections.abc import Callable

Password = str | None | Callable[[], str | None]
"""A password or a token. A function is asked at each connection, in a thread: a token lives an hour."""
