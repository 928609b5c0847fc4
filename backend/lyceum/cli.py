"""The `lyceum` command: reads its arguments and hands over to `platform.embedded` or to Django's commands.

It stays small in memory, because `lyceum up` lives as long as the site: Django is never imported here.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from lyceum.platform.embedded.attachment import run_beside_stores
from lyceum.platform.embedded.doctor import run_doctor
from lyceum.platform.embedded.errors import StartupError
from lyceum.platform.embedded.home import DataFolder, choose_home, find_demo_username
from lyceum.platform.embedded.up import UpOptions, run_up

type AddParser = Callable[..., argparse.ArgumentParser]

DEFAULT_PORT: Final = 8000


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except StartupError as refusal:
        print(f"lyceum: {refusal}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lyceum", description="An e-learning management system.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True).add_parser
    _add_up(commands)
    _add_courses(commands)
    _add_users(commands)
    _add_bench_data(commands)
    _add_simple(commands)
    return parser


def _add_command(add: AddParser, name: str, meaning: str) -> argparse.ArgumentParser:
    command = add(name, help=meaning, description=meaning)
    command.add_argument("--home", metavar="DIR", help="the data folder (default: $LYCEUM_HOME, else ./var)")
    return command


def _add_up(add: AddParser) -> None:
    up = _add_command(add, "up", "Run everything on this machine until Ctrl-C.")
    up.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    up.add_argument("--port", type=int, default=DEFAULT_PORT, help="default: %(default)s; 0 chooses a free one")
    up.add_argument("--no-sample", action="store_true", help="do not load the sample course")
    up.set_defaults(run=_up)


def _add_courses(add: AddParser) -> None:
    courses = add("courses", help="Import and export courses.")
    actions = courses.add_subparsers(title="actions", metavar="ACTION", required=True).add_parser
    load = _add_command(actions, "import", "Import a course folder or an mdBook; again updates it in place.")
    load.add_argument("path", metavar="PATH", type=Path, help="the folder with course.yaml or book.toml")
    load.add_argument(
        "--instructor", metavar="NAME", help="whose course it is: username, e-mail or id (default: the demo instructor)"
    )
    load.add_argument("--publish", action="store_true", help="publish it once it is imported")
    load.set_defaults(run=_import_course)
    out = _add_command(actions, "export", "Write a course as a folder that can be imported again.")
    out.add_argument("course", metavar="ID", help="the course's id or slug")
    out.add_argument("path", metavar="PATH", type=Path, help="a folder that is new or empty")
    out.set_defaults(run=_export_course)


def _add_users(add: AddParser) -> None:
    users = add("users", help="Manage people.")
    actions = users.add_subparsers(title="actions", metavar="ACTION", required=True).add_parser
    create = _add_command(actions, "create", "Make an account; without --password one is made and printed.")
    create.add_argument("username", metavar="USERNAME")
    create.add_argument("--email", required=True)
    create.add_argument("--name", help="as others see it (default: the username)")
    create.add_argument("--role", action="append", choices=["student", "instructor", "admin"], default=[], dest="roles")
    create.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    create.set_defaults(run=_create_user)


def _add_bench_data(add: AddParser) -> None:
    bench = _add_command(add, "bench-data", "Make a school of any size for measuring: people, courses, progress.")
    for noun in ("courses", "students", "enrollments"):
        bench.add_argument(f"--{noun}", type=int, required=True, metavar="N", help=f"how many {noun}")
    bench.add_argument("--seed", type=int, default=1, help="the same seed and day make the same (default: %(default)s)")
    bench.add_argument("--until", metavar="DAY", help="the day on which the history ends (default: today)")
    bench.add_argument("--into", default="", metavar="DATABASE", help="needed where the stores are not embedded ones")
    bench.set_defaults(run=_make_bench_data)


def _add_simple(add: AddParser) -> None:
    migrate = _add_command(add, "migrate", "Bring databases and indexes to what this version needs.")
    migrate.set_defaults(run=lambda options: _manage(options, ["migrate_stores"]))
    doctor = _add_command(add, "doctor", "Check everything Lyceum depends on and say what to do.")
    doctor.add_argument("--host", default="127.0.0.1")
    doctor.add_argument("--port", type=int, default=DEFAULT_PORT)
    doctor.set_defaults(run=_doctor)
    manage = _add_command(add, "manage", "Run one of Django's commands with the stores running.")
    manage.add_argument("arguments", nargs=argparse.REMAINDER, metavar="…")
    manage.set_defaults(run=lambda options: _manage(options, options.arguments))


def _home(options: argparse.Namespace) -> Path:
    return choose_home(options.home, os.environ)


def _say(text: str) -> None:
    print(text, flush=True)


def _up(options: argparse.Namespace) -> int:
    run_up(
        UpOptions(home=_home(options), host=options.host, port=options.port, has_sample=not options.no_sample),
        environ=os.environ,
        say=_say,
    )
    return 0


def _doctor(options: argparse.Namespace) -> int:
    return run_doctor(home=_home(options), host=options.host, port=options.port, environ=os.environ, say=_say)


def _import_course(options: argparse.Namespace) -> int:
    instructor = options.instructor or find_demo_username(DataFolder(_home(options)), role="instructor")
    if instructor is None:
        raise StartupError("Whose course is it? Name its instructor with --instructor.")
    command = ["import_course", str(options.path.absolute()), f"--instructor={instructor}"]
    if options.publish:
        command.append("--publish")
    return _manage(options, command)


def _export_course(options: argparse.Namespace) -> int:
    return _manage(options, ["export_course", options.course, str(options.path.absolute())])


def _create_user(options: argparse.Namespace) -> int:
    command = [
        "create_user",
        options.username,
        f"--email={options.email}",
        f"--name={options.name or options.username}",
    ]
    command += [f"--role={role}" for role in options.roles]
    if options.password_stdin:
        command.append("--password-stdin")
    return _manage(options, command)


def _make_bench_data(options: argparse.Namespace) -> int:
    names = ("courses", "students", "enrollments", "seed", "until", "into")
    given = {name: getattr(options, name) for name in names}
    return _manage(
        options, ["bench_data", *(f"--{name}={value}" for name, value in given.items() if value is not None)]
    )


def _manage(options: argparse.Namespace, command: Sequence[str]) -> int:
    return run_beside_stores(command, home=_home(options), environ=os.environ, say=_say)


if __name__ == "__main__":
    sys.exit(main())
