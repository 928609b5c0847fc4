"""Reads of single courses, and what other capabilities see of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from bson import ObjectId

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Person
from lyceum.catalog.documents import Course, CourseCard, courses
from lyceum.catalog.rules.courses import CourseStatus
from lyceum.catalog.selectors.categories import CategoryRef, get_shelf
from lyceum.catalog.selectors.media import VariantView, media_url, variant_views
from lyceum.catalog.selectors.texts import render_text, resolve_html
from lyceum.platform import cache, markdown
from lyceum.platform.errors import NotFoundError

COUNTED_AT_MOST: Final = 100_000
COURSE: Final = cache.declare(
    "course:{id}",
    kind=Course,
    ttl_s=30 * 60,
    invalidated_by=(
        "the course or its outline is changed",
        "the course is published, archived or deleted",
        "somebody enrolls",
    ),
)


COURSE_CARD: Final = cache.declare(
    "card:course:{id}",
    kind=CourseCard,
    ttl_s=30 * 60,
    invalidated_by=("as course:{id}, with which it becomes stale",),
    stale_with=COURSE.pattern,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView[C: CourseCard]:
    """A course with what is shown beside it; `image` is a ready address or "", lists have no `description_html`."""

    course: C
    instructor: Person
    category: CategoryRef | None
    image: str
    image_variants: tuple[VariantView, ...] = ()
    description_html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOffer:
    """A course as other capabilities see it; `image` is a ready address or ""."""

    course_id: ObjectId
    slug: str
    title: str
    image: str
    price_cents: int
    currency: str
    status: str
    instructor_id: ObjectId
    lesson_count: int


def get_course(course_id: ObjectId) -> Course:
    """Return a course, whoever asks; from the cache where it is there.

    Raises:
        NotFoundError: there is none.
    """
    return cache.read_through(COURSE, lambda: _load_course(course_id), id=course_id)


def find_course_by_slug(slug: str) -> CourseOffer | None:
    """Return the course with this slug, or None; no permission is checked."""
    course = courses.find_one({"slug": slug})
    return None if course is None else offer_of(course)


def find_course_offers(course_ids: Iterable[ObjectId]) -> dict[ObjectId, CourseOffer]:
    """Return the courses with these ids, in one query where they are not cached; no permission is checked."""
    cards = cache.read_each_through(COURSE_CARD, load_cards, course_ids)
    return {course_id: offer_of(card) for course_id, card in cards.items()}


def list_authored_offers(instructor_id: ObjectId, *, limit: int) -> tuple[CourseOffer, ...]:
    """Return an instructor's own courses in every status, newest first; no permission is checked."""
    own = {"instructor_id": instructor_id}
    found = courses.find_as(CourseCard, own, sort=[("created_at", -1), ("_id", 1)], limit=limit)
    return tuple(offer_of(card) for card in found)


def count_courses_by_status() -> dict[str, int]:
    """Count courses, up to `COUNTED_AT_MOST` in each status; no permission is checked."""
    return {status.value: courses.count({"status": status.value}, limit=COUNTED_AT_MOST) for status in CourseStatus}


def offer_of(card: CourseCard) -> CourseOffer:
    """Return what other capabilities see of a course."""
    return CourseOffer(
        course_id=card.id,
        slug=card.slug,
        title=card.title,
        image=media_url(card.image),
        price_cents=card.price_cents,
        currency=card.currency,
        status=card.status.value,
        instructor_id=card.instructor_id,
        lesson_count=card.lesson_count,
    )


def view_of(course: Course) -> CourseView[Course]:
    """Put a course together with its instructor and category."""
    return CourseView(
        course=course,
        instructor=_get_instructor(course.instructor_id),
        category=get_shelf().find(course.category_id),
        image=media_url(course.image),
        image_variants=variant_views(course.image),
        description_html=resolve_html(course.description_html, course_id=course.id),
    )


def views_of(cards: Sequence[CourseCard]) -> tuple[CourseView[CourseCard], ...]:
    """Put courses together with their instructors and categories, in one query for all."""
    people = accounts.list_people({card.instructor_id for card in cards})
    shelf = get_shelf()
    return tuple(
        CourseView(
            course=card,
            instructor=people.get(card.instructor_id, _nobody(card.instructor_id)),
            category=shelf.find(card.category_id),
            image=media_url(card.image),
            image_variants=variant_views(card.image),
        )
        for card in cards
    )


def _get_instructor(instructor_id: ObjectId) -> Person:
    try:
        return accounts.get_person(instructor_id)
    except NotFoundError:  # the person has left; their course stays
        return _nobody(instructor_id)


def _nobody(person_id: ObjectId) -> Person:
    return Person(person_id=person_id, name="")


def load_cards(course_ids: list[ObjectId]) -> dict[ObjectId, CourseCard]:
    """Read courses with these ids past the cache; no permission is checked."""
    found = courses.find_as(CourseCard, {"_id": {"$in": course_ids}}, limit=len(course_ids))
    return {card.id: card for card in found}


def _load_course(course_id: ObjectId) -> Course:
    course = courses.find_by_id(course_id)
    if course is None:
        raise NotFoundError("There is no such course.")
    if course.renderer_version >= markdown.RENDERER_VERSION:
        return course
    html = render_text(course.description, course_id=course_id)
    return msgspec.structs.replace(course, description_html=html)
