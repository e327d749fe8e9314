"""Several async generators as one: what any of them yields, as it comes. It knows nothing of what they do."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import TypeVar

T = TypeVar("T")

QUIET = 30.0
"""After so many seconds in which nothing came, that is told."""


async def merged(
    lines: Sequence[AsyncGenerator[T, None]],
) -> AsyncGenerator[T | None, None]:
    """What the generators yield; None when nothing has come for `QUIET` seconds.

    A generator goes on only when its last piece was taken up. Closed, this lets each come to its next piece
    and closes it there; cancelled, it cancels them; one that fails ends all, after theirs.
    """
    idle, under_way = list(lines), dict[asyncio.Future[T], AsyncGenerator[T, None]]()
    try:
        while idle or under_way:
            while idle:
                line = idle.pop()
                under_way[asyncio.ensure_future(_next(line))] = line
            arrived, _ = await asyncio.wait(under_way, timeout=QUIET, return_when=asyncio.FIRST_COMPLETED)
            if not arrived:
                yield None
            for piece in arrived:
                line = under_way.pop(piece)
                try:
                    value = piece.result()
                except StopAsyncIteration:
                    continue
                idle.append(line)
                yield value
    except asyncio.CancelledError:
        for piece in under_way:
            piece.cancel()
        raise
    finally:
        await asyncio.gather(*under_way, return_exceptions=True)
        for line in lines:
            await line.aclose()


async def _next(line: AsyncGenerator[T, None]) -> T:
    return await anext(line)
