"""A copy of what is held about a person, collected by the worker from every capability."""

import gzip
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import msgspec
import structlog
from bson import ObjectId

from lyceum.accounts.documents import DataExport, Profile, data_exports
from lyceum.accounts.events import DataExportRequested
from lyceum.accounts.models import Account
from lyceum.accounts.ports import holders
from lyceum.accounts.rules.exports import ExportStatus
from lyceum.accounts.selectors import people
from lyceum.accounts.selectors.exports import find_export
from lyceum.accounts.services import attempts
from lyceum.platform import events, mongo
from lyceum.platform.actors import Actor

log = structlog.get_logger(__name__)

KEPT_FOR: Final = timedelta(days=7)
PATIENCE: Final = timedelta(hours=1)


def request_export(actor: Actor, *, now: datetime) -> DataExport:
    """Have a copy made of what is held about the actor; one that is being made already will do.

    Raises:
        TooManyRequestsError: there were too many today.
    """
    found = find_export(actor)
    if found is not None and found.status is ExportStatus.PENDING and now - found.requested_at < PATIENCE:
        return found
    attempts.spend(attempts.counters_of(attempts.EXPORTS, actor.pk))
    wanted = DataExport(
        id=actor.user_id,
        status=ExportStatus.PENDING,
        requested_at=now,
        expires_at=now + KEPT_FOR,
    )
    mongo.run_in_transaction(partial(_owe, wanted))
    return wanted


def make_export(person_id: ObjectId, *, now: datetime) -> None:
    """Collect the copy that was asked for; nothing where the person has gone meanwhile."""
    profile = people.find_profile(person_id)
    account = None if profile is None else Account.objects.filter(pk=profile.account_id).first()
    if profile is None or account is None:
        return
    content = {"accounts": _own_data(account, profile), **_collect(person_id)}
    changes = {
        "status": ExportStatus.READY.value,
        "ready_at": now,
        "content": gzip.compress(msgspec.json.encode(content, enc_hook=str)),
    }
    data_exports.update({"_id": person_id}, {"$set": changes})
    log.info("data_export_made", person_id=str(person_id))


def _owe(wanted: DataExport) -> None:
    if not data_exports.replace(wanted):
        data_exports.insert_once(wanted)
    events.announce(DataExportRequested(person_id=wanted.id))


def _collect(person_id: ObjectId) -> dict[str, object]:
    return {name: holder.collect_personal_data(person_id) for name, holder in holders.get().items()}


def _own_data(account: Account, profile: Profile) -> dict[str, object]:
    sessions = account.sessions.values("created_at", "last_seen_at", "user_agent", "revoked_at")
    return {
        "account": {
            "username": account.username,
            "email": account.email,
            "email_verified_at": account.email_verified_at,
            "date_joined": account.date_joined,
        },
        "profile": {
            "id": profile.id,
            "name": profile.name,
            "roles": profile.roles,
            "bio": profile.bio,
            "locale": profile.locale,
            "timezone": profile.timezone,
            "preferences": profile.preferences,
            "profile_picture": profile.profile_picture,
        },
        "sessions": list(sessions[:1000]),
    }
