"""Binds the capabilities together once Django is ready."""

from django.apps import AppConfig


class LyceumConfig(AppConfig):
    """The composition root as a Django application."""

    name = "config"
    label = "lyceum_config"

    def ready(self) -> None:
        """Connect events and ports."""
        from config import wiring  # noqa: PLC0415 - the capabilities import models, which exist only now

        wiring.connect()
