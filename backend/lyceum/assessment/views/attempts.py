"""Endpoints of attempts: quizzes taken step by step."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from lyceum.assessment.serializers.attempts import (
    AttemptSerializer,
    AttemptSubmitSerializer,
    PatchedAttemptSerializer,
    SavedAnswersSerializer,
)
from lyceum.assessment.serializers.regrading import GradesWriteSerializer, OverrideWriteSerializer
from lyceum.assessment.serializers.submissions import SubmissionSerializer
from lyceum.assessment.services import attempts as services
from lyceum.assessment.services import regrading
from lyceum.assessment.views.quizzes import QUIZ_ID
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.shapes import show

ATTEMPT_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The attempt.")


class QuizAttemptsView(APIView):
    """Attempts at a quiz."""

    @extend_schema(
        tags=["attempts"],
        summary="Start an attempt",
        description=(
            "Or go on with the one that runs, on this or another device (200). The server draws and mixes questions "
            "and sets the deadline. 409 `no_attempts_left`, `quiz_closed` or `quiz_not_ready`."
        ),
        parameters=[QUIZ_ID],
        request=None,
        responses={200: AttemptSerializer, 201: AttemptSerializer, **problems(401, 403, 404, 409)},
    )
    @idempotent
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Start or resume an attempt."""
        started = services.start_attempt(parse_id(id, noun="quiz"), actor=actor_of(request))
        code = status.HTTP_201_CREATED if started.is_new else status.HTTP_200_OK
        return Response(show(AttemptSerializer, started.view), status=code)


class AttemptViewSet(ViewSet):
    """Attempts at quizzes."""

    @extend_schema(
        tags=["attempts"],
        summary="Read an attempt",
        description="One's own, or one in a course of one's own. An attempt whose time is up is closed by it.",
        parameters=[ATTEMPT_ID],
        responses={200: AttemptSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one attempt."""
        attempt = services.read_attempt(parse_id(pk, noun="attempt"), actor=actor_of(request))
        return Response(show(AttemptSerializer, attempt))

    @extend_schema(
        tags=["attempts"],
        summary="Save answers",
        description=(
            "Keeps these answers beside those to other questions. Saves may come in any order: one with a lower `seq` "
            "than the newest changes nothing, and the reply tells the newest. 409 `attempt_closed` after the deadline."
        ),
        parameters=[ATTEMPT_ID],
        request=PatchedAttemptSerializer,
        responses={200: SavedAnswersSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Save answers."""
        attempt_id = parse_id(pk, noun="attempt")
        body = PatchedAttemptSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        saved = services.save_answers(
            attempt_id, body.to_answers(), seq=body.validated_data["seq"], actor=actor_of(request)
        )
        return Response(show(SavedAnswersSerializer, saved))

    @extend_schema(
        tags=["attempts"],
        summary="Hand in an attempt",
        description=(
            "Grades what was saved and what comes along. Doing it again gives the same result. After the deadline what "
            "comes along is too late and what was saved counts."
        ),
        parameters=[ATTEMPT_ID],
        request=AttemptSubmitSerializer,
        responses={200: SubmissionSerializer, **problems(400, 401, 403, 404)},
    )
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, pk: str) -> Response:
        """Hand in an attempt."""
        attempt_id = parse_id(pk, noun="attempt")
        body = AttemptSubmitSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        submission = services.submit_attempt(
            attempt_id, body.to_answers(), seq=body.validated_data.get("seq"), actor=actor_of(request)
        )
        return Response(show(SubmissionSerializer, submission))

    @extend_schema(
        tags=["attempts"],
        summary="Grade essays by hand",
        description=(
            "Points, or points by the rubric, with a comment; for the authors of the quiz. The result stands, and is "
            "told, when all essays have their points. 409 `attempt_open` before it is handed in."
        ),
        parameters=[ATTEMPT_ID],
        request=GradesWriteSerializer,
        responses={200: AttemptSerializer, **problems(400, 401, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def grades(self, request: Request, pk: str) -> Response:
        """Grade essays."""
        attempt_id = parse_id(pk, noun="attempt")
        body = GradesWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        attempt = regrading.grade_by_hand(attempt_id, body.to_grades(), actor=actor_of(request))
        return Response(show(AttemptSerializer, attempt))

    @extend_schema(
        tags=["attempts"],
        summary="Set the points of an attempt",
        description="Whatever its answers are worth, with a reason; for the authors of the quiz. Regrades leave it.",
        parameters=[ATTEMPT_ID],
        request=OverrideWriteSerializer,
        responses={200: AttemptSerializer, **problems(400, 401, 404, 409)},
    )
    @action(detail=True, methods=["post"])
    def override(self, request: Request, pk: str) -> Response:
        """Set the points of an attempt."""
        attempt_id = parse_id(pk, noun="attempt")
        body = OverrideWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        attempt = regrading.override_result(attempt_id, **body.validated_data, actor=actor_of(request))
        return Response(show(AttemptSerializer, attempt))
