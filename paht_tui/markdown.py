"""The Markdown that messages and letters are written in, parsed in one way wherever it is shown.

A line break in the source is a line break. What looks like HTML is text, and there are no images.
"""

from typing import Final

from markdown_it import MarkdownIt

MARKDOWN: Final = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
