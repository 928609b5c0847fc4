"""Small files for tests, and sending them."""

import base64
import io
from pathlib import Path
from typing import Any

from django.conf import settings
from rest_framework.response import Response
from rest_framework.test import APIClient

PNG_FILE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG_FILE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def upload(
    client: APIClient, content: bytes, *, name: str = "picture.png", purpose: str = "lesson", **fields: Any
) -> Response:
    """Send a file."""
    file = io.BytesIO(content)
    file.name = name
    return client.post("/api/media/", {"file": file, "purpose": purpose, **fields}, format="multipart")


def stored_files() -> list[str]:
    """Name every file in the media folder, half-written ones too."""
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def stored_path(name: str) -> Path:
    """Return where a file lies."""
    return Path(settings.MEDIA_ROOT) / name[22:24] / name
