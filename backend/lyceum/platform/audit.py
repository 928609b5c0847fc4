"""The audit log: who did what to whom with a privilege, kept beside what was done.

An entry is written in the transaction of its action, so that there is neither without the other. It holds ids, never
names or addresses. Nothing here changes or deletes an entry.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bson import ObjectId
from pymongo import IndexModel

from lyceum.platform import mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now

NEWEST_FIRST: Final = [("position", -1)]
_LAST: Final = 2**63 - 1


class AuditEntry(mongo.Document, frozen=True, kw_only=True):
    """One privileged action; `action` is a verb in the past tense such as `roles_changed`.

    `position` is the moment in nanoseconds, from which lists go on: SecantusDB finds no range of `_id` by its index.
    """

    at: datetime
    actor_id: ObjectId
    action: str
    subject_kind: str
    subject_id: ObjectId
    data: dict[str, Any]
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an action was done to, such as a `person` or a `course`."""

    kind: str
    subject_id: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which entries are wanted; None is any. `before` is the position to go on from."""

    action: str | None = None
    actor_id: ObjectId | None = None
    subject_id: ObjectId | None = None
    before: int | None = None


audit_log: Final = mongo.Collection(
    "audit_log",
    AuditEntry,
    indexes=[
        IndexModel([("position", -1)], name="newest"),
        IndexModel([("subject_id", 1), ("position", -1)], name="subject"),
        IndexModel([("actor_id", 1), ("position", -1)], name="actor"),
        IndexModel([("action", 1), ("position", -1)], name="action"),
    ],
)


def record(*, actor: Actor, action: str, subject: Subject, data: Mapping[str, Any] | None = None) -> None:
    """Note a privileged action; part of the running transaction."""
    audit_log.insert(
        AuditEntry(
            position=time.time_ns(),
            at=utc_now(),
            actor_id=actor.user_id,
            action=action,
            subject_kind=subject.kind,
            subject_id=subject.subject_id,
            data=dict(data or {}),
        )
    )


def list_entries(wanted: AuditFilter, *, limit: int) -> list[AuditEntry]:
    """Return at most `limit` entries, the newest first."""
    where = {
        name: value
        for name, value in (
            ("subject_id", wanted.subject_id),
            ("actor_id", wanted.actor_id),
            ("action", wanted.action),
        )
        if value is not None
    }
    return audit_log.find({**where, "position": {"$lt": wanted.before or _LAST}}, sort=NEWEST_FIRST, limit=limit)
