"""Who is asking: the person behind a request, as every capability sees them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bson import ObjectId


class Role(StrEnum):
    """What a person may do; roles add up, and everybody is a student."""

    STUDENT = "student"
    INSTRUCTOR = "instructor"
    ADMIN = "admin"


NOBODY: Final = ObjectId("000000000000000000000000")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with their roles; `session_id` is empty for commands."""

    user_id: ObjectId
    name: str
    roles: frozenset[Role]
    session_id: str = ""

    @property
    def is_authenticated(self) -> bool:
        """Tell whether a known person is asking (the name is Django's)."""
        return self.user_id != NOBODY

    @property
    def is_admin(self) -> bool:
        """Tell whether the person administers the site."""
        return Role.ADMIN in self.roles

    @property
    def is_instructor(self) -> bool:
        """Tell whether the person may author courses."""
        return Role.INSTRUCTOR in self.roles or self.is_admin

    @property
    def pk(self) -> str:
        """The id as text, where Django asks for a primary key."""
        return str(self.user_id)


ANONYMOUS: Final = Actor(user_id=NOBODY, name="", roles=frozenset())


def nobody() -> Actor:
    """Return who asks without signing in (DRF wants a function)."""
    return ANONYMOUS
