"""Endpoint of media files."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.catalog.selectors.media import view_of
from lyceum.catalog.serializers.media import MediaSerializer, MediaWriteSerializer
from lyceum.catalog.services.media import store_upload
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent


class MediaView(APIView):
    """`media/`."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        tags=["media"],
        summary="Upload a file",
        description=(
            "A PNG, JPEG, WebP, GIF, SVG, PDF, MP4, WebM or WebVTT file, told by its content. All but avatars "
            "belong to a course of one's own."
        ),
        request={"multipart/form-data": MediaWriteSerializer},
        responses={201: MediaSerializer, **problems(400, 401, 403, 404, 413, 503)},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Keep a file."""
        body = MediaWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        kept = store_upload(body.to_upload(), actor=actor_of(request))
        return Response(MediaSerializer(view_of(kept)).data, status=status.HTTP_201_CREATED)
