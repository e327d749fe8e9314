"""Whom Postfix asks who may log in, in place of Dovecot: it speaks the same protocol (version 1.1).

So a Postfix that demands a login can be had without a further package. It knows PLAIN only.
"""

import base64
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

_GREETING = (
    *("VERSION\t1\t1", "MECH\tPLAIN\tplaintext", "SPID\t1", "CUID\t1"),
    *("COOKIE\t00000000000000000000000000000000", "DONE"),
)


class LoginService:
    """The service at a socket of this path; `users` are passwords by name. While `is_away` it hangs up."""

    def __init__(self, path: Path, users: Mapping[str, str]) -> None:
        self.is_away = False
        self._users = users
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o666)  # Postfix asks as a user of its own
        self._thread = threading.Thread(target=self._serve, name="login-service")
        self._answering: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listener.listen()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in (self._thread, *self._answering):
            thread.join()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:  # it was closed: the service ends
                return
            thread = threading.Thread(target=self._attend, args=(line,), name="login-service")
            self._answering.append(thread)
            thread.start()

    def _attend(self, line: socket.socket) -> None:
        with line, line.makefile("rw", encoding="utf-8", newline="\n") as file:
            print(*_GREETING, sep="\n", file=file, flush=True)
            for words in _requests(file):
                if self.is_away:
                    return
                print(self._answer(words), file=file, flush=True)

    def _answer(self, words: list[str]) -> str:
        number = words[1]
        [given] = [word.removeprefix("resp=") for word in words if word.startswith("resp=")]
        _, user, password = base64.b64decode(given).decode().split("\0")
        right = self._users.get(user) == password
        return f"OK\t{number}\tuser={user}" if right else f"FAIL\t{number}\tuser={user}"


def _requests(lines: Iterator[str]) -> Iterator[list[str]]:
    for line in lines:
        words = line.rstrip("\n").split("\t")
        if words[0] == "AUTH":
            yield words
