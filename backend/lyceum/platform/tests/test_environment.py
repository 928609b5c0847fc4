"""Settings from the environment."""

import pytest

from lyceum.platform.environment import Environment, SettingError, settings_page


def test_values_are_read_and_defaults_stand_in() -> None:
    read = Environment(source={"A": "x", "N": "3", "F": "Yes", "L": "a, b,"})
    assert read.text("A", "y", "") == "x"
    assert read.text("B", "y", "") == "y"
    assert read.number("N", 1, "") == 3
    assert read.flag("F", False, "")
    assert read.flag("G", True, "")
    assert read.items("L", "", "") == ["a", "b"]


def test_a_value_that_cannot_be_read_names_its_variable() -> None:
    read = Environment(source={"N": "many", "F": "perhaps"})
    with pytest.raises(SettingError, match="N must be a whole number"):
        read.number("N", 1, "")
    with pytest.raises(SettingError, match="F must be yes or no"):
        read.flag("F", False, "")


def test_the_page_lists_what_was_declared() -> None:
    read = Environment(source={})
    read.number("PORT", 8000, "Where to listen.")
    assert "| `PORT` | number | `8000` | Where to listen. |" in settings_page(read.declared)
