"""The audit log."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.accounts.selectors.administration import list_audit_entries
from lyceum.accounts.serializers.people import AuditEntrySerializer, AuditPageSerializer, AuditQuery
from lyceum.accounts.views import examples
from lyceum.platform.audit import AuditFilter
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show_all


class AuditLogView(APIView):
    """`audit-log/`."""

    @extend_schema(
        tags=["administration"],
        summary="Read the audit log",
        description="Privileged actions, the newest first, for administrators. Follow `next` for older ones.",
        parameters=[AuditQuery],
        responses={200: AuditPageSerializer, **problems(400, 401, 403, 503)},
        examples=[examples.answered("A piece of the log", examples.AUDIT_PAGE)],
    )
    def get(self, request: Request) -> Response:
        """List entries."""
        query = AuditQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        wanted = AuditFilter(
            action=asked.get("action"),
            actor_id=asked.get("actor"),
            subject_id=asked.get("subject"),
            before=asked.get("before"),
        )
        size = asked["page_size"]
        entries = list_audit_entries(wanted, actor=actor_of(request), limit=size + 1)
        shown = entries[:size]
        link = _link(request, shown[-1].position) if len(entries) > size else None
        return Response({"next": link, "results": show_all(AuditEntrySerializer, shown)})


def _link(request: Request, before: int) -> str:
    params = request.query_params.copy()
    params["before"] = str(before)
    return f"{request.path}?{params.urlencode()}"
