"""`lyceum manage write_docs`."""

from django.core.management.base import BaseCommand

from config.generated_docs import generated_pages
from config.migrating import import_declarations


class Command(BaseCommand):
    """Writes the generated pages of the documentation."""

    help = "Write the pages of docs/guide that are generated from the code."
    requires_system_checks = ()

    def handle(self, **_options: object) -> None:
        """Write each page."""
        import_declarations()
        for path, text in generated_pages().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote {path}")
