"""What the commands print."""

import io

from rich.console import Console

from lyceum.interop.management.reports import print_line


def test_lines_are_printed_as_they_are_without_emoji_or_markup():
    output = io.StringIO()
    line = "  guide.md:100: left out [bold]note[/bold] :smile:"
    print_line(Console(file=output, force_terminal=True), line)
    assert output.getvalue() == f"{line}\n"
