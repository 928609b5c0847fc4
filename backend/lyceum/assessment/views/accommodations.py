"""Endpoints of what single learners get in a quiz, and of where they stand."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.assessment.selectors.accommodations import list_accommodations
from lyceum.assessment.selectors.standings import get_own_standing
from lyceum.assessment.serializers.attempts import (
    AccommodationSerializer,
    AccommodationWriteSerializer,
    StandingSerializer,
)
from lyceum.assessment.services.accommodations import set_accommodation
from lyceum.assessment.views.quizzes import QUIZ_ID
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import PageQuery, page_of, page_response
from lyceum.platform.shapes import show


class QuizAccommodationsView(APIView):
    """What learners get beyond what a quiz allows."""

    @extend_schema(
        tags=["quizzes"],
        summary="List accommodations",
        description="Extra time and attempts of single learners, for the authors of the quiz.",
        parameters=[QUIZ_ID, PageQuery],
        responses={200: page_serializer(AccommodationSerializer), **problems(400, 401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """List accommodations."""
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_accommodations(parse_id(id, noun="quiz"), actor=actor_of(request), page=asked)
        return page_response(request, page, asked, AccommodationSerializer)

    @extend_schema(
        tags=["quizzes"],
        summary="Give a learner extra time or attempts",
        description="For attempts that start from now on; what was given before is replaced.",
        parameters=[QUIZ_ID],
        request=AccommodationWriteSerializer,
        responses={200: AccommodationSerializer, **problems(400, 401, 403, 404)},
    )
    @idempotent
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Give extra time or attempts."""
        quiz_id = parse_id(id, noun="quiz")
        body = AccommodationWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = set_accommodation(quiz_id, **body.validated_data, actor=actor_of(request))
        return Response(show(AccommodationSerializer, given))


class QuizStandingView(APIView):
    """Where one stands in a quiz."""

    @extend_schema(
        tags=["quizzes"],
        summary="Read where one stands in a quiz",
        description="Attempts used and left, the attempt that runs, and what the attempts that count have come to.",
        parameters=[QUIZ_ID],
        responses={200: StandingSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Read one's standing."""
        standing = get_own_standing(parse_id(id, noun="quiz"), actor=actor_of(request))
        return Response(show(StandingSerializer, standing))
