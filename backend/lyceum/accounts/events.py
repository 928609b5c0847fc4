"""Facts that accounts announces."""

from dataclasses import dataclass

from bson import ObjectId

from lyceum.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRenamed(Event):
    """Somebody goes by another name now."""

    person_id: ObjectId
    name: str
