"""Attempts on the wire."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.assessment.rules.policies import AttemptState, HistoryKind
from lyceum.assessment.rules.questions import GivenAnswer
from lyceum.assessment.serializers.fields import SparseSerializer
from lyceum.assessment.serializers.questions import EXAMPLE as QUESTION_EXAMPLE
from lyceum.assessment.serializers.questions import QuestionSerializer
from lyceum.assessment.serializers.submissions import (
    ANSWERS_LIMIT,
    AnswerFields,
    AnswerWriteSerializer,
    SubmissionSerializer,
    read_answer,
)
from lyceum.platform.fields import IdField, PersonSerializer

STATES: Final = [(state.value, state.name) for state in AttemptState]
HISTORY: Final = [(kind.value, kind.name) for kind in HistoryKind]
SEQ_LIMIT: Final = 2**31 - 1
ANSWER_EXAMPLE: Final = {"question": QUESTION_EXAMPLE["id"], "choices": ["665f1c2e9b1d4c3a2f1e0d41"]}


class AnswerSerializer(SparseSerializer, AnswerFields):
    """What was answered to one question, in the form of its kind."""


class HistoryEntrySerializer(serializers.Serializer[Any]):
    """A change of a result after it was told."""

    at = serializers.DateTimeField()
    by = IdField(help_text="Who changed it.")
    what = serializers.ChoiceField(choices=HISTORY)
    reason = serializers.CharField()
    score_before = serializers.FloatField(allow_null=True, help_text="Null while a person still had to grade.")
    score_after = serializers.FloatField(allow_null=True)
    percentage_before = serializers.IntegerField(allow_null=True)
    percentage_after = serializers.IntegerField(allow_null=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A running attempt",
            response_only=True,
            value={
                "id": "665f1c2e9b1d4c3a2f1e0d60",
                "quiz": "665f1c2e9b1d4c3a2f1e0d30",
                "number": 1,
                "state": "open",
                "started_at": "2026-01-11T18:00:00Z",
                "deadline": "2026-01-11T18:30:00Z",
                "server_now": "2026-01-11T18:02:00Z",
                "seq": 3,
                "questions": [QUESTION_EXAMPLE],
                "answers": [ANSWER_EXAMPLE],
                "result": None,
            },
        )
    ]
)
class AttemptSerializer(serializers.Serializer[Any]):
    """An attempt with its questions, never their key, and what was answered so far.

    Count down from `deadline` minus `server_now`, not by the clock of the device. `result` is there when the attempt is
    closed, as far as the quiz tells it; `history` for those who teach.
    """

    id = IdField(source="attempt.id")
    quiz = IdField(source="attempt.quiz_id")
    number = serializers.IntegerField(source="attempt.number", help_text="Which attempt it is, from 1.")
    state = serializers.ChoiceField(source="attempt.state", choices=STATES)
    started_at = serializers.DateTimeField(source="attempt.started_at", allow_null=True)
    deadline = serializers.DateTimeField(source="attempt.deadline", allow_null=True, help_text="Null = none.")
    server_now = serializers.DateTimeField(help_text="What the server's clock shows.")
    seq = serializers.IntegerField(source="attempt.seq", help_text="Of the newest save; the next one needs a higher.")
    questions = QuestionSerializer(many=True)
    answers = AnswerSerializer(many=True)
    result = SubmissionSerializer(source="submission", allow_null=True)
    history = HistoryEntrySerializer(many=True, required=False)

    def to_representation(self, instance: Any) -> dict[str, Any]:  # noqa: ANN401 - an AttemptView
        """Leave the history out where its reader is a learner."""
        shown = super().to_representation(instance)
        if instance.history is None:
            del shown["history"]
        return shown


@extend_schema_serializer(
    component_name="Attempt",  # in the contract: PatchedAttempt
    examples=[OpenApiExample("The fourth save", request_only=True, value={"seq": 4, "answers": [ANSWER_EXAMPLE]})],
)
class PatchedAttemptSerializer(serializers.Serializer[Any]):
    """Answers to keep; those to other questions stay as they were saved before."""

    seq = serializers.IntegerField(
        min_value=0, max_value=SEQ_LIMIT, help_text="Rises with every save, over all devices."
    )
    answers = serializers.ListField(child=AnswerWriteSerializer(), max_length=ANSWERS_LIMIT)

    def to_answers(self) -> tuple[GivenAnswer, ...]:
        """Return the answers as they are kept."""
        return tuple(read_answer(item) for item in self.validated_data["answers"])


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A save",
            response_only=True,
            value={"seq": 4, "saved_at": "2026-01-11T18:02:00Z", "deadline": "2026-01-11T18:30:00Z"},
        )
    ]
)
class SavedAnswersSerializer(serializers.Serializer[Any]):
    """The newest save; its `seq` is higher than the one that was sent where another device was ahead."""

    seq = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    deadline = serializers.DateTimeField(
        allow_null=True, help_text="When the attempt ends: later than before where more time was given."
    )


@extend_schema_serializer(
    examples=[OpenApiExample("With last answers", request_only=True, value={"seq": 5, "answers": [ANSWER_EXAMPLE]})]
)
class AttemptSubmitSerializer(serializers.Serializer[Any]):
    """Last answers, if any."""

    seq = serializers.IntegerField(min_value=0, max_value=SEQ_LIMIT, required=False)
    answers = serializers.ListField(child=AnswerWriteSerializer(), max_length=ANSWERS_LIMIT, required=False)

    def to_answers(self) -> tuple[GivenAnswer, ...]:
        """Return the answers as they are graded."""
        return tuple(read_answer(item) for item in self.validated_data.get("answers", ()))


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Half an hour more",
            response_only=True,
            value={
                "quiz": "665f1c2e9b1d4c3a2f1e0d30",
                "student": {"id": "665f1c2e9b1d4c3a2f1e0d05", "name": "Lea Learner"},
                "extra_time_s": 1800,
                "extra_attempts": 0,
            },
        )
    ]
)
class AccommodationSerializer(serializers.Serializer[Any]):
    """What a learner gets beyond what the quiz allows."""

    quiz = IdField(source="accommodation.quiz_id")
    student = PersonSerializer(allow_null=True)
    extra_time_s = serializers.IntegerField(source="accommodation.extra_time_s", help_text="Seconds.")
    extra_attempts = serializers.IntegerField(source="accommodation.extra_attempts")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Half an hour more", request_only=True, value={"student": "665f1c2e9b1d4c3a2f1e0d05", "extra_time_s": 1800}
        )
    ]
)
class AccommodationWriteSerializer(serializers.Serializer[Any]):
    """What a learner is to get; zeros take it back."""

    student = serializers.CharField(
        max_length=254, help_text="The id, username or e-mail address of a learner of the course."
    )
    extra_time_s = serializers.IntegerField(min_value=0, max_value=7 * 24 * 3600, default=0)
    extra_attempts = serializers.IntegerField(min_value=0, max_value=100, default=0)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "One of three attempts used",
            response_only=True,
            value={
                "attempts_used": 1,
                "attempts_left": 2,
                "open_attempt": None,
                "extra_time_s": 0,
                "percentage": 80,
                "passed": True,
            },
        )
    ]
)
class StandingSerializer(serializers.Serializer[Any]):
    """Where a learner stands in a quiz, by those attempts that count."""

    attempts_used = serializers.IntegerField()
    attempts_left = serializers.IntegerField(allow_null=True, help_text="Null = any number.")
    open_attempt = IdField(source="open_attempt_id", allow_null=True, help_text="The attempt that runs.")
    extra_time_s = serializers.IntegerField(help_text="Seconds beyond the quiz's own limit.")
    percentage = serializers.IntegerField(allow_null=True, help_text="Null = none yet, or not told.")
    passed = serializers.BooleanField(allow_null=True)
