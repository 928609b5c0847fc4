"""Settings from the environment."""

import os
import subprocess
import sys

import pytest

from lyceum.platform.environment import Environment, SettingError, settings_page
from lyceum.platform.tests.serving import BACKEND


def test_values_are_read_and_defaults_stand_in() -> None:
    read = Environment(source={"A": "x", "N": "3", "F": "Yes", "L": "a, b,"})
    assert read.text("A", "y", "") == "x"
    assert read.text("B", "y", "") == "y"
    assert read.number("N", 1, "") == 3
    assert read.flag("F", False, "")
    assert read.flag("G", True, "")
    assert read.items("L", "", "") == ["a", "b"]


def test_a_value_that_cannot_be_read_names_its_variable() -> None:
    read = Environment(source={"N": "many", "MINUS": "-1", "ZERO": "0", "F": "perhaps", "R": "9/week", "P": "::1, x"})
    for name in ("N", "MINUS"):
        with pytest.raises(SettingError, match=f"{name} must be a whole number from 0"):
            read.number(name, 1, "")
    with pytest.raises(SettingError, match="ZERO must be a whole number from 1, not '0'"):
        read.number("ZERO", 1, "", least=1)
    with pytest.raises(SettingError, match="R must be a rate such as 600/min, 100/15min or 50/d, not '9/week'"):
        read.rate("R", "1/s", "")
    with pytest.raises(SettingError, match="P must be addresses and networks: 'x' does not"):
        read.networks("P", "", "")
    with pytest.raises(SettingError, match="F must be yes or no"):
        read.flag("F", False, "")


def test_a_word_that_is_no_choice_names_the_choices() -> None:
    read = Environment(source={"GOOD": "b", "BAD": "c"})
    assert read.choice("GOOD", "a", ("a", "b"), "") == "b"
    assert read.choice("UNSET", "a", ("a", "b"), "") == "a"
    with pytest.raises(SettingError, match="BAD must be one of a, b, not 'c'"):
        read.choice("BAD", "a", ("a", "b"), "")


@pytest.mark.parametrize("source", [{}, {"KEY": ""}])
def test_a_secret_that_is_not_set_is_named(source: dict[str, str]) -> None:
    assert Environment(source={"KEY": "x"}).secret("KEY", "") == "x"
    with pytest.raises(SettingError, match="KEY is not set"):
        Environment(source=source).secret("KEY", "")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("EMAIL_VERIFICATION", "maybe", "EMAIL_VERIFICATION must be one of none, optional, mandatory, not 'maybe'."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR, not 'loud'."),
        (
            "JWT_SIGNING_KEY",
            "",
            "JWT_SIGNING_KEY is not set. Set it to a long random text, the same everywhere.",
        ),
    ],
)
def test_a_process_with_an_unfit_setting_ends_with_one_line(name: str, value: str, said: str) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", name: value}
    command = [sys.executable, "-m", "config.worker"]
    ended = subprocess.run(command, cwd=BACKEND, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (1, f"{said}\n")


def test_the_page_lists_what_was_declared() -> None:
    read = Environment(source={})
    read.number("PORT", 8000, "Where to listen.")
    assert "| `PORT` | number | `8000` | Where to listen. |" in settings_page(read.declared)
