"""People: instructors for everybody, everything for administrators."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.accounts.selectors.people import Person, User, get_visible, list_instructors, list_users
from lyceum.accounts.serializers.people import UserRolesSerializer, UserSerializer
from lyceum.accounts.services.people import change_roles
from lyceum.accounts.views import examples
from lyceum.platform.actors import Role
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.fields import PersonSerializer
from lyceum.platform.http import actor_of
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import PageQuery, page_of, page_response

_path_id: Final = OpenApiParameter("id", str, OpenApiParameter.PATH, pattern="^[0-9a-f]{24}$")


_UserOrPerson: Final = PolymorphicProxySerializer(
    component_name="UserOrPerson",
    serializers=[UserSerializer, PersonSerializer],
    resource_type_field_name=None,
)


class UserViewSet(ViewSet):
    """`users/`."""

    def get_permissions(self) -> list[Any]:
        """Let everybody read, as far as the selectors show something, and signed-in people write."""
        return [AllowAny() if self.action in {"list", "retrieve"} else IsAuthenticated()]

    @extend_schema(
        tags=["users"],
        summary="List people",
        description="Administrators get everybody, whole; all others get the names of instructors.",
        parameters=[PageQuery],
        responses={200: page_serializer(PersonSerializer), **problems(400, 401, 503)},
        examples=[examples.answered("Instructors", examples.PEOPLE)],
    )
    def list(self, request: Request) -> Response:
        """List people."""
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        page = page_of(query.validated_data)
        if actor_of(request).is_admin:
            return page_response(request, list_users(page), page, UserSerializer)
        return page_response(request, list_instructors(page), page, PersonSerializer)

    @extend_schema(
        tags=["users"],
        summary="Show a person",
        description="Whole to themselves and administrators; to others the name, and only of instructors.",
        parameters=[_path_id],
        responses={200: _UserOrPerson, **problems(401, 404, 503)},
        examples=[
            examples.answered("Oneself", examples.USER),
            examples.answered("An instructor", examples.PERSON),
        ],
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Show a person."""
        return Response(_written(get_visible(parse_id(pk, noun="person"), actor=actor_of(request))))

    @extend_schema(
        tags=["users"],
        summary="Give roles",
        description="Administrators say which roles somebody has; everybody stays a student.",
        parameters=[_path_id],
        request=UserRolesSerializer,
        responses={200: UserSerializer, **problems(400, 401, 403, 404, 409, 503)},
        examples=[
            examples.asked("Make an instructor", {"roles": ["student", "instructor"]}),
            examples.answered("A person", examples.USER),
        ],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Give roles."""
        person_id = parse_id(pk, noun="person")
        body = UserRolesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        roles = frozenset(map(Role, body.validated_data["roles"]))
        user = change_roles(person_id, roles=roles, actor=actor_of(request))
        return Response(UserSerializer(user).data)


def _written(person: User | Person) -> Any:  # noqa: ANN401 - JSON
    shape = UserSerializer if isinstance(person, User) else PersonSerializer
    return shape(person).data
