"""Tickets for the WebSocket."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.notifications.serializers.notifications import RealtimeTicketSerializer
from lyceum.platform import realtime
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show


class RealtimeTicketView(APIView):
    """Tickets for the WebSocket at `/ws/`."""

    @extend_schema(
        tags=["realtime"],
        summary="Get a ticket for the WebSocket",
        description=(
            "Opens one WebSocket at `/ws/` within 30 seconds. First frame: `{type: hello, ticket, last_seq}`; "
            "then come `{type: notification, seq, notification}`, `{type: unread, count}` and `{type: ping}`."
        ),
        request=None,
        responses={201: RealtimeTicketSerializer, **problems(401)},
    )
    def post(self, request: Request) -> Response:
        """Issue a ticket."""
        actor = actor_of(request)
        ticket = {
            "ticket": realtime.issue_ticket(actor.user_id, actor.session_id),
            "expires_in": int(realtime.TICKET_LIFE.total_seconds()),
        }
        return Response(show(RealtimeTicketSerializer, ticket), status=status.HTTP_201_CREATED)
