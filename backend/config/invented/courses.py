"""Invents courses: titles in several languages, sections and lessons with texts of the lengths that real ones have."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from config.invented.chance import Chance
from config.invented.plan import SchoolPlan
from config.invented.words import (
    CATEGORIES,
    LANGUAGE_SHARES,
    LANGUAGES,
    LEVEL_SHARES,
    PRICES_CENTS,
    TAGS,
    TOPICS,
    Phrases,
    Topic,
)
from lyceum.catalog.public import CategoryDraft, CourseDraft, LessonDraft, WholeCourse, WholeSection
from lyceum.platform.ids import derive_id

TEXTS_PER_LANGUAGE: Final = 16
LESSONS_PER_SECTION: Final = 5
MOST_LESSONS: Final = 90
WITHOUT_CATEGORY: Final = 0.04


def invent_course(plan: SchoolPlan, number: int) -> WholeCourse:
    """Make up a course, counted from 0."""
    chance = plan.chance("course", number)
    language = chance.choices(list(LANGUAGE_SHARES), list(LANGUAGE_SHARES.values()))[0]
    topic = chance.one_of([topic for topic in TOPICS if language in topic.names])
    status = plan.statuses[number]
    created_at = _moment(chance, after=plan.begins_at, before=plan.until - timedelta(days=3))
    return WholeCourse(
        course_id=plan.course_id(number),
        instructor_id=plan.instructor_id(chance.skewed(plan.instructor_count, power=1.5)),
        draft=_draft(chance, topic, language, slug=f"{topic.slug}-{plan.seed}-{number + 1}"),
        sections=_sections(chance, language, number=number, plan=plan),
        status=status,
        created_at=created_at,
        published_at=None if status == "draft" else created_at + timedelta(hours=chance.randrange(1, 48)),
        enrollment_count=plan.class_sizes[number],
    )


def _draft(chance: Chance, topic: Topic, language: str, *, slug: str) -> CourseDraft:
    phrases, name = LANGUAGES[language], topic.names[language]
    has_category = chance.random() >= WITHOUT_CATEGORY
    return CourseDraft(
        slug=slug,
        title=chance.one_of(phrases.titles).format(name),
        summary=chance.choice(phrases.summaries).format(name),
        description=_text(language, chance.randrange(TEXTS_PER_LANGUAGE)),
        language=language,
        level=chance.choices(list(LEVEL_SHARES), list(LEVEL_SHARES.values()))[0],
        category=CategoryDraft(slug=topic.category, name=CATEGORIES[topic.category]) if has_category else None,
        tags=(topic.slug, *chance.sample(TAGS, chance.randrange(4))),
        price_cents=chance.choice(PRICES_CENTS),
        currency="EUR",
    )


def _sections(chance: Chance, language: str, *, number: int, plan: SchoolPlan) -> tuple[WholeSection, ...]:
    phrases = LANGUAGES[language]
    count = chance.size(median=8.5, spread=0.65, largest=MOST_LESSONS)
    course_id = plan.course_id(number)
    lessons = [
        LessonDraft(
            lesson_id=derive_id(course_id, "lesson", str(place)),
            key=f"lesson-{place + 1}",
            title=_lesson_title(phrases, place),
            kind="text",
            content=_text(language, chance.randrange(TEXTS_PER_LANGUAGE)),
            minutes=chance.size(median=9, spread=0.6, largest=90),
            preview=place == 0,
        )
        for place in range(count)
    ]
    starts = range(0, count, LESSONS_PER_SECTION)
    return tuple(
        WholeSection(
            title=phrases.sections[place % len(phrases.sections)],
            lessons=tuple(lessons[start : start + LESSONS_PER_SECTION]),
        )
        for place, start in enumerate(starts)
    )


def _lesson_title(phrases: Phrases, place: int) -> str:
    pattern = phrases.lessons[place % len(phrases.lessons)]
    return pattern.format(phrases.parts[(place // 2) % len(phrases.parts)])


def _moment(chance: Chance, *, after: datetime, before: datetime) -> datetime:
    """Draw a moment, in whole seconds: schools grow, so that late ones are more."""
    seconds = int((before - after).total_seconds() * chance.random() ** 0.7)
    return after + timedelta(seconds=seconds)


@lru_cache(maxsize=len(LANGUAGES) * TEXTS_PER_LANGUAGE)
def _text(language: str, number: int) -> str:
    """Return one of the texts of a language, from a few lines to some pages; they are the same in every school."""
    chance, phrases = Chance(f"{language}:{number}"), LANGUAGES[language]
    paragraphs = [
        " ".join(chance.choice(phrases.sentences) for _ in range(chance.size(median=4, spread=0.4, largest=9)))
        for _ in range(chance.size(median=4, spread=0.7, largest=20))
    ]
    parts = [phrases.parts[place % len(phrases.parts)] for place in range(4)]
    listed = "\n".join(f"- **{part}**: {chance.choice(phrases.sentences)}" for part in parts)
    example = "```python\ntotal = 0\nfor value in [3, 5, 8]:\n    total += value\nprint(total)\n```"
    formula = "$$\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i$$"
    middle = len(paragraphs) // 2
    extras = [f"## {phrases.parts[0]}", listed, example if number % 2 else formula]
    return "\n\n".join([*paragraphs[:middle], *extras, *paragraphs[middle:]])
