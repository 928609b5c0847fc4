"""How one wants to be told."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lyceum.notifications.selectors.preferences import Choices, describe_choices, get_preferences
from lyceum.notifications.serializers.preferences import NotificationPreferencesSerializer
from lyceum.notifications.services.preferences import set_preferences
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show


class PreferencesView(APIView):
    """`notifications/preferences/`."""

    @extend_schema(
        tags=["notifications"],
        summary="Read how one wants to be told",
        description="For each kind of notification its channels. Until one says otherwise: everything, and no digest.",
        responses={200: NotificationPreferencesSerializer, **problems(401)},
    )
    def get(self, request: Request) -> Response:
        """Return one's preferences."""
        chosen = get_preferences(actor_of(request).user_id)
        return _answer(describe_choices(chosen), wants_digest=chosen.wants_digest)

    @extend_schema(
        tags=["notifications"],
        summary="Set how one wants to be told",
        description="All kinds and channels at once. A digest that is turned on begins with what comes from now on.",
        request=NotificationPreferencesSerializer,
        responses={200: NotificationPreferencesSerializer, **problems(400, 401)},
    )
    def put(self, request: Request) -> Response:
        """Set one's preferences."""
        body = NotificationPreferencesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        choices = {**body.validated_data}
        wants_digest = choices.pop("digest")
        chosen = set_preferences(actor_of(request).user_id, choices, wants_digest=wants_digest, now=utc_now())
        return _answer(describe_choices(chosen), wants_digest=chosen.wants_digest)


def _answer(choices: Choices, *, wants_digest: bool) -> Response:
    return Response(show(NotificationPreferencesSerializer, {**choices, "digest": wants_digest}))
