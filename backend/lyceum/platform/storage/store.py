"""What is asked of a place for files, and which of the two places this installation uses.

A file is named by `files.file_name`, is stored whole or not at all, and never changes under its name. Both places use
the same layout, so that moving from one to the other is copying a folder.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import IO, Final, Protocol

from django.conf import settings

from lyceum.platform.ranges import Span

PIECE: Final = 256 * 1024
# Names are spread over so many shards by the end of their ids, which varies most.
SHARDS: Final = 256
_SHARD_AT: Final = slice(22, 24)  # the last two digits of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that is there."""

    name: str
    modified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSize:
    """How many bytes a file has, and its path where it is on this machine."""

    size: int
    path: Path | None = None


class FileStore(Protocol):
    """A place for files. What it cannot do for the moment is an `UnavailableError`."""

    def put(self, name: str, file: IO[bytes]) -> None:
        """Keep a file, read from its beginning, in the place of one with this name."""
        ...

    def open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        """Open a file for reading.

        Raises:
            FileNotFoundError: there is none.
        """
        ...

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        ...

    def list_files(self, shard: int) -> Iterable[StoredFile]:
        """Return the files of one of `SHARDS` shards, in no order."""
        ...

    def check(self) -> str:
        """Write, read and delete a file; tell where.

        Raises:
            UnavailableError, OSError: it cannot be done.
        """
        ...

    def direct_address(self, name: str, *, seconds: int) -> str:
        """Return an address at which browsers get the file from the place itself, or "" where they cannot."""
        ...

    async def find(self, name: str) -> StoredSize | None:
        """Return the size of a file, or None."""
        ...

    def pieces(self, name: str, span: Span) -> AsyncIterator[bytes]:
        """Read a part of a file piece by piece."""
        ...


def file_store() -> FileStore:
    """Return the place that the settings name."""
    return _store_of(bucket=settings.S3_BUCKET, folder=Path(settings.MEDIA_ROOT))


def folder_of(name: str) -> str:
    """Return the shard that a file belongs to, as the name of its folder; a draft, `.NAME…`, lies beside its file."""
    return name.removeprefix(".")[_SHARD_AT]


def shard_folder(shard: int) -> str:
    """Return the name of a shard's folder."""
    return f"{shard:02x}"


@cache
def _store_of(*, bucket: str, folder: Path) -> FileStore:
    from lyceum.platform.storage.disk import DiskFiles  # noqa: PLC0415 - it takes its types from here

    if not bucket:
        return DiskFiles(folder)
    from lyceum.platform.storage.s3 import S3Files, client_of  # noqa: PLC0415 - loads boto3, which others do without

    return S3Files(client_of(settings.S3_ENDPOINT_URL), client_of(settings.S3_PUBLIC_URL), bucket=bucket)
