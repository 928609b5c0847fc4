"""Endpoints of quizzes."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.assessment.selectors import quizzes as selectors
from lyceum.assessment.serializers.quizzes import (
    PatchedQuizSerializer,
    QuizQuery,
    QuizSerializer,
    QuizWriteSerializer,
)
from lyceum.assessment.services import quizzes as services
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show
from lyceum.platform.versions import read_expected_version

QUIZ_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The quiz.")
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description='The version of the quiz that was read, such as `"3"`.'
)


class QuizViewSet(ViewSet):
    """Quizzes of lessons."""

    @extend_schema(
        tags=["quizzes"],
        summary="List the quizzes of a lesson or course",
        description="Oldest first, for its learners and authors. Name a `lesson` or a `course`.",
        parameters=[QuizQuery],
        responses={200: page_serializer(QuizSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List quizzes."""
        query = QuizQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = selectors.list_quizzes(
            lesson_id=query.validated_data.get("lesson"),
            course_id=query.validated_data.get("course"),
            actor=actor_of(request),
            page=asked,
        )
        return page_response(request, page, asked, QuizSerializer)

    @extend_schema(
        tags=["quizzes"],
        summary="Make a quiz",
        description="In a lesson of a course of one's own. It appears in the outline; its questions follow one by one.",
        request=QuizWriteSerializer,
        responses={201: QuizSerializer, **problems(400, 401, 403, 404)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Make a quiz."""
        body = QuizWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        quiz = services.create_quiz(services.NewQuiz(**body.validated_data), actor=actor_of(request))
        return Response(show(QuizSerializer, quiz), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["quizzes"],
        summary="Read a quiz",
        description="Learners see its finished questions without their key, authors everything.",
        parameters=[QUIZ_ID],
        responses={200: QuizSerializer, **problems(401, 403, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one quiz."""
        quiz = selectors.get_quiz_view(parse_id(pk, noun="quiz"), actor=actor_of(request))
        return Response(show(QuizSerializer, quiz))

    @extend_schema(
        tags=["quizzes"],
        summary="Write a quiz anew",
        description="What is left out gets its default. Questions stay; the lesson may change within the course.",
        parameters=[QUIZ_ID, IF_MATCH],
        request=QuizWriteSerializer,
        responses={200: QuizSerializer, **problems(400, 401, 403, 404, 412)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace what an author writes of a quiz."""
        return self._change(request, pk, QuizWriteSerializer(data=request.data))

    @extend_schema(
        tags=["quizzes"],
        summary="Change a quiz",
        description="Changes what is sent.",
        parameters=[QUIZ_ID, IF_MATCH],
        request=PatchedQuizSerializer,
        responses={200: QuizSerializer, **problems(400, 401, 403, 404, 412)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of a quiz."""
        return self._change(request, pk, PatchedQuizSerializer(data=request.data))

    @extend_schema(
        tags=["quizzes"],
        summary="Delete a quiz",
        description="With everything that learners have answered in it; lessons that they completed stay completed.",
        parameters=[QUIZ_ID, IF_MATCH],
        responses={204: None, **problems(401, 403, 404, 412)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a quiz."""
        services.delete_quiz(
            parse_id(pk, noun="quiz"), actor=actor_of(request), expected_version=read_expected_version(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request: Request, pk: str, body: QuizWriteSerializer | PatchedQuizSerializer) -> Response:
        quiz_id = parse_id(pk, noun="quiz")
        body.is_valid(raise_exception=True)
        quiz = services.update_quiz(
            quiz_id,
            body.validated_data,
            actor=actor_of(request),
            expected_version=read_expected_version(request),
        )
        return Response(show(QuizSerializer, quiz))
