"""Django's own commands; `lyceum manage …` is the same with the stores running."""

import os
import sys

from django.core.management import CommandError, execute_from_command_line


def main(argv: list[str]) -> int:
    """Run a command; what it refuses is one plain sentence, where Django would put the name of a class before it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    name = argv[1:2]
    is_command = bool(name) and not name[0].startswith("-") and name != ["help"]
    try:
        execute_from_command_line([*argv[:1], *name, *(["--traceback"] if is_command else []), *argv[2:]])
    except CommandError as refusal:  # which Django lets through for the sake of its traceback
        sys.stderr.write(f"{refusal}\n")
        return refusal.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
