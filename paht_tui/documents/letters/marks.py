"""The Markdown of a letter as a tree of plain data, from which the template builds what is set.

Nothing here writes typst's markup: a text stays a text whatever it looks like.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from paht_tui.markdown import MARKDOWN

_SPANS = {"strong": "strong", "em": "emphasis"}
_LISTS = {"bullet_list": "bullets", "ordered_list": "numbers"}


def blocks(source: str) -> list[dict[str, Any]]:
    """The paragraphs, lists and the rest of a text; there is always at least one."""
    made = [_block(node) for node in SyntaxTreeNode(MARKDOWN.parse(source)).children]
    return made or [{"is": "paragraph", "parts": []}]


def _block(node: SyntaxTreeNode) -> dict[str, Any]:
    if node.type in _LISTS:
        return _list(node)
    if node.type == "blockquote":
        return {"is": "quote", "blocks": [_block(child) for child in node.children]}
    if node.type == "hr":
        return {"is": "rule"}
    if node.type in {"fence", "code_block"}:
        return {"is": "verse", "lines": node.content.rstrip("\n").split("\n")}
    return {"is": "heading" if node.type == "heading" else "paragraph", "parts": _parts(node)}


def _list(node: SyntaxTreeNode) -> dict[str, Any]:
    return {
        "is": _LISTS[node.type],
        "tight": all(
            child.hidden for item in node.children for child in item.children if child.type == "paragraph"
        ),
        "start": int(node.attrs.get("start", 1)),
        "items": [[_block(child) for child in item.children] for item in node.children],
    }


def _parts(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    return [part for inline in node.children for part in _spans(inline.children)]


def _spans(nodes: Sequence[SyntaxTreeNode]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if node.type in {"softbreak", "hardbreak"}:
            yield {"is": "break"}
        elif node.type in _SPANS:
            yield {"is": _SPANS[node.type], "parts": list(_spans(node.children))}
        elif node.type == "link":
            yield from _link(node)
        elif node.content:
            yield {"is": "text", "text": node.content}


def _link(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    """A link, with its target in brackets: paper cannot be clicked."""
    target = str(node.attrs["href"])
    words = list(_spans(node.children))
    text = "".join(each.content for each in node.walk() if each.type in {"text", "code_inline"})
    if not target:
        yield from words
        return
    yield {"is": "link", "to": target, "parts": words}
    if target not in {text, f"mailto:{text}"}:
        yield {"is": "text", "text": f" ({target.removeprefix('mailto:')})"}
