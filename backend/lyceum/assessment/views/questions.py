"""Endpoints of questions."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.assessment.selectors import quizzes as selectors
from lyceum.assessment.serializers.questions import (
    PatchedQuestionSerializer,
    QuestionQuery,
    QuestionSerializer,
    QuestionWriteSerializer,
)
from lyceum.assessment.services import questions as services
from lyceum.assessment.views.quizzes import IF_MATCH
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show
from lyceum.platform.versions import read_expected_version

QUESTION_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The question.")


class QuestionViewSet(ViewSet):
    """Questions of quizzes; they share the version of their quiz."""

    @extend_schema(
        tags=["questions"],
        summary="List the questions of a quiz",
        description="In order, for its learners and authors. Learners see the finished ones without their key.",
        parameters=[QuestionQuery],
        responses={200: page_serializer(QuestionSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List questions."""
        query = QuestionQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = selectors.list_question_views(query.validated_data["quiz"], actor=actor_of(request), page=asked)
        return page_response(request, page, asked, QuestionSerializer)

    @extend_schema(
        tags=["questions"],
        summary="Add a question to a quiz",
        description=(
            "At the end. Fields of another kind are refused; an unfinished question, such as one without a right "
            "choice, is kept, is not shown to learners, and keeps the course from being published."
        ),
        parameters=[IF_MATCH],
        request=QuestionWriteSerializer,
        responses={201: QuestionSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a question."""
        body = QuestionWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        question = services.add_question(body.validated_data["quiz"], body.to_draft(), write=_write(request))
        return Response(show(QuestionSerializer, question), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["questions"],
        summary="Read a question",
        description="For the learners and authors of its quiz; the key is for authors.",
        parameters=[QUESTION_ID],
        responses={200: QuestionSerializer, **problems(401, 403, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one question."""
        question = selectors.get_question_view(parse_id(pk, noun="question"), actor=actor_of(request))
        return Response(show(QuestionSerializer, question))

    @extend_schema(
        tags=["questions"],
        summary="Write a question anew",
        description="It keeps its id and place, and choices with the same text keep their ids.",
        parameters=[QUESTION_ID, IF_MATCH],
        request=QuestionWriteSerializer,
        responses={200: QuestionSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace a question."""
        question_id = parse_id(pk, noun="question")
        body = QuestionWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        question = services.replace_question(
            question_id, body.to_draft(), quiz_id=body.validated_data["quiz"], write=_write(request)
        )
        return Response(show(QuestionSerializer, question))

    @extend_schema(
        tags=["questions"],
        summary="Change a question",
        description="Changes what is sent; a new `kind` drops what belonged to the old one.",
        parameters=[QUESTION_ID, IF_MATCH],
        request=PatchedQuestionSerializer,
        responses={200: QuestionSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of a question."""
        question_id = parse_id(pk, noun="question")
        body = PatchedQuestionSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        question = services.update_question(
            question_id, body.to_changes(), quiz_id=body.validated_data.get("quiz"), write=_write(request)
        )
        return Response(show(QuestionSerializer, question))

    @extend_schema(
        tags=["questions"],
        summary="Delete a question",
        description="Attempts that were made keep it as it was put.",
        parameters=[QUESTION_ID, IF_MATCH],
        responses={204: None, **problems(401, 403, 404, 412)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a question."""
        services.delete_question(parse_id(pk, noun="question"), write=_write(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _write(request: Request) -> services.Write:
    return services.Write(actor=actor_of(request), expected_version=read_expected_version(request))
