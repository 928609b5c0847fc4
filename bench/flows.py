"""Measures what learners do on a site as `lyceum up` runs it: CPU of our processes a request, and what the worker does.

    .venv/bin/python bench/flows.py [--learners 200]

Eight learners are at it at once. The stores write through to the disk after every commit, mails go to a real SMTP
receiver.
"""

import argparse
import tempfile
from pathlib import Path

from measuring import HEADER, running, say, show

from lyceum.platform.tests.mail_receiver import MailReceiver
from tests.joined import join


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=200, help="how many people there are (default: %(default)s)")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="lyceum-bench-") as name,
        MailReceiver() as receiver,
        running(Path(name), EMAIL_URL=receiver.url) as site,
    ):
        join(site)
        import learners  # noqa: PLC0415 - it needs Django, which is set up only now

        school = learners.make_school(site, learners=options.learners)
        say(HEADER)
        for run in (learners.run_writes, learners.run_reads):
            for row in run(school):
                show(row)
        show(learners.run_sign_in(school))


if __name__ == "__main__":
    main()
