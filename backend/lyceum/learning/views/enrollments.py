"""Endpoints of enrollments."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.learning.rules import EnrollmentStatus
from lyceum.learning.selectors.enrollments import get_enrollment, list_enrollments
from lyceum.learning.selectors.progress import get_resumption
from lyceum.learning.serializers.enrollments import (
    EnrollmentDetailSerializer,
    EnrollmentQuery,
    EnrollmentSerializer,
    EnrollmentWriteSerializer,
    ResumptionSerializer,
)
from lyceum.learning.services.enrollments import enroll_student, withdraw_student
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

ENROLLMENT_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The enrollment.")


class EnrollmentViewSet(ViewSet):
    """Places in courses."""

    @extend_schema(
        tags=["enrollments"],
        summary="List enrollments",
        description=(
            "One's own, active and waiting, most recently active first; with `course`, an author of that course sees "
            "everybody's, newest first, or with `status=waiting` the queue for a seat in its order."
        ),
        parameters=[EnrollmentQuery],
        responses={200: page_serializer(EnrollmentSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List enrollments."""
        query = EnrollmentQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        status_name = query.validated_data.get("status")
        page = list_enrollments(
            actor=actor_of(request),
            course_id=query.validated_data.get("course"),
            status=None if status_name is None else EnrollmentStatus(status_name),
            page=asked,
        )
        return page_response(request, page, asked, EnrollmentSerializer)

    @extend_schema(
        tags=["enrollments"],
        summary="Enroll in a course",
        description=(
            "Gives the caller a place in a published course; an author may name a `student` to be "
            "enrolled in a course of their own. Courses that cost money or ask for one are joined with a `code`. "
            "In a full course the place is one in the queue (`status` is `waiting`), which moves up as others leave. "
            "A return after leaving finds the progress as it was."
        ),
        request=EnrollmentWriteSerializer,
        responses={201: EnrollmentDetailSerializer, **problems(400, 401, 402, 403, 404, 409)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Enroll a student."""
        body = EnrollmentWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        enrollment = enroll_student(
            actor=actor_of(request),
            course_id=body.validated_data["course"],
            student=body.validated_data.get("student"),
            code=body.validated_data.get("code"),
            now=utc_now(),
        )
        return Response(show(EnrollmentDetailSerializer, enrollment), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["enrollments"],
        summary="Read an enrollment",
        description="One's own, or one in a course of one's own.",
        parameters=[ENROLLMENT_ID],
        responses={200: EnrollmentDetailSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one enrollment."""
        enrollment = get_enrollment(parse_id(pk, noun="enrollment"), actor=actor_of(request))
        return Response(show(EnrollmentDetailSerializer, enrollment))

    @extend_schema(
        tags=["enrollments"],
        summary="Read where to go on",
        description=(
            "The lesson to continue with and the position in it: the first open one from the last one seen, then those "
            "left out before it; null where every lesson is completed."
        ),
        parameters=[ENROLLMENT_ID],
        responses={200: ResumptionSerializer, **problems(401, 404)},
    )
    @action(detail=True, methods=["get"])
    def resume(self, request: Request, pk: str) -> Response:
        """Read where to go on."""
        lesson = get_resumption(parse_id(pk, noun="enrollment"), actor=actor_of(request))
        return Response(show(ResumptionSerializer, {"lesson": lesson}))

    @extend_schema(
        tags=["enrollments"],
        summary="Leave a course",
        description="Gives the place up, or the one in the queue. Progress is kept, and is there again after a return.",
        parameters=[ENROLLMENT_ID],
        responses={204: None, **problems(401, 403, 404)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Leave the course."""
        withdraw_student(parse_id(pk, noun="enrollment"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
