"""Invents people: students and instructors with names, places and the days on which they came."""

from config.invented.chance import Chance
from config.invented.plan import SchoolPlan
from config.invented.words import FIRST_NAMES, LANGUAGE_SHARES, LAST_NAMES, TIMEZONES
from lyceum.accounts.public import PersonDraft


def invent_student(plan: SchoolPlan, number: int) -> PersonDraft:
    """Make up a student, counted from 0."""
    return PersonDraft(
        person_id=plan.student_id(number),
        username=username_of(plan, "student", number),
        email=_email(plan, "student", number),
        name=_name(plan.chance("student", number)),
        joined_at=plan.begins_at,
        locale="ar" if plan.chance("locale", number).random() < LANGUAGE_SHARES["ar"] / 100 else "en",
        timezone=plan.chance("timezone", number).one_of(TIMEZONES),
    )


def invent_instructor(plan: SchoolPlan, number: int) -> PersonDraft:
    """Make up an instructor, counted from 0."""
    return PersonDraft(
        person_id=plan.instructor_id(number),
        username=username_of(plan, "instructor", number),
        email=_email(plan, "instructor", number),
        name=_name(plan.chance("instructor", number)),
        joined_at=plan.begins_at,
        is_instructor=True,
    )


def username_of(plan: SchoolPlan, kind: str, number: int) -> str:
    """Return the username of a student or instructor, counted from 0."""
    return f"bench{plan.seed}-{kind}-{number + 1}"


def _email(plan: SchoolPlan, kind: str, number: int) -> str:
    return f"{username_of(plan, kind, number)}@bench.invalid"


def _name(chance: Chance) -> str:
    return f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
