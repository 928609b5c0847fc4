"""Questions on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.drafts import (
    AcceptedDraft,
    ChoiceDraft,
    CriterionDraft,
    PairDraft,
    QuestionDraft,
    TracingDraft,
)
from lyceum.assessment.rules.questions import QuestionKind
from lyceum.assessment.serializers.choices import EXAMPLES, QUESTION_ID, ChoiceSerializer, ChoiceWriteSerializer
from lyceum.assessment.serializers.fields import (
    SHORT_TEXT,
    NumberField,
    SourceField,
    SparseSerializer,
)
from lyceum.platform.fields import IdField
from lyceum.platform.lists import PageQuery

KINDS: Final = [(kind.value, kind.name) for kind in QuestionKind]
EXAMPLE: Final[dict[str, Any]] = {
    "id": QUESTION_ID,
    "quiz": "665f1c2e9b1d4c3a2f1e0d30",
    "kind": "single",
    "text": "What is *recall*?",
    "text_html": "<p>What is <em>recall</em>?</p>",
    "points": 1,
    "choices": EXAMPLES,
}
EXAMPLE_WITH_KEY: Final[dict[str, Any]] = {
    **EXAMPLE,
    "explanation": "Familiarity alone is not recall.",
    "answer": "Naming it without help",
}
WRITE_EXAMPLES: Final = [
    OpenApiExample(
        "A question with choices",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "single",
            "text": "What is *recall*?",
            "explanation": "Familiarity alone is not recall.",
            "choices": [
                {"text": "Naming it without help", "is_correct": True},
                {"text": "Finding it familiar", "is_correct": False},
            ],
        },
    ),
    OpenApiExample(
        "A short answer",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "short_text",
            "text": "Who measured forgetting around 1880?",
            "accepted": [{"text": "(hermann )?ebbinghaus", "regex": True}],
        },
    ),
    OpenApiExample(
        "A number",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "numeric",
            "text": "After how many days?",
            "number": 6.7,
            "tolerance": 0.5,
        },
    ),
    OpenApiExample(
        "A program to trace",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "tracing",
            "text": "",
            "tracing": {"program": "print(1 + 1)", "language": "python", "does_compile": True, "stdout": "2"},
        },
    ),
    OpenApiExample(
        "Things to put in order",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "ordering",
            "text": "What comes first?",
            "order": ["Encoding", "Storage", "Retrieval"],
        },
    ),
    OpenApiExample(
        "Things to match; *Pavlov* belongs to nothing",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "matching",
            "text": "Who found what?",
            "pairs": [
                {"left": "The forgetting curve", "right": "Ebbinghaus"},
                {"left": "The testing effect", "right": "Roediger"},
                {"left": "", "right": "Pavlov"},
            ],
        },
    ),
    OpenApiExample(
        "An essay",
        request_only=True,
        value={
            "quiz": "665f1c2e9b1d4c3a2f1e0d30",
            "kind": "essay",
            "text": "Explain spaced repetition.",
            "points": 5,
            "rubric": [{"text": "Names the spacing effect", "points": 2}, {"text": "Gives an example", "points": 3}],
        },
    ),
]


class AcceptedSerializer(serializers.Serializer[Any]):
    """A text that counts as right; case, spaces and typography do not matter."""

    text = serializers.CharField(max_length=500)
    regex = serializers.BooleanField(
        default=False,
        help_text="The text is a pattern for the whole answer: `.`, `[a-z]`, `\\d \\w \\s`, `|`, groups, "
        "`? * + {m,n}`; no look-around or back-references.",
    )


class TracingSerializer(SparseSerializer):
    """A program and what becomes of it; learners see `program` and `language` only."""

    program = SourceField(help_text="The source text.")
    language = serializers.CharField(max_length=30, required=False, allow_blank=True, help_text="Such as `rust`.")
    does_compile = serializers.BooleanField(required=False, allow_null=True)
    stdout = SourceField(required=False, allow_null=True, allow_blank=True, help_text="What it prints.")
    line = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=10_000,
        help_text="The line of the error, from 1; null = any line counts.",
    )


class ItemSerializer(serializers.Serializer[Any]):
    """Something to put in order or to match."""

    id = IdField(source="item_id")
    text = serializers.CharField(help_text="Markdown.")
    text_html = serializers.CharField()


class PairSerializer(serializers.Serializer[Any]):
    """Two things that belong together, as Markdown."""

    left = serializers.CharField(
        max_length=SHORT_TEXT, allow_blank=True, help_text="The prompt; empty = the right one belongs to nothing."
    )
    right = serializers.CharField(max_length=SHORT_TEXT)


class CriterionSerializer(serializers.Serializer[Any]):
    """One line of a rubric."""

    text = serializers.CharField(max_length=SHORT_TEXT)
    points = serializers.IntegerField(min_value=1, max_value=100, help_text="At most.")


@extend_schema_serializer(
    examples=[
        OpenApiExample("A question, as a learner sees it", response_only=True, value=EXAMPLE),
        OpenApiExample("A question, as its author sees it", response_only=True, value=EXAMPLE_WITH_KEY),
    ]
)
class QuestionSerializer(SparseSerializer):
    """A question.

    `explanation`, `accepted`, `number`, `tolerance`, `order`, `pairs`, `rubric` and `answer` are there for those who
    teach.
    """

    id = IdField(source="question_id")
    quiz = IdField(source="quiz_id", required=False)
    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField(help_text="Markdown.")
    text_html = serializers.CharField()
    points = serializers.IntegerField()
    explanation = serializers.CharField(required=False, help_text="Markdown, shown after a submission.")
    choices = ChoiceSerializer(many=True)
    accepted = AcceptedSerializer(many=True, required=False)
    number = serializers.FloatField(required=False)
    tolerance = serializers.FloatField(required=False)
    tracing = TracingSerializer(required=False)
    items = ItemSerializer(many=True, required=False, help_text="What is to be put in order, mixed.")
    prompts = ItemSerializer(many=True, required=False, help_text="What something is to be matched to, mixed.")
    options = ItemSerializer(many=True, required=False, help_text="What can be matched to the prompts, mixed.")
    order = serializers.ListField(child=serializers.CharField(), required=False, help_text="In the right order.")
    pairs = PairSerializer(many=True, required=False)
    rubric = CriterionSerializer(many=True, required=False)
    answer = serializers.CharField(required=False, help_text="The key as text.")


class QuestionFields(serializers.Serializer[Any]):
    """What an author writes of a question, apart from where it stands."""

    points = serializers.IntegerField(min_value=1, max_value=100, required=False, help_text="1 where it is left out.")
    explanation = SourceField(required=False, allow_blank=True, help_text="Markdown, shown after a submission.")
    choices = serializers.ListField(child=ChoiceWriteSerializer(), required=False, max_length=50)
    accepted = serializers.ListField(child=AcceptedSerializer(), required=False, max_length=50)
    number = NumberField(required=False)
    tolerance = NumberField(required=False, min_value=0)
    tracing = TracingSerializer(required=False)
    order = serializers.ListField(
        child=serializers.CharField(max_length=SHORT_TEXT),
        required=False,
        max_length=50,
        help_text="Markdown texts in the right order.",
    )
    pairs = serializers.ListField(child=PairSerializer(), required=False, max_length=50)
    rubric = serializers.ListField(
        child=CriterionSerializer(), required=False, max_length=20, help_text="Adds up to the points."
    )

    def to_changes(self) -> dict[str, Any]:
        """Return what was sent as fields of a `QuestionDraft`; the quiz is none of them."""
        sent = ((name, value) for name, value in self.validated_data.items() if name != "quiz")
        return {name: _READERS.get(name, _as_it_is)(value) for name, value in sent}


@extend_schema_serializer(examples=WRITE_EXAMPLES)
class QuestionWriteSerializer(QuestionFields):
    """A question; which of the other fields it takes depends on `kind`."""

    quiz = IdField()
    kind = serializers.ChoiceField(choices=KINDS)
    text = SourceField(allow_blank=True, help_text="Markdown; may be empty where a program is traced.")

    def to_draft(self) -> QuestionDraft:
        """Return the question without its quiz."""
        return QuestionDraft(**self.to_changes())


@extend_schema_serializer(
    component_name="Question",  # in the contract: PatchedQuestion
    examples=[OpenApiExample("More points", request_only=True, value={"points": 2})],
)
class PatchedQuestionSerializer(QuestionFields):
    """What is to change of a question; a question stays in its quiz."""

    quiz = IdField(required=False)
    kind = serializers.ChoiceField(choices=KINDS, required=False)
    text = SourceField(required=False, allow_blank=True, help_text="Markdown.")


class QuestionQuery(PageQuery):
    """Which questions."""

    quiz = IdField(help_text="The quiz they are of.")


def _as_it_is(value: object) -> object:
    return value


_READERS: Final[dict[str, Any]] = {
    "kind": QuestionKind,
    "choices": lambda items: tuple(ChoiceDraft(**item) for item in items),
    "accepted": lambda items: tuple(AcceptedDraft(**item) for item in items),
    "tracing": lambda item: TracingDraft(**item),
    "order": tuple,
    "pairs": lambda items: tuple(PairDraft(**item) for item in items),
    "rubric": lambda items: tuple(CriterionDraft(**item) for item in items),
}
