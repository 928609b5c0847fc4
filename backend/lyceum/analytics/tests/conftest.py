"""Fixtures of the tests of analytics."""

from lyceum.notifications.tests.conftest import receiver

__all__ = ["receiver"]
