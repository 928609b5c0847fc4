"""Endpoint of facets."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.catalog.selectors.facets import get_facets
from lyceum.catalog.serializers.facets import FacetQuery, FacetsSerializer
from lyceum.platform.contract import problems
from lyceum.platform.revalidation import revalidated
from lyceum.platform.shapes import show


class FacetsView(APIView):
    """`courses/facets/`."""

    permission_classes = (AllowAny,)

    @extend_schema(
        tags=["courses"],
        summary="Count courses by what they have in common",
        description=(
            "Takes the filters of the list and counts the published courses that match them, for each facet without "
            "its own filter; the 50 most frequent values of each. Counts of the whole catalogue are exact. Of a part "
            "of it 10,000 courses are counted: where more match, `count_is_lower_bound` is true."
        ),
        parameters=[FacetQuery],
        responses={200: FacetsSerializer, **problems(400, 401, 503)},
    )
    @revalidated
    def get(self, request: Request) -> Response:
        """Count courses."""
        query = FacetQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        return Response(show(FacetsSerializer, get_facets(query.to_filter())))
