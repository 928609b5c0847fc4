"""Parameters that endpoints of the catalog share in the contract."""

from typing import Final

from drf_spectacular.utils import OpenApiParameter

IF_MATCH: Final = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description=(
        'The `version` that was read, such as `"3"`: the write is refused where it is not the current one. '
        "An `ETag` is no version."
    ),
)


def path_id(noun: str) -> OpenApiParameter:
    """Describe the id in a path."""
    return OpenApiParameter("id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$", description=f"The {noun}.")
