"""HTTP of learning: parse, call one service or selector, serialize."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.learning.selectors.enrollments import get_enrollment, list_enrollments
from lyceum.learning.selectors.progress import list_progress
from lyceum.learning.serializers import (
    EnrollmentQuery,
    EnrollmentSerializer,
    EnrollmentWriteSerializer,
    ProgressQuery,
    ProgressSerializer,
    ProgressWriteSerializer,
)
from lyceum.learning.services.enrollments import enroll_student, withdraw_student
from lyceum.learning.services.progress import Watched, record_progress
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response

ENROLLMENT_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The enrollment.")


class EnrollmentViewSet(ViewSet):
    """Places in courses."""

    @extend_schema(
        tags=["enrollments"],
        summary="List enrollments",
        description=(
            "One's own, most recently active first; with `course`, an author of that course sees "
            "everybody's, newest first."
        ),
        parameters=[EnrollmentQuery],
        responses={200: page_serializer(EnrollmentSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List enrollments."""
        query = EnrollmentQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_enrollments(actor=actor_of(request), course_id=query.validated_data.get("course"), page=asked)
        return page_response(request, page, asked, EnrollmentSerializer)

    @extend_schema(
        tags=["enrollments"],
        summary="Enroll in a course",
        description=(
            "Gives the caller a place in a published course; an author may name a `student` to be "
            "enrolled in a course of their own. A return after leaving finds the progress as it was."
        ),
        request=EnrollmentWriteSerializer,
        responses={201: EnrollmentSerializer, **problems(400, 401, 402, 403, 404, 409)},
    )
    def create(self, request: Request) -> Response:
        """Enroll a student."""
        body = EnrollmentWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        enrollment = enroll_student(
            actor=actor_of(request),
            course_id=body.validated_data["course"],
            student=body.validated_data.get("student"),
            now=utc_now(),
        )
        return Response(EnrollmentSerializer(enrollment).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["enrollments"],
        summary="Read an enrollment",
        description="One's own, or one in a course of one's own.",
        parameters=[ENROLLMENT_ID],
        responses={200: EnrollmentSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one enrollment."""
        enrollment = get_enrollment(parse_id(pk, noun="enrollment"), actor=actor_of(request))
        return Response(EnrollmentSerializer(enrollment).data)

    @extend_schema(
        tags=["enrollments"],
        summary="Leave a course",
        description="Gives the place up. The progress is kept, and is there again after a return.",
        parameters=[ENROLLMENT_ID],
        responses={204: None, **problems(401, 403, 404)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Leave the course."""
        withdraw_student(parse_id(pk, noun="enrollment"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ProgressViewSet(ViewSet):
    """What students have done in lessons."""

    @extend_schema(
        tags=["progress"],
        summary="List the progress in a course",
        description=(
            "One row for each lesson of the course, in its order; untouched lessons have no id. One's own, or "
            "with `student` that of a student in a course of one's own."
        ),
        parameters=[ProgressQuery],
        responses={200: page_serializer(ProgressSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List one row per lesson."""
        query = ProgressQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_progress(
            actor=actor_of(request),
            course_id=query.validated_data["course"],
            student_id=query.validated_data.get("student"),
            page=asked,
        )
        return page_response(request, page, asked, ProgressSerializer)

    @extend_schema(
        tags=["progress"],
        summary="Complete a lesson, or keep one's place in it",
        description=(
            "Repeating a completion changes nothing and answers the same. A lesson with required "
            "quizzes is completed by passing them (409 `quiz_required`). A position is written at "
            "most every 15 seconds; the answer shows what is kept."
        ),
        request=ProgressWriteSerializer,
        responses={200: ProgressSerializer, **problems(400, 401, 403, 404, 409)},
    )
    def create(self, request: Request) -> Response:
        """Record what was done in a lesson."""
        body = ProgressWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        row = record_progress(
            actor=actor_of(request),
            lesson_id=said["lesson"],
            completed=said["completed"],
            watched=Watched(position_s=said.get("position_s"), seconds=said.get("seconds")),
            now=utc_now(),
        )
        return Response(ProgressSerializer(row).data)
