"""The tables of SQL are made by migrations; what the models declare must be in them, uniqueness above all."""

from django.core.management import call_command


def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
