"""The contract as the views describe it, for tests that walk every endpoint."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from drf_spectacular.generators import SchemaGenerator

METHODS: Final = ("get", "post", "put", "patch", "delete")


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
