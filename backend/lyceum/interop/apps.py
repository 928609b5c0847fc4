"""Makes interop known to Django, so that its management commands are found."""

from django.apps import AppConfig


class InteropConfig(AppConfig):
    """Courses in and out of Lyceum."""

    name = "lyceum.interop"
    label = "interop"
