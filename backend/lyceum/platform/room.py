"""How much room the stored documents take, by the server's own account."""

from dataclasses import dataclass
from typing import Final

from pymongo.errors import OperationFailure

from lyceum.platform import mongo

COMMAND: Final = "dbStats"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseRoom:
    """Bytes of all documents and of all indexes, before the server compresses them and after; 0 where it keeps none."""

    data_bytes: int
    stored_bytes: int
    index_bytes: int


def measure_database() -> DatabaseRoom | None:
    """Ask the server what the database takes; None where it does not tell, or does not tell us."""
    try:
        stats = mongo.database().command(COMMAND)
    except OperationFailure:  # not every server has the command, and it is a right of its own
        return None
    sizes = [int(stats.get(name, 0)) for name in ("dataSize", "storageSize", "indexSize")]
    return DatabaseRoom(data_bytes=sizes[0], stored_bytes=sizes[1], index_bytes=sizes[2])
