"""What instructors announce to their courses."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.notifications.selectors.announcements import get_announcement, list_announcements
from lyceum.notifications.serializers.announcements import (
    AnnouncementPatchSerializer,
    AnnouncementQuery,
    AnnouncementSerializer,
    AnnouncementWriteSerializer,
)
from lyceum.notifications.services.announcements import (
    change_announcement,
    post_announcement,
    remove_announcement,
)
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

ANNOUNCEMENT_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The announcement.")


class AnnouncementViewSet(ViewSet):
    """Announcements of courses."""

    @extend_schema(
        tags=["announcements"],
        summary="List the announcements of a course",
        description="Newest first; for those who are in the course, its instructor and administrators.",
        parameters=[AnnouncementQuery],
        responses={200: page_serializer(AnnouncementSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List announcements."""
        query = AnnouncementQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_announcements(query.validated_data["course"], actor=actor_of(request), page=asked)
        return page_response(request, page, asked, AnnouncementSerializer)

    @extend_schema(
        tags=["announcements"],
        summary="Announce something to a course",
        description="For its instructor. Everybody in the course is told once, as they prefer, in the next moments.",
        request=AnnouncementWriteSerializer,
        responses={201: AnnouncementSerializer, **problems(400, 401, 403, 404)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Post an announcement."""
        body = AnnouncementWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        words = body.validated_data
        announcement = post_announcement(
            course_id=words["course"],
            title=words["title"],
            body=words["body"],
            actor=actor_of(request),
            now=utc_now(),
        )
        return Response(show(AnnouncementSerializer, announcement), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["announcements"],
        summary="Read an announcement",
        description="For those who are in the course, its instructor and administrators.",
        parameters=[ANNOUNCEMENT_ID],
        responses={200: AnnouncementSerializer, **problems(401, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Return an announcement."""
        announcement = get_announcement(parse_id(pk, noun="announcement"), actor=actor_of(request))
        return Response(show(AnnouncementSerializer, announcement))

    @extend_schema(
        tags=["announcements"],
        summary="Change the words of an announcement",
        description="For the instructor of the course. Nobody is told again.",
        parameters=[ANNOUNCEMENT_ID],
        request=AnnouncementPatchSerializer(partial=True),
        responses={200: AnnouncementSerializer, **problems(400, 401, 403, 404)},
        examples=[OpenApiExample("Another title", request_only=True, value={"title": "The seminar is on Monday"})],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change an announcement."""
        body = AnnouncementPatchSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        announcement_id = parse_id(pk, noun="announcement")
        changed = change_announcement(announcement_id, body.validated_data, actor=actor_of(request), now=utc_now())
        return Response(show(AnnouncementSerializer, changed))

    @extend_schema(
        tags=["announcements"],
        summary="Delete an announcement",
        description="For the instructor of the course. Who has not been told of it yet never is.",
        parameters=[ANNOUNCEMENT_ID],
        responses={204: None, **problems(401, 403, 404)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete an announcement."""
        remove_announcement(parse_id(pk, noun="announcement"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
