"""What accounts needs from capabilities above; bound in `config/wiring.py`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from bson import ObjectId

from lyceum.platform.ports import Port


class Outcome(StrEnum):
    """What becomes of data about a person who is deleted."""

    DELETED = "deleted"
    ANONYMISED = "anonymised"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedPart:
    """A line of the receipt: so many things of one kind, and what becomes of them."""

    kind: str
    count: int
    outcome: Outcome


class DataHolder(Protocol):
    """A capability that holds data about people; a person who is gone stays behind as an id without a name."""

    def collect_personal_data(self, person_id: ObjectId) -> Mapping[str, object]:
        """Return what is held about the person, for them to take away; JSON and ids, times and dataclasses of it."""
        ...

    def list_erasures(self, person_id: ObjectId) -> tuple[ErasedPart, ...]:
        """Return what will become of it when the person is deleted; changes nothing."""
        ...

    def erase_personal_data(self, person_id: ObjectId) -> bool:
        """Delete or anonymise some of it, in a transaction; tell whether all of it is done. May be called again."""
        ...


class LearnerLookup(Protocol):
    """Who learns with whom."""

    def is_learner_of(self, *, student_id: ObjectId, instructor_id: ObjectId) -> bool:
        """Tell whether the student has a place in a course of the instructor."""
        ...


class AvatarStore(Protocol):
    """Pictures that people uploaded of themselves."""

    def find_own_avatar(self, media_id: ObjectId, *, owner_id: ObjectId) -> str | None:
        """Return the reference of a picture that this person uploaded as their avatar, or None."""
        ...

    def get_avatar_url(self, reference: str) -> str:
        """Return an address of the picture that works for some hours, or "" for no reference."""
        ...

    def remove_avatar(self, reference: str) -> None:
        """Delete a picture; part of the running transaction."""
        ...


holders: Final = Port[Mapping[str, DataHolder]]("data holders")
learners: Final = Port[LearnerLookup]("learners")
avatars: Final = Port[AvatarStore]("avatars")
