"""Small files for tests, and sending them."""

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from PIL import Image
from rest_framework.response import Response
from rest_framework.test import APIClient

from lyceum.catalog.documents import media
from lyceum.platform.errands import errands

PNG_FILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG_FILE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
VTT_FILE = b"WEBVTT\n\n00:00.000 --> 00:01.500\nHello\n"
PDF_FILE = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MP4_FILE = struct.pack(">I8s4s4s", 20, b"ftypisom", b"\0\0\2\0", b"isom") + struct.pack(">I4s", 8, b"moov")
GPS = {0x8825: {1: "N", 2: (52.0, 31.0, 0.0)}, 0x010F: "A camera", 0x0112: 6}


def upload(
    client: APIClient, content: bytes, *, name: str = "picture.png", purpose: str = "lesson", **fields: Any
) -> Response:
    """Send a file."""
    file = io.BytesIO(content)
    file.name = name
    return client.post("/api/media/", {"file": file, "purpose": purpose, **fields}, format="multipart")


def picture(kind: str, width: int, height: int, *, exif: bool = False, **options: Any) -> bytes:
    """Make a picture whose left half is red; with `exif` it says where it was taken and lies on its side."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height))
    tags = Image.Exif()
    if exif:
        tags.update(GPS)
    content = io.BytesIO()
    image.save(content, kind, **({"exif": tags} if exif else {}), **options)
    return content.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """Make a PNG file that is small and says that it is huge."""

    def chunk(kind: bytes, payload: bytes) -> bytes:
        return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def archive(**files: bytes) -> bytes:
    """Make a ZIP archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return content.getvalue()


def stored_files() -> list[str]:
    """Name every file in the media folder, half-written ones too."""
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def everything_kept() -> tuple[list[str], int, int]:
    """Return what an upload can leave behind: files, documents, and work for the worker."""
    return stored_files(), media.raw().estimated_document_count(), errands.raw().estimated_document_count()


def stored_path(name: str) -> Path:
    """Return where a file lies."""
    return Path(settings.MEDIA_ROOT) / name[22:24] / name
