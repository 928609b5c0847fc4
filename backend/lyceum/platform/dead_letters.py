"""Dead letters: rows of the outbox and errands whose handlers failed too often, kept until somebody replays them."""

from typing import Final

from bson import ObjectId

from lyceum.platform import audit, errands, mongo, outbox
from lyceum.platform.actors import Actor
from lyceum.platform.audit import Subject
from lyceum.platform.clock import utc_now
from lyceum.platform.errors import ForbiddenError, NotFoundError
from lyceum.platform.outbox import RetryRow
from lyceum.platform.paging import Page, PageRequest, find_page

NEWEST_FIRST: Final = [("created_at", -1)]


def list_dead(*, actor: Actor, page: PageRequest) -> Page[RetryRow]:
    """List dead rows, the newest first.

    Raises:
        ForbiddenError: the actor does not administer the site.
    """
    _check_admin(actor)
    return find_page(outbox.dead_rows, RetryRow, {"created_at": {"$lte": utc_now()}}, sort=NEWEST_FIRST, page=page)


def find_some(*, limit: int) -> list[RetryRow]:
    """Return at most `limit` dead rows, for commands."""
    return outbox.dead_rows.find({}, limit=limit)


def replay_by(actor: Actor, row_id: ObjectId) -> None:
    """Give a dead row another chance, and note who did.

    Raises:
        ForbiddenError: the actor does not administer the site.
        NotFoundError: there is no such row; somebody may have replayed it already.
    """
    _check_admin(actor)

    def replay_and_note() -> None:
        if not replay(row_id):
            raise NotFoundError("There is no such row.")
        subject = Subject(kind="outbox_row", subject_id=row_id)
        audit.record(actor=actor, action="outbox_row_replayed", subject=subject)

    mongo.run_in_transaction(replay_and_note)


def replay(row_id: ObjectId) -> bool:
    """Give a dead row another chance; tell whether there was one."""

    def move() -> bool:
        row = outbox.dead_rows.find_by_id(row_id)
        if row is None or not outbox.dead_rows.delete({"_id": row_id}):
            return False
        (errands if errands.is_errand(row) else outbox).put_back(row)
        return True

    return mongo.run_in_transaction(move)


def _check_admin(actor: Actor) -> None:
    if not actor.is_admin:
        raise ForbiddenError("Only administrators may do this.")
