"""Endpoints of categories."""

from typing import Final

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lyceum.catalog.selectors.categories import get_category, list_categories
from lyceum.catalog.serializers.categories import CategorySerializer, CategoryWriteSerializer, PatchedCategorySerializer
from lyceum.catalog.services import categories as services
from lyceum.catalog.views.parameters import path_id
from lyceum.platform.contract import page_serializer, problems
from lyceum.platform.http import actor_of
from lyceum.platform.idempotency import idempotent
from lyceum.platform.ids import parse_id
from lyceum.platform.lists import PageQuery, page_of, page_response
from lyceum.platform.revalidation import revalidated
from lyceum.platform.shapes import show

CATEGORY_ID: Final = path_id("category")


class CategoryViewSet(ViewSet):
    """Shelves of the catalogue: everybody reads, administrators write."""

    def get_permissions(self) -> list[BasePermission]:
        """Let everybody read."""
        return [AllowAny() if self.action in {"list", "retrieve"} else IsAuthenticated()]

    @extend_schema(
        tags=["categories"],
        summary="List categories",
        description="By slug.",
        parameters=[PageQuery],
        responses={200: page_serializer(CategorySerializer), **problems(400, 503)},
    )
    @revalidated
    def list(self, request: Request) -> Response:
        """List categories."""
        query = PageQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = page_of(query.validated_data)
        return page_response(request, list_categories(asked), asked, CategorySerializer)

    @extend_schema(
        tags=["categories"],
        summary="Read a category",
        description="With the number of its published courses.",
        parameters=[CATEGORY_ID],
        responses={200: CategorySerializer, **problems(404, 503)},
    )
    @revalidated
    def retrieve(self, request: Request, pk: str) -> Response:  # noqa: ARG002 - DRF's signature
        """Read one category."""
        return Response(show(CategorySerializer, get_category(parse_id(pk, noun="category"))))

    @extend_schema(
        tags=["categories"],
        summary="Make a category",
        description="For administrators. The slug is made from the name where none is sent.",
        request=CategoryWriteSerializer,
        responses={201: CategorySerializer, **problems(400, 401, 403, 409, 503)},
    )
    @idempotent
    def create(self, request: Request) -> Response:
        """Make a category."""
        body = CategoryWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        category = services.create_category(body.to_fields(), actor=actor_of(request))
        return Response(show(CategorySerializer, category), status=status.HTTP_201_CREATED)

    @extend_schema(
        tags=["categories"],
        summary="Write a category anew",
        description="For administrators. Without a slug the old one stays.",
        parameters=[CATEGORY_ID],
        request=CategoryWriteSerializer,
        responses={200: CategorySerializer, **problems(400, 401, 403, 404, 409, 503)},
    )
    def update(self, request: Request, pk: str) -> Response:
        """Replace what an administrator writes."""
        return _change(request, parse_id(pk, noun="category"), CategoryWriteSerializer(data=request.data))

    @extend_schema(
        tags=["categories"],
        summary="Change a category",
        description="For administrators. Changes what is sent.",
        parameters=[CATEGORY_ID],
        request=PatchedCategorySerializer,
        responses={200: CategorySerializer, **problems(400, 401, 403, 404, 409, 503)},
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of what an administrator writes."""
        body = PatchedCategorySerializer(data=request.data, partial=True)
        return _change(request, parse_id(pk, noun="category"), body)

    @extend_schema(
        tags=["categories"],
        summary="Delete a category",
        description="For administrators; refused with `has_courses` while a course is in it.",
        parameters=[CATEGORY_ID],
        responses={204: None, **problems(401, 403, 404, 409, 503)},
    )
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a category."""
        services.delete_category(parse_id(pk, noun="category"), actor=actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _change(request: Request, category_id: ObjectId, body: CategoryWriteSerializer) -> Response:
    body.is_valid(raise_exception=True)
    category = services.update_category(category_id, body.to_fields(), actor=actor_of(request))
    return Response(show(CategorySerializer, category))
