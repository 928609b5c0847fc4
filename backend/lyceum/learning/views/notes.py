"""Endpoints of notes and bookmarks: everybody's own, and nobody else's."""

from typing import Final

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.learning.selectors.notes import get_own_note, list_bookmarks, list_notes
from lyceum.learning.serializers.notes import (
    BookmarkQuery,
    BookmarkSerializer,
    NoteQuery,
    NoteSerializer,
    NoteWriteSerializer,
    PatchedNoteSerializer,
)
from lyceum.learning.services.notes import change_note, delete_note, remove_bookmark, set_bookmark, write_note
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

NOTE_ID: Final = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The note.")
LESSON_ID: Final = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The lesson.")


class NoteViewSet(ViewSet):
    """Notes at lessons."""

    @extend_schema(
        tags=["notes"],
        summary="List one's notes",
        description="One's own, newest first. Nobody else can read them, whatever their roles.",
        parameters=[NoteQuery],
        responses={200: page_serializer(NoteSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List notes."""
        query = NoteQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_notes(
            actor=actor_of(request),
            course_id=query.validated_data.get("course"),
            lesson_id=query.validated_data.get("lesson"),
            page=asked,
        )
        return page_response(request, page, asked, NoteSerializer)

    @extend_schema(
        tags=["notes"],
        summary="Write a note",
        description="At a lesson that one may read, with a place in its video where that matters.",
        request=NoteWriteSerializer,
        responses={201: NoteSerializer, **problems(400, 401, 403, 404, 409)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Write a note."""
        body = NoteWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        note = write_note(
            said["lesson"],
            actor=actor_of(request),
            text=said["text"],
            position_s=said.get("position_s"),
            now=utc_now(),
        )
        return Response(show(NoteSerializer, note), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["notes"],
        summary="Read a note",
        description="One's own.",
        parameters=[NOTE_ID],
        responses={200: NoteSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one note."""
        note = get_own_note(parse_id(pk, noun="note"), actor=actor_of(request))
        return Response(show(NoteSerializer, note))

    @extend_schema(
        tags=["notes"],
        summary="Change a note",
        description="One's own; what is left out stays.",
        parameters=[NOTE_ID],
        request=PatchedNoteSerializer,
        responses={200: NoteSerializer, **problems(400, 401, 404)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change one note."""
        note_id = parse_id(pk, noun="note")
        body = PatchedNoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        note = change_note(note_id, actor=actor_of(request), changes=body.validated_data, now=utc_now())
        return Response(show(NoteSerializer, note))

    @extend_schema(
        tags=["notes"],
        summary="Delete a note",
        description="One's own.",
        parameters=[NOTE_ID],
        responses={204: None, **problems(401, 404)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete one note."""
        delete_note(parse_id(pk, noun="note"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class BookmarkViewSet(ViewSet):
    """Lessons that one has marked."""

    @extend_schema(
        tags=["notes"],
        summary="List one's bookmarks",
        description="The lessons that one has marked, newest first. Nobody else can read them.",
        parameters=[BookmarkQuery],
        responses={200: page_serializer(BookmarkSerializer), **problems(400, 401)},
    )
    def list(self, request: Request) -> Response:
        """List bookmarks."""
        query = BookmarkQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_bookmarks(actor=actor_of(request), course_id=query.validated_data.get("course"), page=asked)
        return page_response(request, page, asked, BookmarkSerializer)

    @extend_schema(
        tags=["notes"],
        summary="Mark a lesson",
        description="A lesson that one may read; marking it again changes nothing.",
        parameters=[LESSON_ID],
        request=None,
        responses={200: BookmarkSerializer, **problems(401, 403, 404)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Mark the lesson."""
        bookmark = set_bookmark(parse_id(pk, noun="lesson"), actor=actor_of(request), now=utc_now())
        return Response(show(BookmarkSerializer, bookmark))

    @extend_schema(
        tags=["notes"],
        summary="Take a bookmark away",
        description="Also where the lesson cannot be read any more.",
        parameters=[LESSON_ID],
        responses={204: None, **problems(401, 404)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Take the bookmark away."""
        remove_bookmark(parse_id(pk, noun="lesson"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
