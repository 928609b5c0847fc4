"""The contract as the views describe it, for tests that walk every endpoint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator

METHODS: Final = ("get", "post", "put", "patch", "delete")
# The pages that show the contract; they are not a part of it.
DOCUMENTATION: Final = ("/api/schema/", "/api/docs/", "/api/redoc/")
_PLACE: Final = re.compile(r"\{[^}]*\}|<[^>]*>|\(\?P<\w+>[^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One operation of the contract."""

    method: str
    path: str
    query: tuple[str, ...]
    body: tuple[str, ...]
    is_multipart: bool

    @property
    def name(self) -> str:
        """A short name for test ids."""
        return f"{self.method.upper()} {self.path}"

    @property
    def shape(self) -> str:
        """The address with nameless places: `/api/courses/{}/`."""
        return _PLACE.sub("{}", self.path)


@cache
def schema() -> dict[str, Any]:
    """Return the OpenAPI document that the views describe now."""
    return dict(SchemaGenerator().get_schema(request=None, public=True))


def endpoints() -> Iterator[Endpoint]:
    """Walk every operation."""
    for path, item in schema()["paths"].items():
        for method in METHODS:
            if method in item:
                yield _endpoint(method, path, item[method])


def routed() -> Iterator[tuple[str, str]]:
    """Yield method and shape of all that the URLconf answers under /api/, described or not."""
    for shape, view in _walk(get_resolver().url_patterns, "/"):
        if shape.startswith("/api/") and shape not in DOCUMENTATION:
            yield from ((method, shape) for method in METHODS if _answers(view, method))


def _walk(patterns: list[URLPattern | URLResolver], start: str) -> Iterator[tuple[str, Any]]:
    for item in patterns:
        shape = start + _PLACE.sub("{}", str(item.pattern)).removeprefix("^").removesuffix("$")
        if isinstance(item, URLResolver):
            yield from _walk(item.url_patterns, shape)
        else:
            yield shape, item.callback


def _answers(view: Any, method: str) -> bool:
    """Tell whether a view set's route, or a view's class, has something for the method."""
    actions = getattr(view, "actions", None)
    return method in actions if actions is not None else hasattr(view.cls, method)


def _endpoint(method: str, path: str, operation: dict[str, Any]) -> Endpoint:
    content = operation.get("requestBody", {}).get("content", {})
    kinds = [kind for kind in ("application/json", "multipart/form-data") if kind in content]
    return Endpoint(
        method=method,
        path=path,
        query=tuple(item["name"] for item in operation.get("parameters", ()) if item["in"] == "query"),
        body=tuple(_fields(content[kinds[0]]["schema"])) if kinds else (),
        is_multipart=kinds == ["multipart/form-data"],
    )


def _fields(shape: dict[str, Any]) -> Iterator[str]:
    """Yield the field names of a body, through references and alternatives."""
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[1]
        yield from _fields(schema()["components"]["schemas"][name])
    for part in (*shape.get("allOf", ()), *shape.get("oneOf", ()), *shape.get("anyOf", ())):
        yield from _fields(part)
    yield from shape.get("properties", ())
