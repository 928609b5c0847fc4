"""The profile: what Lyceum knows about a person beside their account, which is in SQL."""

from datetime import datetime
from typing import Any, Final

from msgspec import field
from pymongo import IndexModel

from lyceum.accounts.rules.exports import ExportStatus
from lyceum.platform.actors import Role
from lyceum.platform.mongo import Collection, Document


class Profile(Document, frozen=True, kw_only=True):
    """A person; `account_id` is the primary key of the SQL account.

    Of a deleted person this stays, without anything personal, so that what refers to it can be shown: `account_id` is
    negative and there are no roles. `search_terms` are explained in `rules.search`.
    """

    account_id: int
    name: str
    roles: tuple[Role, ...] = (Role.STUDENT,)
    locale: str = "en"
    timezone: str = "UTC"
    bio: str = ""
    profile_picture: str = ""
    preferences: dict[str, Any] = field(default_factory=dict)
    search_terms: tuple[str, ...] = ()
    deleted_at: datetime | None = None


class PicturePart(Document, frozen=True, kw_only=True):
    """The picture of a profile."""

    profile_picture: str = ""


class PersonPart(Document, frozen=True, kw_only=True):
    """The part of a profile that others may see."""

    name: str


profiles: Final = Collection(
    "users",
    Profile,
    indexes=[
        IndexModel([("account_id", 1)], name="account_id", unique=True),
        IndexModel([("search_terms", 1), ("name", 1), ("_id", 1)], name="search"),
        IndexModel([("roles", 1), ("name", 1), ("_id", 1)], name="roles_name"),
    ],
)


class DataExport(Document, frozen=True, kw_only=True):
    """The latest copy of what is held about a person, under their id; `content` is JSON, gzipped."""

    status: ExportStatus
    requested_at: datetime
    expires_at: datetime
    ready_at: datetime | None = None
    content: bytes = b""


data_exports: Final = Collection(
    "data_exports",
    DataExport,
    indexes=[IndexModel([("expires_at", 1)], name="expiry", expireAfterSeconds=0)],
)
