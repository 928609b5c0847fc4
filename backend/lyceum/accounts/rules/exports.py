"""How far a copy of somebody's data is."""

from enum import StrEnum


class ExportStatus(StrEnum):
    """The states of a copy."""

    PENDING = "pending"
    READY = "ready"
