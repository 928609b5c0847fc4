"""The SQL rows that tests write."""

from typing import Any

from django.apps import apps

_LABELS = ("accounts", "mfa", "account", "sessions", "admin")


def sql_models() -> list[Any]:
    """Return the models whose rows tests write, those that refer to others first."""
    return [model for label in reversed(_LABELS) for model in reversed(list(apps.get_app_config(label).get_models()))]


def delete_rows() -> None:
    """Delete them all."""
    for model in sql_models():
        model._default_manager.all()._raw_delete("default")
