"""The two faces of one Markdown text: HTML, and plain text that reads as if it had been typed so.

A line break in the source is a line break in both. It never lets HTML through (what looks like a tag is
text), and never loads anything: there are no images.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from paht_tui.markdown import MARKDOWN

_BETWEEN: Final = re.compile(r"\n(?:[ \t]*\n)+")
_SPANS: Final = re.compile(r"^(?: {4}| {0,3}(?:\t|>|[-+*](?:[ \t]|$)|\d{1,9}[.)]|```|~~~))", re.MULTILINE)
"""What begins a block that may hold an empty line: a list, a quote, code."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Both faces; plain text has one line feed for each line break and none at its end."""

    html: str
    plain: str


def render_markdown(source: str) -> Rendered:
    """HTML (body content only) and plain text, parsed once.

    The messages of a batch differ in a few paragraphs; the others are not parsed anew for each. Where one
    paragraph could mean something to another (a list, code, the target of a link), the text stays whole.
    """
    if "]:" in source or _SPANS.search(source):
        return _rendered(source)
    pieces = [_paragraph(each) for each in _BETWEEN.split(source.strip("\n")) if each.strip(" ")]
    html = "".join(piece.html for piece in pieces)
    return Rendered(html, "\n\n".join(piece.plain for piece in pieces))


def _rendered(source: str) -> Rendered:
    tokens = MARKDOWN.parse(source)
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return Rendered(html=html, plain="\n".join(_blocks(SyntaxTreeNode(tokens).children)))


_paragraph = lru_cache(maxsize=256)(_rendered)


def _blocks(nodes: Sequence[SyntaxTreeNode], *, tight: bool = False) -> Iterator[str]:
    """The lines of blocks one below the other, with an empty line between two unless they are tight."""
    for position, node in enumerate(nodes):
        if position and not tight:
            yield ""
        yield from _block(node)


def _block(node: SyntaxTreeNode) -> Iterator[str]:
    if node.type in {"bullet_list", "ordered_list"}:
        yield from _list(node)
    elif node.type == "blockquote":
        yield from (f"> {line}".rstrip() for line in _blocks(node.children))
    elif node.type == "hr":
        yield "-" * 40
    elif node.type in {"fence", "code_block"}:
        yield from node.content.rstrip("\n").split("\n")
    else:
        yield from _inline(node.children).split("\n")


def _list(node: SyntaxTreeNode) -> Iterator[str]:
    """A marker, and what follows indented to stand below the first word."""
    number = int(node.attrs.get("start", 1))
    tight = all(
        child.hidden for item in node.children for child in item.children if child.type == "paragraph"
    )
    for position, item in enumerate(node.children):
        marker = "- " if node.type == "bullet_list" else f"{number + position}. "
        if position and not tight:
            yield ""
        for row, line in enumerate(_blocks(item.children, tight=tight)):
            yield f"{' ' * len(marker) if row else marker}{line}".rstrip()


def _inline(nodes: Sequence[SyntaxTreeNode]) -> str:
    return "".join(map(_piece, nodes))


def _piece(node: SyntaxTreeNode) -> str:
    if node.type in {"softbreak", "hardbreak"}:
        return "\n"
    if node.type == "link":
        return _link(_inline(node.children), str(node.attrs["href"]))
    return _inline(node.children) if node.children else node.content


def _link(text: str, target: str) -> str:
    return text if target in {text, f"mailto:{text}"} or not target else f"{text} <{target}>"
