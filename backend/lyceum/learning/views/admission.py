"""Endpoints of who may join a course, and of the codes that give places in it."""

from typing import Final

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.learning.rules import EnrollmentPolicy
from lyceum.learning.selectors.admission import get_admission, list_codes
from lyceum.learning.serializers.admission import (
    EnrollmentRulesSerializer,
    EnrollmentRulesWriteSerializer,
    JoinCodeSerializer,
    JoinCodeWriteSerializer,
)
from lyceum.learning.services.codes import create_code, revoke_code
from lyceum.learning.services.seats import set_admission
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import PageQuery, page_of, page_response
from lyceum.platform.shapes import show

COURSE_ID: Final = OpenApiParameter(
    "id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$", description="The course."
)
CODE_ID: Final = OpenApiParameter(
    "code_id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$", description="The code."
)


class EnrollmentRulesView(APIView):
    """Who may join a course."""

    def get_permissions(self) -> list[BasePermission]:
        """Let everybody who sees the course read."""
        return [AllowAny() if self.request.method == "GET" else IsAuthenticated()]

    @extend_schema(
        tags=["enrollments"],
        summary="Read who may join a course",
        description="For everybody who sees the course. `seats_left` follows those who leave by milliseconds.",
        parameters=[COURSE_ID],
        responses={200: EnrollmentRulesSerializer, **problems(404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Read the rules."""
        admission = get_admission(parse_id(id, noun="course"), actor=actor_of(request))
        return Response(show(EnrollmentRulesSerializer, admission))

    @extend_schema(
        tags=["enrollments"],
        summary="Set who may join a course",
        description=(
            "For authors of the course. Nobody loses a place by it; where there is more room than before, those who "
            "have waited longest get it."
        ),
        parameters=[COURSE_ID],
        request=EnrollmentRulesWriteSerializer,
        responses={200: EnrollmentRulesSerializer, **problems(400, 401, 403, 404)},
    )
    def put(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Set the rules."""
        course_id = parse_id(id, noun="course")
        body = EnrollmentRulesWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        admission = set_admission(
            course_id,
            actor=actor_of(request),
            policy=EnrollmentPolicy(body.validated_data["policy"]),
            capacity=body.validated_data["capacity"],
        )
        return Response(show(EnrollmentRulesSerializer, admission))


class JoinCodesView(APIView):
    """The codes of a course."""

    @extend_schema(
        operation_id="courses_codes_list",
        tags=["enrollments"],
        summary="List the codes of a course",
        description="For authors of the course: all codes, newest first, those that work no more too.",
        parameters=[COURSE_ID, PageQuery],
        responses={200: page_serializer(JoinCodeSerializer), **problems(400, 401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """List the codes."""
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_codes(parse_id(id, noun="course"), actor=actor_of(request), page=asked)
        return page_response(request, page, asked, JoinCodeSerializer)

    @extend_schema(
        tags=["enrollments"],
        summary="Make a code for a course",
        description=(
            "For authors of the course. Who has the code joins the course with it, also where it costs money or is "
            "otherwise closed to those who come by themselves (`policy` `code`)."
        ),
        parameters=[COURSE_ID],
        request=JoinCodeWriteSerializer,
        responses={201: JoinCodeSerializer, **problems(400, 401, 403, 404, 409)},
    )
    @idempotent
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Make a code."""
        course_id = parse_id(id, noun="course")
        body = JoinCodeWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        code = create_code(
            course_id,
            actor=actor_of(request),
            uses=body.validated_data["uses"],
            expires_at=body.validated_data.get("expires_at"),
            now=utc_now(),
        )
        return Response(show(JoinCodeSerializer, code), status=status.HTTP_201_CREATED)


class JoinCodeView(APIView):
    """One code of a course."""

    @extend_schema(
        tags=["enrollments"],
        summary="Revoke a code",
        description="For authors of the course. It gives no more places; those that it gave stay.",
        parameters=[COURSE_ID, CODE_ID],
        responses={204: None, **problems(401, 403, 404)},
    )
    def delete(self, request: Request, id: str, code_id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Revoke the code."""
        revoke_code(
            parse_id(code_id, noun="code"),
            course_id=parse_id(id, noun="course"),
            actor=actor_of(request),
            now=utc_now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
