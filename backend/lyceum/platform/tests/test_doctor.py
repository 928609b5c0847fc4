"""The doctor's look at installed packages."""

from importlib import metadata

import pytest

from lyceum.platform.embedded.doctor import differing_packages


@pytest.mark.parametrize(
    ("installed", "locked", "found"),
    [
        ("1.2.3", "1.2.3", []),
        ("2.012", "2.12", []),  # PEP 440: leading zeros say nothing
        ("1.20", "1.2", ["thing is 1.20, not 1.2"]),
        ("1.0.0", "1.0.1", ["thing is 1.0.0, not 1.0.1"]),
    ],
)
def test_versions_are_compared_as_numbers(
    monkeypatch: pytest.MonkeyPatch, installed: str, locked: str, found: list[str]
) -> None:
    monkeypatch.setattr(metadata, "version", lambda _name: installed)
    assert list(differing_packages(f"thing=={locked} \\\n    --hash=sha256:00\n")) == found


def test_a_package_that_is_not_installed_is_named() -> None:
    assert list(differing_packages("no-such-thing==1.0 \\\n")) == ["no-such-thing is missing"]


def test_packages_for_other_machines_are_left_alone() -> None:
    assert list(differing_packages("no-such-thing==1.0 ; sys_platform == 'win32' \\\n")) == []
