"""Endpoints of regrades and of how questions did; for those who teach."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.assessment.selectors.statistics import get_statistics
from lyceum.assessment.serializers.regrading import (
    QuizStatisticsSerializer,
    RegradePreviewSerializer,
    RegradeWriteSerializer,
)
from lyceum.assessment.services.regrading import preview_regrade, request_regrade
from lyceum.assessment.views.quizzes import QUIZ_ID
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.shapes import show


class QuizRegradeView(APIView):
    """Grading all attempts at a quiz again."""

    @extend_schema(
        tags=["quizzes"],
        summary="Grade attempts by today's keys",
        description=(
            "`apply: false` tells, some attempts at a time, whose results would change (200). `apply: true` has the "
            "worker do it (202). Results that a person has decided stay; so do lessons that are completed."
        ),
        parameters=[QUIZ_ID],
        request=RegradeWriteSerializer,
        responses={200: RegradePreviewSerializer, 202: None, **problems(400, 401, 403, 404)},
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Preview a regrade, or have it done."""
        quiz_id = parse_id(id, noun="quiz")
        body = RegradeWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        if asked["apply"]:
            request_regrade(quiz_id, reason=asked["reason"], actor=actor_of(request))
            return Response(status=status.HTTP_202_ACCEPTED)
        preview = preview_regrade(quiz_id, after=asked["after"], actor=actor_of(request))
        return Response(show(RegradePreviewSerializer, preview))


class QuizStatisticsView(APIView):
    """How the questions of a quiz did."""

    @extend_schema(
        tags=["quizzes"],
        summary="Read how the questions of a quiz did",
        description="Facility, discrimination and how often each choice was chosen, for the authors of the quiz.",
        parameters=[QUIZ_ID],
        responses={200: QuizStatisticsSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Read the statistics of a quiz."""
        statistics = get_statistics(parse_id(id, noun="quiz"), actor=actor_of(request))
        return Response(show(QuizStatisticsSerializer, statistics))
