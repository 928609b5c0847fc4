"""How much and how long the gate waits for a client."""

from dataclasses import dataclass
from typing import Final

from lyceum.platform.asgi import Scope, find_header

_MULTIPART: Final = b"multipart/form-data"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLimits:
    """Bounds of one request.

    Attributes:
        body_bytes: the largest body, uploads apart.
        upload_bytes: the largest multipart body on a path that takes uploads.
        upload_paths: beginnings of the paths that take uploads, from those who send a token.
        bodies_bytes: what all bodies that are being received or worked on may have together.
        memory_bytes: what of a body is kept in memory; more goes to a temporary file.
        body_s: seconds for a body to arrive, beyond what the slowest accepted line needs.
        slowest_bytes_per_s: the slowest accepted line.
        send_s: seconds that one piece of a reply may wait for its reader.
    """

    body_bytes: int = 1_000_000
    upload_bytes: int = 200_000_000
    upload_paths: tuple[str, ...] = ()
    bodies_bytes: int = 2_000_000_000
    memory_bytes: int = 64 * 1024
    body_s: float = 20.0
    slowest_bytes_per_s: int = 32 * 1024
    send_s: float = 30.0

    def largest_body(self, scope: Scope) -> int:
        """Return how many bytes the body of this request may have."""
        return self.upload_bytes if self.is_upload(scope) else self.body_bytes

    def is_upload(self, scope: Scope) -> bool:
        """Tell whether the request sends a file to a path that takes files."""
        kind = find_header(scope, b"content-type") or b""
        return kind.lower().startswith(_MULTIPART) and scope["path"].startswith(self.upload_paths)

    def time_for(self, length: int) -> float:
        """Return the seconds within which a body of `length` bytes must have arrived."""
        return self.body_s + length / self.slowest_bytes_per_s
