"""Files in a bucket of Amazon S3, or of a server that speaks its protocol."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import IO, Any, Final

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings

from lyceum.platform.errors import UnavailableError
from lyceum.platform.files import kind_of
from lyceum.platform.ranges import Span
from lyceum.platform.storage.store import PIECE, StoredFile, StoredSize, folder_of, shard_folder

_IN_MEMORY: Final = 2_000_000
_PROBE: Final = "0" * 24 + ".txt"
_ABSENT: Final = frozenset({"404", "NoSuchKey", "NotFound"})
# Parts are sent one after the other: a view's thread is one, and its memory bounded.
_ONE_BY_ONE: Final = TransferConfig(use_threads=False)


def client_of(endpoint: str) -> Any:  # noqa: ANN401 - boto3 makes its classes at run time
    """Make a client for an endpoint, "" for Amazon's; without keys in the settings it finds those of the machine."""
    return boto3.client(
        "s3",
        endpoint_url=endpoint or settings.S3_ENDPOINT_URL or None,
        region_name=settings.S3_REGION,
        aws_access_key_id=settings.S3_ACCESS_KEY_ID or None,
        aws_secret_access_key=settings.S3_SECRET_ACCESS_KEY or None,
        config=Config(
            signature_version="s3v4",
            connect_timeout=2,
            read_timeout=20,
            retries={"mode": "standard", "max_attempts": 3},
            max_pool_connections=32,
            # Servers other than Amazon's do not know all checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": "path" if settings.S3_ENDPOINT_URL else "auto"},
        ),
    )


class S3Files:
    """A place for files in one bucket; `public` signs addresses for browsers, which may know it by another name."""

    def __init__(self, client: Any, public: Any, *, bucket: str) -> None:  # noqa: ANN401 - clients of boto3
        self._client = client
        self._public = public
        self._bucket = bucket

    def put(self, name: str, file: IO[bytes]) -> None:
        """Upload; what is large goes in parts and appears when all of them are there."""
        file.seek(0)
        kind = kind_of(name)
        about = {"ContentType": kind.media_type if kind else "application/octet-stream"}
        with _asked(name):
            self._client.upload_fileobj(_Lent(file), self._bucket, _key(name), ExtraArgs=about, Config=_ONE_BY_ONE)

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Fetch the file, what is large to the disk."""
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
            with _asked(name):
                body = self._client.get_object(Bucket=self._bucket, Key=_key(name))["Body"]
                shutil.copyfileobj(body, file, PIECE)
            file.seek(0)
            yield file

    def delete(self, name: str) -> None:
        """Delete the object."""
        with _asked(name):
            self._client.delete_object(Bucket=self._bucket, Key=_key(name))

    def list_files(self, shard: int) -> Iterable[StoredFile]:
        """List the objects whose keys start with the shard's folder, a thousand at a time."""
        pages = self._client.get_paginator("list_objects_v2")
        folder = f"{shard_folder(shard)}/"
        with _asked(folder):
            for page in pages.paginate(Bucket=self._bucket, Prefix=folder):
                for item in page.get("Contents", ()):
                    yield StoredFile(name=item["Key"].removeprefix(folder), modified_at=item["LastModified"])

    def check(self) -> str:
        """Write, read and delete an object."""
        with _asked(_PROBE):
            self._client.put_object(Bucket=self._bucket, Key=_key(_PROBE), Body=b"lyceum")
            self._client.get_object(Bucket=self._bucket, Key=_key(_PROBE))["Body"].read()
            self._client.delete_object(Bucket=self._bucket, Key=_key(_PROBE))
        return f"S3 bucket {self._bucket}"

    def direct_address(self, name: str, *, seconds: int) -> str:
        """Sign an address of S3 that works as long and says of the file what ours would."""
        kind = kind_of(name)
        if kind is None or not kind.is_sent_directly:
            return ""
        asked = {
            "Bucket": self._bucket,
            "Key": _key(name),
            "ResponseContentType": kind.media_type,
            "ResponseContentDisposition": kind.disposition(name),
            "ResponseCacheControl": f"private, max-age={seconds}, immutable",
        }
        return str(self._public.generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds))

    async def find(self, name: str) -> StoredSize | None:
        """Ask for the size, in a thread."""
        try:
            return await asyncio.to_thread(self._find, name)
        except FileNotFoundError:
            return None

    def _find(self, name: str) -> StoredSize:
        with _asked(name):
            return StoredSize(size=self._client.head_object(Bucket=self._bucket, Key=_key(name))["ContentLength"])

    async def pieces(self, name: str, span: Span) -> AsyncIterator[bytes]:
        """Ask for the range, and pass it on as it comes."""
        body = await asyncio.to_thread(self._get, name, span)
        try:
            while piece := await asyncio.to_thread(body.read, PIECE):
                yield piece
        finally:
            body.close()

    def _get(self, name: str, span: Span) -> Any:  # noqa: ANN401 - a stream of botocore
        asked = f"bytes={span.first}-{span.last}"
        with _asked(name):
            return self._client.get_object(Bucket=self._bucket, Key=_key(name), Range=asked)["Body"]


def _key(name: str) -> str:
    return f"{folder_of(name)}/{name}"


class _Lent:
    """A file as boto3 gets it, which closes what it is given."""

    def __init__(self, file: IO[bytes]) -> None:
        self.read, self.seek, self.tell = file.read, file.seek, file.tell

    def close(self) -> None:
        """Leave it open: its owner goes on with it."""


@contextlib.contextmanager
def _asked(name: str) -> Iterator[None]:
    """Translate what boto3 raises.

    Raises:
        FileNotFoundError: there is no such object.
        UnavailableError: S3 does not answer, or refuses.
    """
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _ABSENT:
            raise FileNotFoundError(name) from error
        raise UnavailableError("The store of media files refuses to answer.") from error
    except BotoCoreError as error:
        raise UnavailableError("The store of media files does not answer.") from error
