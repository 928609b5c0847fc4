"""Serves files of a folder from memory, loading each when it is first asked for and again when it has changed."""

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Final

from lyceum.platform.asgi import Receive, Reply, Scope, Send, problem_reply, send_reply
from lyceum.platform.static.ready_file import ReadyFile, load, stamp_of

type Locate = Callable[[str], Path | None]

READING: Final = frozenset({"GET", "HEAD"})


class ReadyFiles:
    """The files that were asked for so far, by path; bounded by the files that there are."""

    def __init__(self) -> None:
        self._files: dict[Path, ReadyFile] = {}

    async def find(self, path: Path) -> ReadyFile | None:
        """Return the file as it is on disk now, or None."""
        stamp = stamp_of(path)
        if stamp is None:
            return None
        held = self._files.get(path)
        if held is None or held.stamp != stamp:
            held = await asyncio.to_thread(load, path, stamp)
            self._files[path] = held
        return held


class StaticFolder:
    """Answers paths below `start` with the files that `locate` finds by their plain relative names."""

    def __init__(self, *, start: str, locate: Locate) -> None:
        self._start = start
        self._locate = locate
        self._files = ReadyFiles()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request."""
        await send_reply(scope, send, await self._reply(scope))

    async def _reply(self, scope: Scope) -> Reply:
        if scope["method"] not in READING:
            return refuse_method(scope)
        name = scope["path"].removeprefix(self._start)
        path = self._locate(name) if is_plain(name) else None
        file = await self._files.find(path) if path else None
        return file.reply(scope) if file else refuse_absent(scope)


def is_plain(name: str) -> bool:
    """Tell whether a relative path leads downwards only, to nothing hidden."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not any(part.startswith((".", "/")) or "\\" in part or "\0" in part for part in parts)


def refuse_method(scope: Scope) -> Reply:
    """Answer a method that makes no sense for a file."""
    return problem_reply(
        scope,
        HTTPStatus.METHOD_NOT_ALLOWED,
        "This can only be read.",
        label="method_not_allowed",
        headers=((b"allow", b"GET, HEAD"),),
    )


def refuse_absent(scope: Scope) -> Reply:
    """Answer a path that no file has."""
    return problem_reply(scope, HTTPStatus.NOT_FOUND, "There is no such file.", label="not_found")
