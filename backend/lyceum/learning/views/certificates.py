"""Endpoints of certificates."""

from typing import Any, Final

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from lyceum.learning.selectors.certificates import (
    draw_pdf,
    get_certificate,
    list_certificates,
    verify_certificate,
)
from lyceum.learning.serializers.certificates import (
    CertificateQuery,
    CertificateSerializer,
    VerifiedCertificateSerializer,
)
from lyceum.platform.bodies import ProblemRenderer
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

PDF: Final = "application/pdf"
CERTIFICATE_ID: Final = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The certificate.")


class PdfRenderer(BaseRenderer):
    """Lets clients ask for PDF; the file is sent as it is."""

    media_type = PDF
    format = "pdf"
    charset = None

    def render(self, data: Any, *_: object, **__: object) -> Any:  # noqa: ANN401 - DRF's signature
        """Return the file."""
        return data


class CertificateViewSet(ViewSet):
    """Certificates of completed courses."""

    @extend_schema(
        tags=["certificates"],
        summary="List certificates",
        description="One's own, newest first; with `course`, an author of that course sees everybody's.",
        parameters=[CertificateQuery],
        responses={200: page_serializer(CertificateSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List certificates."""
        query = CertificateQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        course_id = query.validated_data.get("course")
        page = list_certificates(actor=actor_of(request), course_id=course_id, page=asked)
        return page_response(request, page, asked, CertificateSerializer)

    @extend_schema(
        tags=["certificates"],
        summary="Read a certificate",
        description="One's own, or one of a course of one's own.",
        parameters=[CERTIFICATE_ID],
        responses={200: CertificateSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one certificate."""
        certificate = get_certificate(parse_id(pk, noun="certificate"), actor=actor_of(request))
        return Response(show(CertificateSerializer, certificate))

    @extend_schema(
        tags=["certificates"],
        summary="Download a certificate",
        description="The certificate as a PDF file of one page, with a QR code of its page for everybody.",
        parameters=[CERTIFICATE_ID],
        responses={(200, PDF): OpenApiTypes.BINARY, **problems(401, 404)},
    )
    @action(detail=True, methods=["get"], renderer_classes=[ProblemRenderer, PdfRenderer])
    def pdf(self, request: Request, pk: str) -> HttpResponse:
        """Send the PDF file."""
        certificate = get_certificate(parse_id(pk, noun="certificate"), actor=actor_of(request))
        headers = {"Content-Disposition": f'attachment; filename="certificate-{certificate.code}.pdf"'}
        return HttpResponse(draw_pdf(certificate), content_type=PDF, headers=headers)


class CertificateVerificationView(APIView):
    """What a certificate says, for everybody who has its code."""

    permission_classes = [AllowAny]  # noqa: RUF012 - DRF's own annotation

    @extend_schema(
        tags=["certificates"],
        summary="Verify a certificate",
        description="Repeats every fact of the certificate with this code; nobody needs to sign in.",
        parameters=[OpenApiParameter("code", str, OpenApiParameter.PATH, description="The code on the certificate.")],
        responses={200: VerifiedCertificateSerializer, **problems(404)},
    )
    def get(self, request: Request, code: str) -> Response:  # noqa: ARG002 - DRF's signature
        """Verify the certificate."""
        return Response(show(VerifiedCertificateSerializer, verify_certificate(code)))
