"""Kills processes of a real site at random moments while people learn, and compares what was owed with what is there.

    python -m tests.recovery --runs 20 [--seed N] [--learners 25] [--kills 3]

In each run every learner enrolls, completes lessons and hands a quiz in twice, each call again and again until it is
answered. `kill -9` ends the web server, the worker and the document store in between. When they are back, everything
that was acknowledged is to be there and nothing half, each notification exactly once, each mail at least once, with at
most one duplicate for each kill. A `kill -9` shows that a process may end at any moment; it shows nothing about a loss
of power.
"""

import argparse
import secrets
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lyceum.platform.tests.mail_receiver import MailReceiver
from tests.joined import join
from tests.site import Site, running_site


def main() -> None:
    """Do the runs and print a table; the exit code tells whether all went well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None, help="of the first run; the next ones count on from it")
    parser.add_argument("--learners", type=int, default=34, help="each makes six calls (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=3, help="how many processes a run kills (default: %(default)s)")
    options = parser.parse_args()
    first = secrets.randbelow(1_000_000) if options.seed is None else options.seed
    say("| seed | calls | killed | seconds | mails twice | result |\n| --- | --- | --- | --- | --- | --- |")
    with running() as (site, receiver):
        join(site)
        results = [
            run_once(site, receiver, seed=seed, learners=options.learners, kills=options.kills)
            for seed in range(first, first + options.runs)
        ]
    sys.exit(0 if all(results) else 1)


@contextmanager
def running() -> Iterator[tuple[Site, MailReceiver]]:
    """Run a site whose mails go to a receiver of ours."""
    with tempfile.TemporaryDirectory(prefix="lyceum-recovery-") as name, MailReceiver() as receiver:
        dist = Path(name) / "dist"
        dist.mkdir()
        (dist / "index.html").write_text("<!doctype html><title>Lyceum</title>")
        with running_site(Path(name) / "home", "--no-sample", front_end=dist, EMAIL_URL=receiver.url) as site:
            yield site, receiver


def run_once(site: Site, receiver: MailReceiver, *, seed: int, learners: int, kills: int) -> bool:
    """Do one run and print its row; tell whether all was well."""
    from tests.recovery_run import do_run, prepare  # noqa: PLC0415 - models can be imported once the site is joined

    started_at, duplicates, result = time.monotonic(), 0, "all there"
    run = prepare(site, seed=seed, learners=learners)
    try:
        duplicates = do_run(run, receiver, kills=kills)
    except AssertionError as error:
        result = f"wrong: {error}"
    seconds = time.monotonic() - started_at
    say(f"| {seed} | {run.acknowledged} | {' '.join(run.killed)} | {seconds:.0f} | {duplicates} | {result} |")
    return result == "all there"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
