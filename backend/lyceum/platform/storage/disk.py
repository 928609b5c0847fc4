"""Files in a folder of this machine, or one that all machines share."""

import asyncio
import os
import secrets
import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from lyceum.platform.ranges import Span
from lyceum.platform.storage.store import PIECE, StoredFile, StoredSize, folder_of, shard_folder

_CHUNK: Final = 1 << 20
_PROBE: Final = "0" * 24 + ".probe"


class DiskFiles:
    """A place for files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, file: IO[bytes]) -> None:
        """Write beside the place and move there whole."""
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{name}.{secrets.token_hex(4)}")
        file.seek(0)
        try:
            with draft.open("wb") as target:
                shutil.copyfileobj(file, target, _CHUNK)
                target.flush()
                os.fsync(target.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open the file itself."""
        return self._path(name).open("rb")

    def delete(self, name: str) -> None:
        """Delete the file."""
        self._path(name).unlink(missing_ok=True)

    def list_files(self, shard: int) -> Iterable[StoredFile]:
        """List a folder, with drafts that a crash left behind."""
        folder = self._folder / shard_folder(shard)
        if not folder.is_dir():
            return
        with os.scandir(folder) as entries:
            for entry in entries:
                modified_at = datetime.fromtimestamp(entry.stat().st_mtime, UTC)
                yield StoredFile(name=entry.name, modified_at=modified_at)

    def check(self) -> str:
        """Write, read and delete a file."""
        path = self._path(_PROBE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"lyceum")
        path.read_bytes()
        path.unlink()
        return f"folder {self._folder}"

    def direct_address(self, name: str, *, seconds: int) -> str:  # noqa: ARG002 - its Protocol
        """Return "": browsers cannot look into a folder."""
        return ""

    async def find(self, name: str) -> StoredSize | None:
        """Return size and path; quick enough for the event loop."""
        path = self._path(name)
        try:
            return StoredSize(size=path.stat().st_size, path=path)
        except FileNotFoundError:
            return None

    async def pieces(self, name: str, span: Span) -> AsyncIterator[bytes]:
        """Read by position, in threads."""
        handle = os.open(self._path(name), os.O_RDONLY)
        try:
            position, end = span.first, span.last + 1
            while position < end:
                piece = await asyncio.to_thread(os.pread, handle, min(PIECE, end - position), position)
                if not piece:
                    raise OSError("The file became shorter while it was sent.")
                yield piece
                position += len(piece)
        finally:
            os.close(handle)

    def _path(self, name: str) -> Path:
        return self._folder / folder_of(name) / name
