"""The worker process: `python -m config.worker`."""

import signal
from pathlib import Path
from types import FrameType

import django
from django.conf import settings


def main() -> None:
    """Work until a signal asks to stop."""
    django.setup()
    from config.periodic import JOBS  # noqa: PLC0415 - the capabilities import models, which exist only now
    from lyceum.platform.periodic import PeriodicWork  # noqa: PLC0415 - as above
    from lyceum.platform.worker import Worker  # noqa: PLC0415 - as above

    heartbeat = Path(settings.WORKER_HEARTBEAT) if settings.WORKER_HEARTBEAT else None
    worker = Worker(periodic=PeriodicWork(JOBS), heartbeat=heartbeat)

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run()


if __name__ == "__main__":
    main()
