"""Endpoints of choices."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.assessment.selectors import quizzes as selectors
from lyceum.assessment.serializers.choices import (
    ChoiceQuery,
    ChoiceSerializer,
    ChoiceWriteSerializer,
    NewChoiceSerializer,
    PatchedChoiceSerializer,
)
from lyceum.assessment.services import questions as services
from lyceum.assessment.views.quizzes import IF_MATCH
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import page_of, page_response
from lyceum.platform.shapes import show
from lyceum.platform.versions import read_expected_version

CHOICE_ID = OpenApiParameter("id", str, OpenApiParameter.PATH, description="The choice.")


class ChoiceViewSet(ViewSet):
    """Choices of questions; they share the version of their quiz."""

    @extend_schema(
        tags=["choices"],
        summary="List the choices of a question",
        description="In order, for the learners and authors of its quiz; which is right is for authors.",
        parameters=[ChoiceQuery],
        responses={200: page_serializer(ChoiceSerializer), **problems(400, 401, 403, 404)},
    )
    def list(self, request: Request) -> Response:
        """List choices."""
        query = ChoiceQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        page = selectors.list_choice_views(query.validated_data["question"], actor=actor_of(request), page=asked)
        return page_response(request, page, asked, ChoiceSerializer)

    @extend_schema(
        tags=["choices"],
        summary="Add a choice to a question",
        description="At the end. A second right choice is refused where the kind allows one.",
        parameters=[IF_MATCH],
        request=NewChoiceSerializer,
        responses={201: ChoiceSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Add a choice."""
        body = NewChoiceSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        choice = services.add_choice(body.validated_data["question"], body.to_draft(), write=_write(request))
        return Response(show(ChoiceSerializer, choice), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["choices"],
        summary="Read a choice",
        description="For the learners and authors of its quiz; whether it is right is for authors.",
        parameters=[CHOICE_ID],
        responses={200: ChoiceSerializer, **problems(401, 403, 404)},
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one choice."""
        choice = selectors.get_choice_view(parse_id(pk, noun="choice"), actor=actor_of(request))
        return Response(show(ChoiceSerializer, choice))

    @extend_schema(
        tags=["choices"],
        summary="Write a choice anew",
        description="It keeps its id and place.",
        parameters=[CHOICE_ID, IF_MATCH],
        request=ChoiceWriteSerializer,
        responses={200: ChoiceSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace a choice."""
        return self._change(request, pk, ChoiceWriteSerializer(data=request.data))

    @extend_schema(
        tags=["choices"],
        summary="Change a choice",
        description="Changes what is sent.",
        parameters=[CHOICE_ID, IF_MATCH],
        request=PatchedChoiceSerializer,
        responses={200: ChoiceSerializer, **problems(400, 401, 403, 404, 409, 412)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of a choice."""
        return self._change(request, pk, PatchedChoiceSerializer(data=request.data))

    @extend_schema(
        tags=["choices"],
        summary="Delete a choice",
        description="Attempts that were made keep it as it was put.",
        parameters=[CHOICE_ID, IF_MATCH],
        responses={204: None, **problems(401, 403, 404, 412)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a choice."""
        services.delete_choice(parse_id(pk, noun="choice"), write=_write(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _change(self, request: Request, pk: str, body: ChoiceWriteSerializer | PatchedChoiceSerializer) -> Response:
        choice_id = parse_id(pk, noun="choice")
        body.is_valid(raise_exception=True)
        choice = services.update_choice(choice_id, body.validated_data, write=_write(request))
        return Response(show(ChoiceSerializer, choice))


def _write(request: Request) -> services.Write:
    return services.Write(actor=actor_of(request), expected_version=read_expected_version(request))
