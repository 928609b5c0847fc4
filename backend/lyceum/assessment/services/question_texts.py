"""Makes questions from what authors write: Markdown becomes HTML, and what is unchanged keeps its id."""

from collections import Counter
from collections.abc import Callable
from functools import partial

import msgspec
from bson import ObjectId

from lyceum.assessment.rules.authoring import check_question
from lyceum.assessment.rules.drafts import ChoiceDraft, QuestionDraft
from lyceum.assessment.rules.questions import Accepted, Choice, Criterion, Item, Pair, Question, Tracing
from lyceum.catalog import public as catalog
from lyceum.platform import markdown
from lyceum.platform.ids import derive_id

type ChoiceIds = Callable[[str, int], ObjectId]
type Render = Callable[[str], str]


def make_question(
    draft: QuestionDraft, *, question_id: ObjectId, course_id: ObjectId, choice_ids: ChoiceIds
) -> Question:
    """Make a question; `choice_ids` names each choice by its text and its place among equal texts.

    Raises:
        InvalidQuestionError: it contradicts its own kind.
    """
    render = partial(catalog.render_text, course_id=course_id)
    question = _assemble(draft, question_id=question_id, choice_ids=choice_ids, render=render)
    check_question(question)
    return question


def check_draft(draft: QuestionDraft) -> None:
    """Let only drafts pass that a question can be made of, without the work of rendering them.

    Raises:
        InvalidQuestionError: it contradicts its own kind.
    """
    check_question(_assemble(draft, question_id=ObjectId(), choice_ids=ids_of_choices(None), render=_leave))


def _leave(source: str) -> str:
    return source


def _assemble(draft: QuestionDraft, *, question_id: ObjectId, choice_ids: ChoiceIds, render: Render) -> Question:
    make_item = partial(_make_item, question_id=question_id, render=render)
    return Question(
        id=question_id,
        key=draft.key,
        kind=draft.kind,
        text=draft.text,
        text_html=render(draft.text),
        points=draft.points,
        explanation=draft.explanation,
        explanation_html=render(draft.explanation),
        choices=_make_choices(draft.choices, choice_ids=choice_ids, render=render),
        accepted=tuple(Accepted(text=item.text, regex=item.regex) for item in draft.accepted),
        number=draft.number,
        tolerance=draft.tolerance,
        tracing=_make_tracing(draft),
        order=tuple(make_item(text, "item") for text in draft.order),
        pairs=tuple(
            Pair(left=make_item(item.left, "left") if item.left else None, right=make_item(item.right, "right"))
            for item in draft.pairs
        ),
        rubric=tuple(Criterion(text=item.text, points=item.points) for item in draft.rubric),
    )


def make_choice(draft: ChoiceDraft, *, choice_id: ObjectId, course_id: ObjectId) -> Choice:
    """Make one choice."""
    return _make_choice(draft, choice_id=choice_id, render=partial(catalog.render_text, course_id=course_id))


def _make_choice(draft: ChoiceDraft, *, choice_id: ObjectId, render: Render) -> Choice:
    return Choice(
        id=choice_id,
        text=draft.text,
        text_html=markdown.unwrap_paragraph(render(draft.text)),
        is_correct=draft.is_correct,
    )


def _make_item(text: str, role: str, *, question_id: ObjectId, render: Render) -> Item:
    """Make something to order or to match; its id derives from its text, so that it tells nothing about its place."""
    return Item(
        id=derive_id(question_id, role, text),
        text=text,
        text_html=markdown.unwrap_paragraph(render(text)),
    )


def ids_of_choices(question: Question | None) -> ChoiceIds:
    """Name choices as they were named in the older question, and new ones anew."""
    kept: dict[tuple[str, int], ObjectId] = {}
    places: Counter[str] = Counter()
    for choice in question.choices if question else ():
        kept[choice.text, places[choice.text]] = choice.id
        places[choice.text] += 1
    return lambda text, place: kept.get((text, place)) or ObjectId()


def _make_choices(drafts: tuple[ChoiceDraft, ...], *, choice_ids: ChoiceIds, render: Render) -> tuple[Choice, ...]:
    places: Counter[str] = Counter()
    choices = []
    for draft in drafts:
        choice_id = choice_ids(draft.text, places[draft.text])
        choices.append(_make_choice(draft, choice_id=choice_id, render=render))
        places[draft.text] += 1
    return tuple(choices)


def _make_tracing(draft: QuestionDraft) -> Tracing | None:
    return None if draft.tracing is None else msgspec.convert(draft.tracing, Tracing, from_attributes=True)
