"""What belongs to the caller: their profile and their sessions."""

from typing import TYPE_CHECKING, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSet

from lyceum.accounts.selectors.people import get_user
from lyceum.accounts.selectors.sessions import list_sessions
from lyceum.accounts.serializers.people import ProfileChangesSerializer, UserSerializer
from lyceum.accounts.serializers.sign_in import OpenSessionSerializer
from lyceum.accounts.services.people import change_profile, find_picture
from lyceum.accounts.services.sessions import revoke_own_session
from lyceum.accounts.views import examples
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import problems
from lyceum.platform.http import actor_of
from lyceum.platform.shapes import show, show_all

if TYPE_CHECKING:
    from lyceum.accounts.rules.profiles import ProfileChanges


class OwnUserView(APIView):
    """`auth/user/`."""

    @extend_schema(
        tags=["auth"],
        summary="Who am I",
        description="The caller's profile and account.",
        responses={200: UserSerializer, **problems(401, 503)},
        examples=[examples.answered("A person", examples.USER)],
    )
    def get(self, request: Request) -> Response:
        """Show the caller."""
        return Response(show(UserSerializer, get_user(actor_of(request).user_id)))

    @extend_schema(
        tags=["auth"],
        summary="Change my profile",
        description="Changes the fields that are named; roles are given by administrators only.",
        request=ProfileChangesSerializer,
        responses={200: UserSerializer, **problems(400, 401, 503)},
        examples=[
            examples.asked("A new time zone", {"timezone": "Europe/London"}),
            examples.answered("A person", examples.USER),
        ],
    )
    def patch(self, request: Request) -> Response:
        """Change the caller's profile."""
        body = ProfileChangesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        changes, actor = dict(body.validated_data), actor_of(request)
        if "profile_picture" in changes:
            media_id = changes["profile_picture"]
            changes["profile_picture"] = "" if media_id is None else find_picture(media_id, actor=actor)
        user = change_profile(actor, cast("ProfileChanges", changes))
        return Response(show(UserSerializer, user))


class OwnSessionViewSet(ViewSet):
    """`auth/sessions/`."""

    @extend_schema(
        tags=["auth"],
        summary="List my sessions",
        description="Where the caller is signed in, the last used first; at most 100.",
        responses={200: OpenSessionSerializer(many=True), **problems(401, 503)},
        examples=[examples.answered("A session", examples.OPEN_SESSION)],
    )
    def list(self, request: Request) -> Response:
        """List the caller's sessions."""
        found = list_sessions(actor_of(request), now=utc_now())
        return Response(show_all(OpenSessionSerializer, found))

    @extend_schema(
        tags=["auth"],
        summary="End one of my sessions",
        description="The tokens of that session are refused from now on, on every instance.",
        parameters=[OpenApiParameter("id", str, OpenApiParameter.PATH)],
        responses={204: None, **problems(401, 404, 503)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """End a session."""
        revoke_own_session(pk, actor=actor_of(request), now=utc_now())
        return Response(status=status.HTTP_204_NO_CONTENT)
