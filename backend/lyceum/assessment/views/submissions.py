"""Endpoints of submissions: quizzes taken in one go."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.assessment.selectors import submissions as selectors
from lyceum.assessment.serializers.submissions import (
    SubmissionQuery,
    SubmissionSerializer,
    SubmissionWriteSerializer,
)
from lyceum.assessment.services.submissions import submit_quiz
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

SUBMISSION_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The submission.")


class QuizSubmissionViewSet(ViewSet):
    """What learners have answered and what it was worth."""

    @extend_schema(
        tags=["quiz-submissions"],
        summary="List submissions",
        description=(
            "One's own, newest first; with a `quiz` or `course` that one teaches, everybody's. What waits for a grade "
            "(`state=pending`) comes to those who teach oldest first."
        ),
        parameters=[SubmissionQuery],
        responses={200: page_serializer(SubmissionSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List submissions."""
        query = SubmissionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = selectors.list_submissions(query.to_filter(), actor=actor_of(request), page=asked)
        return page_response(request, page, asked, SubmissionSerializer)

    @extend_schema(
        tags=["quiz-submissions"],
        summary="Take a quiz",
        description=(
            "Sends all answers at once and tells what they are worth. Passing the required quizzes of a lesson "
            "completes it. Questions may be left out; unknown, repeated or misshapen answers are refused with their "
            "place (400 `invalid_answers`), and nothing is counted. 409 `no_attempts_left` where the quiz limits them."
        ),
        request=SubmissionWriteSerializer,
        responses={201: SubmissionSerializer, **problems(400, 401, 403, 404, 409)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Take a quiz."""
        body = SubmissionWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        submission = submit_quiz(body.validated_data["quiz"], body.to_answers(), actor=actor_of(request))
        return Response(show(SubmissionSerializer, submission), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["quiz-submissions"],
        summary="Read a submission",
        description="One's own, or one in a course of one's own.",
        parameters=[SUBMISSION_ID],
        responses={200: SubmissionSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one submission."""
        submission = selectors.get_submission_view(parse_id(pk, noun="submission"), actor=actor_of(request))
        return Response(show(SubmissionSerializer, submission))
