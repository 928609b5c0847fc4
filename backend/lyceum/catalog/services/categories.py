"""Writes to categories, by administrators."""

import msgspec
from bson import ObjectId
from pymongo.errors import DuplicateKeyError

from lyceum.catalog.documents import Category, CourseCard, categories, courses
from lyceum.catalog.errors import HasCoursesError, SlugTakenError
from lyceum.catalog.events import CategoryRenamed
from lyceum.catalog.rules.categories import CategoryFields, check_room
from lyceum.catalog.rules.courses import slug_of
from lyceum.catalog.rules.fields import given_fields
from lyceum.catalog.selectors.categories import SHELF, CategoryRef, get_category, get_shelf
from lyceum.catalog.selectors.listings import CHANGED_KEY
from lyceum.platform import cache
from lyceum.platform.actors import Actor
from lyceum.platform.errors import ForbiddenError
from lyceum.platform.events import announce
from lyceum.platform.mongo import run_in_transaction


def create_category(fields: CategoryFields, *, actor: Actor) -> Category:
    """Make a category.

    Raises:
        ForbiddenError: the actor is no admin.
        SlugTakenError: another one has the slug.
        InvalidError: there are as many as there may be.
    """
    _check_admin(actor)
    return insert_category(fields)


def insert_category(fields: CategoryFields) -> Category:
    """Store a new category, whoever asks.

    Raises:
        SlugTakenError: another one has the slug.
        InvalidError: there are as many as there may be.
    """
    check_room(len(get_shelf().categories))
    empty = Category(slug="", name="")
    category = msgspec.structs.replace(empty, **given_fields(fields))
    slug = category.slug or slug_of(category.name) or f"category-{str(category.id)[-6:]}"
    category = msgspec.structs.replace(category, slug=slug)
    try:
        categories.insert(category)
    except DuplicateKeyError:
        raise _slug_taken(slug) from None
    _forget()
    return category


def update_category(category_id: ObjectId, fields: CategoryFields, *, actor: Actor) -> Category:
    """Change a category.

    Raises:
        ForbiddenError: the actor is no admin.
        NotFoundError: there is none.
        SlugTakenError: another one has the slug.
    """
    _check_admin(actor)
    values = given_fields(fields)

    def store() -> Category:
        category = get_category(category_id)
        if values:
            categories.update({"_id": category_id}, {"$set": values})
            _forget()
        changed = msgspec.structs.replace(category, **values)
        if changed.name != category.name:
            announce(CategoryRenamed(category_id=category_id))
        return changed

    try:
        return run_in_transaction(store)
    except DuplicateKeyError:
        raise _slug_taken(str(values["slug"])) from None


def delete_category(category_id: ObjectId, *, actor: Actor) -> None:
    """Delete a category that no course is in.

    Raises:
        ForbiddenError: the actor is no admin.
        NotFoundError: there is none.
        HasCoursesError: courses are in it.
    """
    _check_admin(actor)

    def remove() -> None:
        get_category(category_id)
        if courses.find_as(CourseCard, {"category_id": category_id}, limit=1):
            raise HasCoursesError("There are courses in this category.")
        categories.delete({"_id": category_id})
        _forget()

    run_in_transaction(remove)


def find_or_create_category(*, slug: str, name: str) -> ObjectId:
    """Return the id of the category with this slug, made where it is missing; for imports."""
    found: CategoryRef | None = get_shelf().find_by_slug(slug)
    if found is not None:
        return found.category_id
    return insert_category(CategoryFields(name=name, slug=slug)).id


def _check_admin(actor: Actor) -> None:
    if not actor.is_admin:
        raise ForbiddenError("Only administrators may change categories.")


def _slug_taken(slug: str) -> SlugTakenError:
    return SlugTakenError(f"Another category has the slug {slug!r}.")


def _forget() -> None:
    cache.forget(SHELF.pattern, "catalog", CHANGED_KEY)
