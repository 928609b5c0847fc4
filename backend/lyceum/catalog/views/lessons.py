"""Endpoints of lessons."""

from typing import Final

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.catalog.selectors.lessons import list_readable_places, view_lesson
from lyceum.catalog.serializers.lessons import (
    LessonQuery,
    LessonSerializer,
    LessonSummarySerializer,
    LessonWriteSerializer,
    PatchedLessonSerializer,
)
from lyceum.catalog.services import lessons as services
from lyceum.catalog.views.parameters import IF_MATCH, path_id
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.revalidation import revalidated
from lyceum.platform.shapes import show
from lyceum.platform.versions import read_expected_version

LESSON_ID: Final = path_id("lesson")


class LessonViewSet(ViewSet):
    """Lessons: previews for everybody, the others for those who are enrolled, authors write."""

    def get_permissions(self) -> list[BasePermission]:
        """Let everybody ask to read; who may is decided where the lesson is fetched."""
        return [AllowAny() if self.action in {"list", "retrieve"} else IsAuthenticated()]

    @extend_schema(
        tags=["lessons"],
        summary="List the lessons of a course",
        description="In the order of the course, without their content; for everybody who sees the course.",
        parameters=[LessonQuery],
        responses={200: page_serializer(LessonSummarySerializer), **problems(400, 401, 404, 503)},
    )
    @revalidated
    def list(self, request: Request) -> Response:
        """List lessons."""
        query = LessonQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_readable_places(query.validated_data["course_id"], actor=actor_of(request), page=asked)
        return page_response(request, page, asked, LessonSummarySerializer)

    @extend_schema(
        tags=["lessons"],
        summary="Add a lesson",
        description="At the end of a section of a course of one's own.",
        request=LessonWriteSerializer,
        responses={201: LessonSerializer, **problems(400, 401, 403, 404, 503)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a lesson."""
        body = LessonWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        lesson = services.create_lesson(
            body.to_fields(),
            course_id=body.validated_data["course_id"],
            section_id=body.validated_data["section_id"],
            actor=actor_of(request),
        )
        shown = view_lesson(lesson, actor=actor_of(request))
        return Response(show(LessonSerializer, shown), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["lessons"],
        summary="Read a lesson",
        description="Refused with `not_enrolled` where the course is visible but the reader has no place in it.",
        parameters=[LESSON_ID],
        responses={200: LessonSerializer, **problems(401, 403, 404, 503)},
    )
    @revalidated
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one lesson."""
        shown = services.open_lesson(parse_id(pk, noun="lesson"), actor=actor_of(request))
        return Response(show(LessonSerializer, shown))

    @extend_schema(
        tags=["lessons"],
        summary="Write a lesson anew",
        description="What is left out gets its default. Another section moves the lesson to that section's end.",
        parameters=[LESSON_ID, IF_MATCH],
        request=LessonWriteSerializer,
        responses={200: LessonSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace what the author writes."""
        return _change(request, parse_id(pk, noun="lesson"), LessonWriteSerializer(data=request.data))

    @extend_schema(
        tags=["lessons"],
        summary="Change a lesson",
        description="Changes what is sent. Another section moves the lesson to that section's end.",
        parameters=[LESSON_ID, IF_MATCH],
        request=PatchedLessonSerializer,
        responses={200: LessonSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of what the author writes."""
        body = PatchedLessonSerializer(data=request.data, partial=True)
        return _change(request, parse_id(pk, noun="lesson"), body)

    @extend_schema(
        tags=["lessons"],
        summary="Delete a lesson",
        description="With its quizzes; learners keep what they have completed elsewhere.",
        parameters=[LESSON_ID, IF_MATCH],
        responses={204: None, **problems(401, 403, 404, 412, 503)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a lesson."""
        services.delete_lesson(
            parse_id(pk, noun="lesson"),
            actor=actor_of(request),
            expected_version=read_expected_version(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


def _change(request: Request, lesson_id: ObjectId, body: LessonWriteSerializer) -> Response:
    body.is_valid(raise_exception=True)
    lesson = services.update_lesson(
        lesson_id,
        body.to_fields(),
        actor=actor_of(request),
        expected_version=read_expected_version(request),
    )
    return Response(show(LessonSerializer, view_lesson(lesson, actor=actor_of(request))))
