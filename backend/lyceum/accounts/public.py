"""What other capabilities may ask of accounts: people by id or name, and making one."""

from lyceum.accounts.selectors.correspondents import Correspondent, find_correspondent
from lyceum.accounts.selectors.people import (
    PeopleCounts,
    Person,
    count_people,
    find_person,
    get_actor,
    get_person,
    list_people,
    list_pictures,
)
from lyceum.accounts.selectors.sessions import is_session_live
from lyceum.accounts.services.imports import PersonDraft, create_people
from lyceum.accounts.services.people import create_person

__all__ = [
    "Correspondent",
    "PeopleCounts",
    "Person",
    "PersonDraft",
    "count_people",
    "create_people",
    "create_person",
    "find_correspondent",
    "find_person",
    "get_actor",
    "get_person",
    "is_session_live",
    "list_people",
    "list_pictures",
]
