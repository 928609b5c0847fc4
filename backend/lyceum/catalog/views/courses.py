"""Endpoints of courses and of their order."""

from typing import Final

from bson import ObjectId
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.catalog.selectors.access import get_readable_course, get_readable_outline
from lyceum.catalog.selectors.courses import view_of
from lyceum.catalog.selectors.listings import list_courses
from lyceum.catalog.serializers import examples
from lyceum.catalog.serializers.checklists import ChecklistSerializer
from lyceum.catalog.serializers.courses import (
    CourseEraseSerializer,
    CourseQuery,
    CourseSerializer,
    CourseSummarySerializer,
    CourseWriteSerializer,
    PatchedCourseSerializer,
)
from lyceum.catalog.serializers.outlines import (
    OutlineSerializer,
    OutlineWriteSerializer,
    SectionWriteSerializer,
)
from lyceum.catalog.services import copies, outlines, publishing
from lyceum.catalog.services import courses as services
from lyceum.catalog.views.parameters import IF_MATCH, path_id
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.revalidation import revalidated
from lyceum.platform.shapes import show
from lyceum.platform.versions import read_expected_version

COURSE_ID: Final = path_id("course")
READS: Final = frozenset({"list", "retrieve", "outline"})


class CourseViewSet(ViewSet):
    """Courses: everybody reads published ones, instructors write their own, administrators all."""

    def get_permissions(self) -> list[BasePermission]:
        """Let everybody read; what is hidden from whom is decided where it is fetched."""
        is_read = self.action in READS and self.request.method == "GET"
        return [AllowAny() if is_read else IsAuthenticated()]

    @extend_schema(
        tags=["courses"],
        summary="List courses",
        description=(
            "The published ones; with `mine` one's own, drafts too. `search` finds the beginnings of words in title, "
            "summary, tags, category, instructor and lesson titles, whatever their case and accents."
        ),
        parameters=[CourseQuery],
        responses={200: page_serializer(CourseSummarySerializer), **problems(400, 401, 503)},
    )
    @revalidated
    def list(self, request: Request) -> Response:
        """List courses."""
        query = CourseQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = list_courses(query.to_filter(), actor=actor_of(request), page=asked)
        return page_response(request, page, asked, CourseSummarySerializer)

    @extend_schema(
        tags=["courses"],
        summary="Make a course",
        description="For instructors; it begins as a draft. An administrator may name another `instructor`.",
        request=CourseWriteSerializer,
        responses={201: CourseSerializer, **problems(400, 401, 403, 503)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Make a draft."""
        body = CourseWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        course = services.create_course(body.to_fields(), actor=actor_of(request))
        return Response(show(CourseSerializer, view_of(course)), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["courses"],
        summary="Read a course",
        description="Drafts are for their instructor; archived courses also for those who are enrolled.",
        parameters=[COURSE_ID],
        responses={200: CourseSerializer, **problems(401, 404, 503)},
    )
    @revalidated
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one course."""
        return _show(request, parse_id(pk, noun="course"))

    @extend_schema(
        tags=["courses"],
        summary="Write a course anew",
        description="What is left out gets its default. Slug, status and lessons stay.",
        parameters=[COURSE_ID, IF_MATCH],
        request=CourseWriteSerializer,
        responses={200: CourseSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace what the author writes."""
        return _change(request, parse_id(pk, noun="course"), CourseWriteSerializer(data=request.data))

    @extend_schema(
        tags=["courses"],
        summary="Change a course",
        description="Changes what is sent.",
        parameters=[COURSE_ID, IF_MATCH],
        request=PatchedCourseSerializer,
        responses={200: CourseSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of what the author writes."""
        body = PatchedCourseSerializer(data=request.data, partial=True)
        return _change(request, parse_id(pk, noun="course"), body)

    @extend_schema(
        tags=["courses"],
        summary="Delete a course",
        description="With its lessons, quizzes and media; refused with `has_enrollments` once somebody has enrolled.",
        parameters=[COURSE_ID, IF_MATCH],
        responses={204: None, **problems(401, 403, 404, 409, 412, 503)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a course."""
        services.delete_course(
            parse_id(pk, noun="course"),
            actor=actor_of(request),
            expected_version=read_expected_version(request),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        tags=["courses"],
        summary="Publish a course",
        description="Opens it to everybody, or refuses with `not_ready` and the `problems` that are in the way.",
        parameters=[COURSE_ID],
        request=None,
        responses={200: CourseSerializer, **problems(401, 403, 404, 409, 503)},
        examples=[
            OpenApiExample("Not ready", value=examples.NOT_READY, response_only=True, status_codes=["409"]),
        ],
    )
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Open a course to everybody."""
        course_id = parse_id(pk, noun="course")
        publishing.publish_course(course_id, actor=actor_of(request))
        return _show(request, course_id)

    @extend_schema(
        tags=["courses"],
        summary="Read the publish checklist",
        description="For authors: the `problems` that publishing would meet, and `suggestions` that do not hinder it.",
        parameters=[COURSE_ID],
        responses={200: ChecklistSerializer, **problems(401, 403, 404, 503)},
    )
    @action(detail=True, methods=["get"])
    def checklist(self, request: Request, pk: str) -> Response:
        """Show what a course lacks."""
        found = publishing.get_checklist(parse_id(pk, noun="course"), actor=actor_of(request))
        return Response(show(ChecklistSerializer, found))

    @extend_schema(
        tags=["courses"],
        summary="Archive a course",
        description="Takes it out of the catalogue; those who are enrolled may go on.",
        parameters=[COURSE_ID],
        request=None,
        responses={200: CourseSerializer, **problems(401, 403, 404, 503)},
    )
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, pk: str) -> Response:
        """Take a course out of the catalogue."""
        course_id = parse_id(pk, noun="course")
        publishing.archive_course(course_id, actor=actor_of(request))
        return _show(request, course_id)

    @extend_schema(
        tags=["courses"],
        summary="Copy a course",
        description=(
            "Makes a draft of one's own with the same texts, lessons and what completes them, questions and media, "
            "and no learners. The draft is there at once; the worker fills it, usually within seconds."
        ),
        parameters=[COURSE_ID],
        request=None,
        responses={201: CourseSerializer, **problems(401, 403, 404, 503)},
    )
    @idempotent
    @action(detail=True, methods=["post"])
    def copy(self, request: Request, pk: str) -> Response:
        """Copy a course."""
        made = copies.copy_course(parse_id(pk, noun="course"), actor=actor_of(request))
        return Response(show(CourseSerializer, view_of(made)), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["courses"],
        summary="Erase a course",
        description=(
            "For administrators: deletes a course that people learn in. It is gone at once; quizzes, attempts, "
            "enrollments, progress, notes, announcements and files follow step by step. Certificates stay valid. "
            "`confirm` repeats the slug; the audit log keeps who did it."
        ),
        parameters=[COURSE_ID],
        request=CourseEraseSerializer,
        responses={202: None, **problems(400, 401, 403, 404, 503)},
    )
    @action(detail=True, methods=["post"])
    def erase(self, request: Request, pk: str) -> Response:
        """Erase a course."""
        body = CourseEraseSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        course_id, slug = parse_id(pk, noun="course"), body.validated_data["confirm"]
        services.erase_course(course_id, confirmed_slug=slug, actor=actor_of(request))
        return Response(status=status.HTTP_202_ACCEPTED)

    @extend_schema(
        tags=["courses"],
        summary="Read the outline",
        description="Sections, lessons and quizzes in order; for everybody who sees the course.",
        parameters=[COURSE_ID],
        responses={200: OutlineSerializer, **problems(401, 404, 503)},
    )
    @action(detail=True, methods=["get"])
    @revalidated
    def outline(self, request: Request, pk: str) -> Response:
        """Read the order of a course."""
        outline = get_readable_outline(parse_id(pk, noun="course"), actor=actor_of(request))
        return Response(show(OutlineSerializer, outline))

    @extend_schema(
        tags=["courses"],
        summary="Reorder the outline",
        description=(
            "Names every lesson exactly once, in any section. Sections are renamed by their `title`; one that is left "
            "out goes. `If-Match` holds the outline's version."
        ),
        parameters=[COURSE_ID, IF_MATCH],
        request=OutlineWriteSerializer,
        responses={200: OutlineSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    @outline.mapping.put
    def reorder(self, request: Request, pk: str) -> Response:
        """Put a course into a new order."""
        course_id = parse_id(pk, noun="course")
        body = OutlineWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        outline = outlines.reorder_outline(
            course_id,
            order=body.to_order(),
            actor=actor_of(request),
            expected_version=read_expected_version(request),
        )
        return Response(show(OutlineSerializer, outline))

    @extend_schema(
        tags=["courses"],
        summary="Add a section",
        description="At the end; the reply is the whole outline.",
        parameters=[COURSE_ID, IF_MATCH],
        request=SectionWriteSerializer,
        responses={201: OutlineSerializer, **problems(400, 401, 403, 404, 412, 503)},
    )
    @idempotent
    @action(detail=True, methods=["post"])
    def sections(self, request: Request, pk: str) -> Response:
        """Add a section."""
        course_id = parse_id(pk, noun="course")
        body = SectionWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        outline = outlines.add_section(
            course_id,
            title=body.validated_data["title"],
            actor=actor_of(request),
            expected_version=read_expected_version(request),
        )
        return Response(show(OutlineSerializer, outline), status=status.HTTP_201_CREATED)


def _show(request: Request, course_id: ObjectId) -> Response:
    course = get_readable_course(course_id, actor=actor_of(request))
    return Response(show(CourseSerializer, view_of(course)))


def _change(request: Request, course_id: ObjectId, body: CourseWriteSerializer) -> Response:
    body.is_valid(raise_exception=True)
    course = services.update_course(
        course_id,
        body.to_fields(),
        actor=actor_of(request),
        expected_version=read_expected_version(request),
    )
    return Response(show(CourseSerializer, view_of(course)))
