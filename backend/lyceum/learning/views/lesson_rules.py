"""Endpoint of what completes the lessons of a course."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.learning.rules import LessonRule, Requirement
from lyceum.learning.selectors.lesson_rules import get_lesson_rules
from lyceum.learning.serializers.lesson_rules import LessonRulesSerializer, LessonRulesWriteSerializer
from lyceum.learning.services.lesson_rules import set_lesson_rules
from lyceum.learning.views.admission import COURSE_ID
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.shapes import show


class LessonRulesView(APIView):
    """What completes the lessons of a course."""

    def get_permissions(self) -> list[BasePermission]:
        """Let everybody who sees the outline read."""
        return [AllowAny() if self.request.method == "GET" else IsAuthenticated()]

    @extend_schema(
        tags=["progress"],
        summary="Read what completes each lesson",
        description="For everybody who sees the course: one entry for each lesson, in the order of the outline.",
        parameters=[COURSE_ID],
        responses={200: LessonRulesSerializer, **problems(404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Read the rules."""
        rules = get_lesson_rules(parse_id(id, noun="course"), actor=actor_of(request))
        return Response(show(LessonRulesSerializer, rules))

    @extend_schema(
        tags=["progress"],
        summary="Set what completes each lesson",
        description=(
            "For authors of the course, all lessons in one call. What is completed stays so; passing the required "
            "quizzes of a lesson is asked for in any case."
        ),
        parameters=[COURSE_ID],
        request=LessonRulesWriteSerializer,
        responses={200: LessonRulesSerializer, **problems(400, 401, 403, 404)},
    )
    def put(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Set the rules."""
        course_id = parse_id(id, noun="course")
        body = LessonRulesWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        wanted = [
            LessonRule(lesson_id=item["lesson_id"], requires=Requirement(item["requires"]), seconds=item["seconds"])
            for item in body.validated_data["lessons"]
        ]
        rules = set_lesson_rules(course_id, actor=actor_of(request), wanted=wanted)
        return Response(show(LessonRulesSerializer, rules))
