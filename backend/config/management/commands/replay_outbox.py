"""`lyceum manage replay_outbox`."""

from typing import Final

from bson import ObjectId
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lyceum.platform import dead_letters
from lyceum.platform.ids import is_id

SHOWN: Final = 20
AT_ONCE: Final = 100


class Command(BaseCommand):
    """Lists what the outbox has given up, or gives it another try."""

    help = "List dead rows of the outbox; replay those that are named, or --all."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("row_ids", nargs="*", metavar="ID")
        parser.add_argument("--all", action="store_true", dest="is_everything", help="Replay every dead row.")

    def handle(self, *, row_ids: list[str], is_everything: bool, **_options: object) -> None:
        """List, or replay and say how many."""
        if is_everything:
            self.stdout.write(f"Replayed {_replay_all()}.")
        elif row_ids:
            self.stdout.write(f"Replayed {sum(_replay_named(row_ids))}.")
        else:
            self._list()

    def _list(self) -> None:
        rows = dead_letters.find_some(limit=SHOWN)
        for row in rows:
            self.stdout.write(f"{row.id}  {row.created_at:%Y-%m-%d %H:%M}  {row.event} > {row.handler}  {row.error}")
        if not rows:
            self.stdout.write("There are no dead rows.")


def _replay_named(row_ids: list[str]) -> list[bool]:
    wrong = [row_id for row_id in row_ids if not is_id(row_id)]
    if wrong:
        raise CommandError(f"No id of a row: {' '.join(wrong)}")
    return [dead_letters.replay(ObjectId(row_id)) for row_id in row_ids]


def _replay_all() -> int:
    """Replay page by page; a row that a worker has given up again meanwhile is not begun anew without end."""
    seen: set[ObjectId] = set()
    while rows := [row for row in dead_letters.find_some(limit=AT_ONCE) if row.id not in seen]:
        seen.update(row.id for row in rows)
        for row in rows:
            dead_letters.replay(row.id)
    return len(seen)
