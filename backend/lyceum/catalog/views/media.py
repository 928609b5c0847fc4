"""Endpoints of media files."""

from typing import Final

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.catalog.selectors.media import view_of
from lyceum.catalog.selectors.media_access import get_own_media, list_media
from lyceum.catalog.serializers.media import MediaQuery, MediaSerializer, MediaWriteSerializer, PatchedMediaSerializer
from lyceum.catalog.services.media import store_upload
from lyceum.catalog.services.media_removal import delete_media
from lyceum.catalog.services.media_words import change_words
from lyceum.catalog.views.parameters import path_id
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

MEDIA_ID: Final = path_id("file")


class MediaView(APIView):
    """`media/`."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="media_list",
        tags=["media"],
        summary="List the files of a course",
        description="For its authors, the newest first.",
        parameters=[MediaQuery],
        responses={200: page_serializer(MediaSerializer), **problems(400, 401, 403, 404, 503)},
    )
    def get(self, request: Request) -> Response:
        """List files."""
        query = MediaQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_media(query.validated_data["course_id"], actor=actor_of(request), page=asked)
        return page_response(request, page, asked, MediaSerializer)

    @extend_schema(
        tags=["media"],
        summary="Upload a file",
        description=(
            "A PNG, JPEG, WebP, GIF, SVG, PDF, MP4, WebM, WebVTT, ZIP, DOCX, XLSX or PPTX file, told by its content. "
            "Refused with `unsupported_file`, `damaged_file` (cut off), `unsafe_file` (scripts, references, archives "
            "that unpack to far more), `image_too_large` or 413 `file_too_large`. All but avatars belong to a course "
            "of one's own. Where a picture was taken and with what is not kept. What nothing uses goes after 30 days."
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
        return Response(show(MediaSerializer, view_of(kept)), status=status.HTTP_201_CREATED)


class MediaItemView(APIView):
    """`media/{id}/`."""

    @extend_schema(
        tags=["media"],
        summary="Read about a file",
        description="For the authors of its course; an avatar for whose it is. The worker makes `variants` soon.",
        parameters=[MEDIA_ID],
        responses={200: MediaSerializer, **problems(401, 404, 503)},
    )
    def get(self, request: Request, pk: str) -> Response:
        """Read about one file."""
        found = get_own_media(parse_id(pk, noun="file"), actor=actor_of(request))
        return Response(show(MediaSerializer, view_of(found)))

    @extend_schema(
        tags=["media"],
        summary="Change the words of a file",
        description="Its alternative text and its language; a file itself never changes.",
        parameters=[MEDIA_ID],
        request=PatchedMediaSerializer,
        responses={200: MediaSerializer, **problems(400, 401, 404, 503)},
    )
    def patch(self, request: Request, pk: str) -> Response:
        """Change alternative text and language."""
        body = PatchedMediaSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        changed = change_words(parse_id(pk, noun="file"), body.validated_data, actor=actor_of(request))
        return Response(show(MediaSerializer, view_of(changed)))

    @extend_schema(
        tags=["media"],
        summary="Delete a file",
        description=(
            "For the authors of its course; an avatar for whose it is. Refused with `media_in_use` while a text, a "
            "lesson or a profile shows or offers it, and once a question or an announcement has."
        ),
        parameters=[MEDIA_ID],
        responses={204: None, **problems(401, 404, 409, 503)},
    )
    def delete(self, request: Request, pk: str) -> Response:
        """Delete one file."""
        delete_media(parse_id(pk, noun="file"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
