"""The links of a page as a mail program finds them, and what it opens when one is followed."""

from html.parser import HTMLParser
from urllib.parse import unquote


def links_of(page: str) -> list[tuple[str, str]]:
    """The target of each link and the words on it, in order."""
    found = _Links()
    found.feed(page)
    found.close()
    return found.links


def followed(link: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the message that a `mailto:` link opens (RFC 6068)."""
    scheme, _, rest = link.partition(":")
    assert scheme == "mailto"
    address, _, fields = rest.partition("?")
    pairs = (field.partition("=") for field in fields.split("&"))
    return unquote(address), {name: unquote(value) for name, _, value in pairs}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self._target = ""

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._target = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        if self._target:
            self.links.append((self._target, data))

    def handle_endtag(self, _tag: str) -> None:
        self._target = ""
