"""HTTP of dashboards: parse, call one selector, serialize."""

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.analytics import rules
from lyceum.analytics.selectors.courses import TABLES, get_course_analytics, list_table
from lyceum.analytics.selectors.dashboards import get_dashboard
from lyceum.analytics.selectors.tables import DASHBOARD_TABLES, list_dashboard_table
from lyceum.analytics.serializers import CourseAnalyticsSerializer, DashboardSerializer
from lyceum.platform.bodies import ProblemRenderer
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.shapes import show
from lyceum.platform.throttles import RateScope

CSV: Final = "text/csv"
COURSE_ID: Final = OpenApiParameter(
    "id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$", description="The course."
)
TABLE: Final = OpenApiParameter("table", str, OpenApiParameter.PATH, enum=TABLES, description="Which table.")
DASHBOARD_TABLE: Final = OpenApiParameter(
    "table", str, OpenApiParameter.PATH, enum=DASHBOARD_TABLES, description="Which table."
)


class CsvRenderer(BaseRenderer):
    """Lets clients ask for CSV; the table is streamed as it is."""

    media_type = CSV
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, *_: object, **__: object) -> Any:  # noqa: ANN401 - DRF's signature
        """Return the table."""
        return data


class DashboardView(APIView):
    """What one sees first after signing in."""

    @extend_schema(
        tags=["dashboard"],
        summary="Read one's dashboard",
        description=(
            "`student`: one's courses, where to go on, and what was touched last. `instructor`: how one's own "
            "courses are doing. `admin`: counts of the whole site. Parts of roles one does not have are left out. "
            "The figures of the last two follow by milliseconds."
        ),
        responses={200: DashboardSerializer, **problems(401)},
    )
    def get(self, request: Request) -> Response:
        """Read the dashboard."""
        return Response(show(DashboardSerializer, get_dashboard(actor=actor_of(request))))


class DashboardTableView(APIView):
    """One table of a dashboard, for a spreadsheet."""

    rate_scope = RateScope.EXPORTS

    renderer_classes = [ProblemRenderer, CsvRenderer]  # noqa: RUF012 - DRF's own annotation

    @extend_schema(
        tags=["dashboard"],
        summary="Download a table of one's dashboard",
        description=(
            "CSV as in the tables of a course. `courses` and `recent` for everybody, `teaching` for instructors, the "
            "others for administrators."
        ),
        parameters=[DASHBOARD_TABLE],
        responses={(200, CSV): OpenApiTypes.STR, **problems(401, 403, 404)},
    )
    def get(self, request: Request, table: str) -> StreamingHttpResponse:
        """Stream the table."""
        return _stream(list_dashboard_table(table, actor=actor_of(request)), name=table)


class CourseAnalyticsView(APIView):
    """How a course is doing."""

    @extend_schema(
        tags=["dashboard"],
        summary="Read how a course is doing",
        description=(
            "For authors of the course: enrollments over time, the way through the lessons with those who were lost, "
            "results of quizzes, and who is stuck. The figures follow by milliseconds."
        ),
        parameters=[COURSE_ID],
        responses={200: CourseAnalyticsSerializer, **problems(401, 403, 404)},
    )
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the path parameter's name
        """Read the figures."""
        analytics = get_course_analytics(parse_id(id, noun="course"), actor=actor_of(request))
        return Response(show(CourseAnalyticsSerializer, analytics))


class CourseTableView(APIView):
    """One table of how a course is doing, for a spreadsheet."""

    rate_scope = RateScope.EXPORTS

    renderer_classes = [ProblemRenderer, CsvRenderer]  # noqa: RUF012 - DRF's own annotation

    @extend_schema(
        tags=["dashboard"],
        summary="Download a table of how a course is doing",
        description="For authors of the course: CSV (RFC 4180, UTF-8), sent as read. No cell is taken for a formula.",
        parameters=[COURSE_ID, TABLE],
        responses={(200, CSV): OpenApiTypes.STR, **problems(401, 403, 404)},
    )
    def get(self, request: Request, id: str, table: str) -> StreamingHttpResponse:  # noqa: A002 - as in the path
        """Stream the table."""
        rows = list_table(table, parse_id(id, noun="course"), actor=actor_of(request))
        return _stream(rows, name=table)


def _stream(rows: Iterator[tuple[object, ...]], *, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(rows: Iterator[tuple[object, ...]]) -> Iterator[str]:
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([rules.plain_cell(cell) for cell in row])
        yield line.getvalue()
