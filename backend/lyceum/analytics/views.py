"""HTTP of dashboards: parse, call one selector, serialize."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.analytics.selectors import get_dashboard
from lyceum.analytics.serializers import DashboardSerializer
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of


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
        return Response(DashboardSerializer(get_dashboard(actor=actor_of(request))).data)
