"""People: instructors for everybody, everything for administrators."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.accounts.selectors.administration import ManagedUser, check_admin, get_managed_user, list_users
from lyceum.accounts.selectors.people import Person, User, get_visible, list_instructors
from lyceum.accounts.serializers.own_data import DeletionReceiptSerializer
from lyceum.accounts.serializers.people import (
    InvitationSerializer,
    ManagedUserSerializer,
    PeopleQuery,
    PersonChangesSerializer,
    RevokedSessionsSerializer,
    UserOrPersonSerializer,
    UserSerializer,
)
from lyceum.accounts.services.administration import (
    change_person,
    invite_again,
    invite_person,
    revoke_sessions,
)
from lyceum.accounts.services.people import NewPerson
from lyceum.accounts.services.removal import delete_person
from lyceum.accounts.views import examples
from lyceum.platform.actors import Role
from lyceum.platform.clock import utc_now
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.fields import PersonSerializer
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import id_of_request, idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show

_path_id: Final = OpenApiParameter("id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$")


class UserViewSet(ViewSet):
    """`users/`."""

    def get_permissions(self) -> list[Any]:
        """Let everybody read, as far as the selectors show something, and signed-in people write."""
        return [AllowAny() if self.action in {"list", "retrieve"} else IsAuthenticated()]

    @extend_schema(
        tags=["users"],
        summary="List people",
        description="Administrators get everybody, whole; all others get the names of instructors.",
        parameters=[PeopleQuery],
        responses={200: page_serializer(UserOrPersonSerializer), **problems(400, 401, 503)},
        examples=[
            examples.answered("To administrators", {**examples.PEOPLE, "results": [examples.MANAGED_USER]}),
            examples.answered("To others", examples.PEOPLE),
        ],
    )
    def list(self, request: Request) -> Response:
        """List people."""
        query = PeopleQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        page = page_of(asked)
        if not actor_of(request).is_admin:
            return page_response(request, list_instructors(page), page, PersonSerializer)
        role = Role(asked["role"]) if "role" in asked else None
        found = list_users(page, search=asked.get("search", ""), role=role)
        return page_response(request, found, page, ManagedUserSerializer)

    @extend_schema(
        tags=["users"],
        summary="Invite somebody",
        description=(
            "Makes an account without a password and mails a link to choose one, which works for seven days. "
            "For administrators."
        ),
        request=InvitationSerializer,
        responses={201: ManagedUserSerializer, **problems(400, 401, 403, 503)},
        examples=[
            examples.asked(
                "An instructor",
                {"username": "ada", "email": "ada@example.org", "name": "Ada Lovelace", "roles": ["instructor"]},
            ),
            examples.answered("Invited", {**examples.MANAGED_USER, "invited": True}, status=201),
        ],
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Invite a person."""
        check_admin(actor_of(request))
        body = InvitationSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        given = dict(body.validated_data)
        roles = frozenset({Role.STUDENT, *map(Role, given.pop("roles", []))})
        new = NewPerson(**given, password=None, roles=roles, request_id=id_of_request(request))
        user = invite_person(new, actor=actor_of(request))
        return Response(show(ManagedUserSerializer, user), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["users"],
        summary="Show a person",
        description="Whole to themselves and administrators; to others the name, and only of instructors.",
        parameters=[_path_id],
        responses={200: UserOrPersonSerializer, **problems(401, 404, 503)},
        examples=[
            examples.answered("To an administrator", examples.MANAGED_USER),
            examples.answered("Oneself", examples.USER),
            examples.answered("An instructor", examples.PERSON),
        ],
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show a person."""
        person_id, actor = parse_id(pk, noun="person"), actor_of(request)
        person = get_managed_user(person_id) if actor.is_admin else get_visible(person_id, actor=actor)
        return Response(_written(person))

    @extend_schema(
        tags=["users"],
        summary="Change a person",
        description=(
            "For administrators: name, address, roles, and whether they may sign in. Closing an account ends its "
            "sessions. 409 `last_admin` where nobody would be left to administer the site, `own_role` for oneself."
        ),
        parameters=[_path_id],
        request=PersonChangesSerializer,
        responses={200: ManagedUserSerializer, **problems(400, 401, 403, 404, 409, 503)},
        examples=[
            examples.asked("Make an instructor", {"roles": ["student", "instructor"]}),
            examples.asked("Close the account", {"is_active": False}),
            examples.answered("A person", examples.MANAGED_USER),
        ],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change a person."""
        person_id = parse_id(pk, noun="person")
        get_visible(person_id, actor=actor_of(request))
        check_admin(actor_of(request))
        body = PersonChangesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        changes = dict(body.validated_data)
        if "roles" in changes:
            changes["roles"] = frozenset(map(Role, changes["roles"]))
        user = change_person(person_id, changes, actor=actor_of(request), now=utc_now())  # type: ignore[arg-type]  # the serializer made it
        return Response(show(ManagedUserSerializer, user))

    @extend_schema(
        tags=["users"],
        summary="Delete a person",
        description=(
            "For administrators. The receipt says what is deleted and what stays without a name. 409 `last_admin` "
            "where nobody would be left to administer the site."
        ),
        parameters=[_path_id],
        responses={200: DeletionReceiptSerializer, **problems(401, 403, 404, 409, 503)},
        examples=[examples.answered("The receipt", examples.RECEIPT)],
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a person."""
        receipt = delete_person(parse_id(pk, noun="person"), actor=actor_of(request), now=utc_now())
        return Response(show(DeletionReceiptSerializer, receipt))

    @extend_schema(
        tags=["users"],
        summary="Send the invitation again",
        description="For administrators; 409 `password_set` where the person has chosen a password.",
        parameters=[_path_id],
        request=None,
        responses={204: None, **problems(401, 403, 404, 409, 503)},
    )
    @action(detail=True, methods=["post"])
    def invite(self, request: Request, pk: str) -> Response:
        """Invite a person again."""
        invite_again(parse_id(pk, noun="person"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        tags=["users"],
        summary="End a person's sessions",
        description="Everywhere and at once, WebSockets too. For administrators.",
        parameters=[_path_id],
        request=None,
        responses={200: RevokedSessionsSerializer, **problems(401, 403, 404, 503)},
        examples=[examples.answered("Two were ended", {"revoked": 2})],
    )
    @action(detail=True, methods=["post"], url_path="revoke-sessions")
    def revoke_sessions(self, request: Request, pk: str) -> Response:
        """End the sessions of a person."""
        count = revoke_sessions(parse_id(pk, noun="person"), actor=actor_of(request), now=utc_now())
        return Response({"revoked": count})


def _written(person: User | Person) -> Any:  # noqa: ANN401 - JSON
    if isinstance(person, ManagedUser):
        return show(ManagedUserSerializer, person)
    return show(UserSerializer if isinstance(person, User) else PersonSerializer, person)
