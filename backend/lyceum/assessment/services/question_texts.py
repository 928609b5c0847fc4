"""Makes questions from what authors write: Markdown becomes HTML, and what is unchanged keeps its id."""

from collections import Counter
from collections.abc import Callable

import msgspec
from bson import ObjectId

from lyceum.assessment.rules.authoring import check_question
from lyceum.assessment.rules.drafts import ChoiceDraft, QuestionDraft
from lyceum.assessment.rules.questions import Accepted, Choice, Question, Tracing
from lyceum.catalog import public as catalog
from lyceum.platform import markdown

type ChoiceIds = Callable[[str, int], ObjectId]


def make_question(
    draft: QuestionDraft, *, question_id: ObjectId, course_id: ObjectId, choice_ids: ChoiceIds
) -> Question:
    """Make a question; `choice_ids` names each choice by its text and its place among equal texts.

    Raises:
        InvalidQuestionError: it contradicts its own kind.
    """
    question = Question(
        id=question_id,
        key=draft.key,
        kind=draft.kind,
        text=draft.text,
        text_html=catalog.render_text(draft.text, course_id=course_id),
        points=draft.points,
        explanation=draft.explanation,
        explanation_html=catalog.render_text(draft.explanation, course_id=course_id),
        choices=_make_choices(draft.choices, course_id=course_id, choice_ids=choice_ids),
        accepted=tuple(Accepted(text=item.text, regex=item.regex) for item in draft.accepted),
        number=draft.number,
        tolerance=draft.tolerance,
        tracing=_make_tracing(draft),
    )
    check_question(question)
    return question


def make_choice(draft: ChoiceDraft, *, choice_id: ObjectId, course_id: ObjectId) -> Choice:
    """Make one choice."""
    return Choice(
        id=choice_id,
        text=draft.text,
        text_html=markdown.unwrap_paragraph(catalog.render_text(draft.text, course_id=course_id)),
        is_correct=draft.is_correct,
    )


def ids_of_choices(question: Question | None) -> ChoiceIds:
    """Name choices as they were named in the older question, and new ones anew."""
    kept: dict[tuple[str, int], ObjectId] = {}
    places: Counter[str] = Counter()
    for choice in question.choices if question else ():
        kept[choice.text, places[choice.text]] = choice.id
        places[choice.text] += 1
    return lambda text, place: kept.get((text, place)) or ObjectId()


def _make_choices(drafts: tuple[ChoiceDraft, ...], *, course_id: ObjectId, choice_ids: ChoiceIds) -> tuple[Choice, ...]:
    places: Counter[str] = Counter()
    choices = []
    for draft in drafts:
        choice_id = choice_ids(draft.text, places[draft.text])
        choices.append(make_choice(draft, choice_id=choice_id, course_id=course_id))
        places[draft.text] += 1
    return tuple(choices)


def _make_tracing(draft: QuestionDraft) -> Tracing | None:
    return None if draft.tracing is None else msgspec.convert(draft.tracing, Tracing, from_attributes=True)
