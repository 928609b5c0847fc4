"""Examples of requests and replies for the contract."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

USER: Final[dict[str, Any]] = {
    "id": "6743a1f0c2a4b5d6e7f80912",
    "username": "ada",
    "email": "ada@example.org",
    "name": "Ada Lovelace",
    "roles": ["student", "instructor"],
    "is_student": True,
    "is_instructor": True,
    "bio": "Writes programs for engines that do not exist yet.",
    "profile_picture": "",
    "locale": "en",
    "timezone": "Europe/London",
    "date_joined": "2026-11-24T09:30:00Z",
}
PERSON: Final = {"id": USER["id"], "name": USER["name"]}
MANAGED_USER: Final = {**USER, "is_active": True, "email_verified": True, "invited": False}
EXPORT: Final = {
    "status": "pending",
    "requested_at": "2026-11-24T09:30:00Z",
    "ready_at": None,
    "expires_at": "2026-12-01T09:30:00Z",
}
RECEIPT: Final = {
    "person": USER["id"],
    "deleted_at": "2026-11-24T09:30:00Z",
    "items": [
        {"holder": "accounts", "kind": "account", "count": 1, "outcome": "deleted"},
        {"holder": "learning", "kind": "enrollments", "count": 3, "outcome": "anonymised"},
    ],
}
AUDIT_PAGE: Final = {
    "next": "/api/audit-log/?before=1795512600000000000",
    "results": [
        {
            "id": "6743a1f0c2a4b5d6e7f80914",
            "at": "2026-11-24T09:30:00Z",
            "actor": PERSON,
            "action": "roles_changed",
            "subject": {"kind": "person", "id": "6743a1f0c2a4b5d6e7f80913"},
            "data": {"before": ["student"], "after": ["student", "instructor"]},
        }
    ],
}
PEOPLE: Final = {"count": 1, "next": None, "previous": None, "results": [PERSON]}
TOKEN: Final = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.signature"  # noqa: S105 - opens nothing
SESSION: Final = {"access": TOKEN, "token": TOKEN, "user": USER}
UNVERIFIED: Final = {"user": USER, "verification_required": True}
LINK_TOKEN: Final = "eyJhY2NvdW50X2lkIjoxfQ:1rk2mN:signature"  # noqa: S105 - opens nothing
CHALLENGE: Final = {"mfa_required": True, "mfa_token": LINK_TOKEN, "methods": ["totp", "recovery_codes"]}
RECOVERY_CODES: Final = {"recovery_codes": ["0412657309", "9975310264"]}
TOTP_SETUP: Final = {
    "secret": "JBSWY3DPEHPK3PXP",
    "otpauth_uri": "otpauth://totp/ada?secret=JBSWY3DPEHPK3PXP&issuer=Lyceum",
    "qr_svg": "<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    "setup_token": LINK_TOKEN,
}
OPEN_SESSION: Final = {
    "id": "0b6ad2b3f3c64d0c9f0f4a3a5f0c1d2e",
    "created_at": "2026-11-24T09:30:00Z",
    "last_seen_at": "2026-11-24T10:15:00Z",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64)",
    "current": True,
}
REGISTRATION: Final = {
    "username": "ada",
    "email": "ada@example.org",
    "name": "Ada Lovelace",
    "password": "a poem about engines",
}
LOGIN: Final = {"username": "ada", "password": "a poem about engines"}


def asked(name: str, value: object) -> OpenApiExample:
    """Make an example of a request."""
    return OpenApiExample(name, value=value, request_only=True)


def answered(name: str, value: object, *, status: int = 200) -> OpenApiExample:
    """Make an example of a reply."""
    return OpenApiExample(name, value=value, response_only=True, status_codes=[str(status)])
