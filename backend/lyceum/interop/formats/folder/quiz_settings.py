"""How a quiz is taken, as fields of its file; a field that is left out has its default, which is never written."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any, Final, get_args

from lyceum.interop.formats.course_package import Feedback, Grading, QuizSettingsPart
from lyceum.interop.formats.course_rules import check_settings
from lyceum.interop.formats.folder.yaml_source import YamlMap

_FEEDBACKS: Final[tuple[Feedback, ...]] = get_args(Feedback)
_GRADINGS: Final[tuple[Grading, ...]] = get_args(Grading)
_DEFAULTS: Final = QuizSettingsPart()
SETTING_NAMES: Final = tuple(item.name for item in fields(QuizSettingsPart))


def read_settings(source: YamlMap) -> QuizSettingsPart:
    """Read and check the settings among the fields of a quiz.

    Raises:
        CourseFormatError: one cannot be read or breaks a rule.
    """

    def given[T](name: str, read: Callable[[str], T]) -> T | None:
        return read(name) if source.has(name) else None

    settings = QuizSettingsPart(
        time_limit_s=given("time_limit_s", source.integer),
        attempts_allowed=given("attempts_allowed", source.integer),
        shuffle=source.flag("shuffle", default=False),
        draw=given("draw", source.integer),
        feedback=_one_of(source, "feedback", _FEEDBACKS, _DEFAULTS.feedback),
        closes_at=given("closes_at", source.moment),
        grading=_one_of(source, "grading", _GRADINGS, _DEFAULTS.grading),
    )
    check_settings(settings, origin=source.origin)
    return settings


def settings_fields(settings: QuizSettingsPart | None) -> dict[str, Any]:
    """Return the fields of those settings that are not as by default."""
    if settings is None:
        return {}
    values = {name: getattr(settings, name) for name in SETTING_NAMES}
    return {
        name: _moment_text(value) if isinstance(value, datetime) else value
        for name, value in values.items()
        if value != getattr(_DEFAULTS, name)
    }


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds").replace("+00:00", "Z")


def _one_of[Name: str](source: YamlMap, field: str, names: tuple[Name, ...], default: Name) -> Name:
    text = source.text(field, default)
    for name in names:
        if name == text:
            return name
    raise source.origin_of(field).error(f"{field} must be one of {', '.join(names)}")
