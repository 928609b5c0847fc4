"""Reads of exports: how far one is, and its bytes."""

import gzip

from lyceum.accounts.documents import DataExport, data_exports
from lyceum.accounts.rules.exports import ExportStatus
from lyceum.platform.actors import Actor
from lyceum.platform.errors import NotFoundError


def find_export(actor: Actor) -> DataExport | None:
    """Return the actor's latest export, or None."""
    return data_exports.find_by_id(actor.user_id)


def get_export(actor: Actor) -> DataExport:
    """Return the actor's latest export.

    Raises:
        NotFoundError: there is none.
    """
    found = find_export(actor)
    if found is None:
        raise NotFoundError("There is no export. Ask for one.")
    return found


def get_export_content(actor: Actor) -> bytes:
    """Return the actor's latest export as JSON.

    Raises:
        NotFoundError: there is none, or it is not ready.
    """
    found = find_export(actor)
    if found is None or found.status is not ExportStatus.READY:
        raise NotFoundError("There is no export. Ask for one and come back in a while.")
    return gzip.decompress(found.content)
