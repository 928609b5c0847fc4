"""The part of `lyceum doctor` that needs the stores' clients."""

import sys

from django.core.management.base import BaseCommand

from config.store_checks import check_stores


class Command(BaseCommand):
    """Checks the stores."""

    help = "Check that MongoDB, SQL and Redis answer and fit."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Say what each check found; exit code 1 where a store is away or unfit."""
        findings = check_stores()
        for finding in findings:
            self.stdout.write(f"{'✓' if finding.is_fit else '✗'} {finding.store}: {finding.detail}")
        sys.exit(0 if all(finding.is_fit for finding in findings) else 1)
