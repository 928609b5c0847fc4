"""The pages of `docs/guide/` that are written from the code, so that they cannot differ from it."""

from collections.abc import Mapping
from pathlib import Path

from config.role_table import roles_page
from config.settings import REPOSITORY, environment
from lyceum.platform.cache import ENTRIES, CacheEntry
from lyceum.platform.environment import settings_page

GUIDE = REPOSITORY / "docs" / "guide"


def generated_pages() -> dict[Path, str]:
    """Return each generated page's path and text."""
    return {
        # A default may lie in this very checkout; the page names it from the repository's root.
        GUIDE / "settings.md": settings_page(environment.declared).replace(f"{REPOSITORY}/", ""),
        GUIDE / "cache.md": cache_page(ENTRIES),
        GUIDE / "roles.md": roles_page(),
    }


def cache_page(entries: Mapping[str, CacheEntry[object]]) -> str:
    """Write the Markdown table of everything that is kept in Redis."""
    rows = [
        f"| `{pattern}` | {_duration(entry.ttl_s)} | {', '.join(entry.invalidated_by)} |"
        for pattern, entry in sorted(entries.items())
    ]
    head = [
        "# What is cached",
        "",
        "Every kind of value that is kept in Redis: how long at most, and what makes it stale before that. A value is",
        "used only while its version token is current (see `lyceum/platform/cache.py`).",
        "This page is generated: `make api`.",
        "",
        "| key | life | made stale by |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{seconds} s" if rest else f"{minutes} min"
