"""Endpoints of question files: GIFT and Moodle XML in and out, for the authors of a quiz."""

from typing import Any, Final

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.assessment.selectors.question_files import FileFormat, export_questions, get_question_import
from lyceum.assessment.serializers.question_files import (
    ExportQuery,
    QuestionFileWriteSerializer,
    QuestionImportSerializer,
)
from lyceum.assessment.services.question_files import accept_file
from lyceum.assessment.services.questions import Write
from lyceum.assessment.views.quizzes import IF_MATCH, QUIZ_ID
from lyceum.platform.bodies import StrictJSONParser
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.shapes import show
from lyceum.platform.throttles import RateScope
from lyceum.platform.versions import read_expected_version

_MEDIA: Final = {
    FileFormat.GIFT: ("text/plain; charset=utf-8", "questions.gift.txt"),
    FileFormat.MOODLE_XML: ("application/xml; charset=utf-8", "questions.xml"),
}


class QuizImportView(APIView):
    """Questions from a file."""

    parser_classes = (StrictJSONParser, MultiPartParser)

    @extend_schema(
        tags=["quizzes"],
        summary="Import questions",
        description=(
            "From GIFT or Moodle XML, as text or file, to the end of the quiz: all of them, or none where one cannot "
            "be read (400 `invalid_question_file`; `errors` names the line of each). What can be read follows in a "
            "moment: GET tells when. 409 `import_under_way` until then."
        ),
        parameters=[QUIZ_ID, IF_MATCH],
        request=QuestionFileWriteSerializer,
        responses={202: QuestionImportSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    @idempotent
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """Import questions."""
        quiz_id = parse_id(id, noun="quiz")
        body = QuestionFileWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        write = Write(actor=actor_of(request), expected_version=read_expected_version(request))
        accepted = accept_file(quiz_id, body.to_bytes(), file_format=body.validated_data["format"], write=write)
        return Response(show(QuestionImportSerializer, accepted), status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        tags=["quizzes"],
        summary="See how an import goes",
        description="How far the latest file is, for a day; for the authors of the quiz.",
        parameters=[QUIZ_ID],
        responses={200: QuestionImportSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the address
        """See how far the latest import is."""
        found = get_question_import(parse_id(id, noun="quiz"), actor=actor_of(request))
        return Response(show(QuestionImportSerializer, found))


class QuizExportView(APIView):
    """Questions as a file."""

    rate_scope = RateScope.EXPORTS

    def perform_content_negotiation(self, request: Request, force: Any = False) -> tuple[BaseRenderer, str]:  # noqa: ANN401, ARG002 - DRF's signature
        """Choose the only renderer there is: `format` names a file here, not a renderer."""
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type

    @extend_schema(
        tags=["quizzes"],
        summary="Export questions",
        description="The finished questions with their keys, for the authors of the quiz; kinds that the format lacks "
        "are left out, as a comment in it says.",
        parameters=[QUIZ_ID, ExportQuery],
        responses={
            (200, "text/plain"): OpenApiTypes.STR,
            (200, "application/xml"): OpenApiTypes.STR,
            **problems(400, 401, 403, 404),
        },
    )
    def get(self, request: Request, id: str) -> HttpResponse:  # noqa: A002 - the name in the address
        """Export questions."""
        query = ExportQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        file_format = query.validated_data["format"]
        text = export_questions(parse_id(id, noun="quiz"), file_format=file_format, actor=actor_of(request))
        media_type, name = _MEDIA[file_format]
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type=media_type, headers=headers)
