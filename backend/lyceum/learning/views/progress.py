"""Endpoints of progress in lessons."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.learning.selectors.progress import list_progress
from lyceum.learning.serializers.progress import ProgressQuery, ProgressSerializer, ProgressWriteSerializer
from lyceum.learning.services.progress import Watched, record_progress
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show


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
            "quizzes is completed by passing them (409 `quiz_required`), one that asks for time by spending it "
            "(409 `time_required` with `seconds` and `seconds_needed`). A position is written at "
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
        return Response(show(ProgressSerializer, row))
