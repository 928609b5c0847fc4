"""The one way in which a stored quiz changes: load, check, change, store, tell the outline and the cache."""

from collections.abc import Callable

import msgspec
from bson import ObjectId

from lyceum.assessment.documents import Quiz, quizzes
from lyceum.assessment.rules.authoring import check_size
from lyceum.assessment.selectors.access import QUIZ, get_authored_quiz
from lyceum.catalog import public as catalog
from lyceum.catalog.public import QuizRef
from lyceum.platform import cache, mongo
from lyceum.platform.actors import Actor
from lyceum.platform.clock import utc_now
from lyceum.platform.versions import check_version


def change_quiz(
    quiz_id: ObjectId, *, actor: Actor, expected_version: int | None, change: Callable[[Quiz], Quiz]
) -> Quiz:
    """Change a quiz that the actor may change; `change` may run more than once.

    Raises:
        NotFoundError: it is absent or its course is hidden.
        ForbiddenError: the actor may see its course only.
        StaleVersionError: the quiz is not in `expected_version` any more.
    """

    def body() -> Quiz:
        before = get_authored_quiz(quiz_id, actor=actor)
        check_version(expected_version, before.version)
        after = msgspec.structs.replace(change(before), version=before.version + 1, updated_at=utc_now())
        keep_quiz(after, before=before)
        return after

    return mongo.run_in_transaction(body)


def keep_quiz(quiz: Quiz, *, before: Quiz | None) -> None:
    """Store a quiz in the place of its older self, if any; part of a transaction.

    Raises:
        QuizTooLargeError: it holds more than it may.
    """
    check_size(quiz.questions)
    if before is None:
        quizzes.insert(quiz)
    else:
        quizzes.replace(quiz)
    _keep_place(quiz, before=before)
    cache.forget(QUIZ.key(id=quiz.id))


def _keep_place(quiz: Quiz, *, before: Quiz | None) -> None:
    """Keep the outline's list of quizzes true."""
    if before is not None and before.lesson_id != quiz.lesson_id:
        catalog.remove_quiz(before.lesson_id, before.id)
    elif before is not None and (before.title, before.required) == (quiz.title, quiz.required):
        return
    catalog.place_quiz(quiz.lesson_id, QuizRef(quiz_id=quiz.id, title=quiz.title, required=quiz.required))
