"""What the workers do every so often, each job once per period in the whole installation."""

from typing import Final

from lyceum.platform.periodic import PeriodicJob

JOBS: Final[tuple[PeriodicJob, ...]] = ()
