"""What every endpoint's entry in the OpenAPI contract shares: problem documents and the envelope of lists.

Only descriptions; nothing here runs in a request.
"""

from functools import cache
from typing import Any, Final

from drf_spectacular.drainage import get_override, set_override
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from lyceum.platform.bodies import PROBLEM_JSON

type Responses = dict[tuple[int, str], type[serializers.Serializer[Any]]]


class FieldProblemSerializer(serializers.Serializer[Any]):
    """What is wrong with one field of the request."""

    field = serializers.CharField(help_text="A dotted path such as `questions.0.text`.")
    code = serializers.CharField()
    message = serializers.CharField()


class PublishProblemSerializer(serializers.Serializer[Any]):
    """Why a course cannot be published yet."""

    code = serializers.CharField()
    lesson = serializers.CharField(allow_null=True)
    message = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """A refusal (RFC 9457); clients decide by `code`, people read `detail`."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    request_id = serializers.CharField(required=False)
    errors = FieldProblemSerializer(many=True, required=False)  # type: ignore[assignment]  # the field hides DRF's property
    problems = PublishProblemSerializer(many=True, required=False)


PROBLEM_STATUSES: Final = frozenset({400, 401, 402, 403, 404, 409, 412, 413, 422, 429, 503})


def problems(*statuses: int) -> Responses:
    """Describe the refusals of an endpoint: `responses={200: X, **problems(401, 404)}`; any may answer 429."""
    unknown = set(statuses) - PROBLEM_STATUSES
    if unknown:
        raise ValueError(f"No refusal has the status {unknown}.")
    return {(status, PROBLEM_JSON): ProblemSerializer for status in sorted({*statuses, 429})}


@cache
def page_serializer(item: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """Describe one page of a list: `Paginated<Item>List`, the envelope that `lists.page_response` sends."""
    name = item.__name__.removesuffix("Serializer")
    fields = {
        "count": serializers.IntegerField(),
        "next": serializers.CharField(allow_null=True),
        "previous": serializers.CharField(allow_null=True),
        "results": item(many=True),
        "count_is_lower_bound": serializers.BooleanField(required=False),
        "__doc__": f"One page of a list of {name}.",
    }
    described = type(f"Paginated{name}ListSerializer", (serializers.Serializer,), fields)
    shown = [_page_example(example) for example in get_override(item, "examples", [])]
    return extend_schema_serializer(many=False, examples=shown)(described)


def _page_example(example: OpenApiExample) -> OpenApiExample:
    body = {"count": 1, "next": None, "previous": None, "results": [example.value]}
    return OpenApiExample(example.name, value=body, response_only=True)


def restates[S: serializers.Serializer[Any]](shape: type[S]) -> type[S]:
    """Mark a shape that another capability describes as well; the contract has it once, under its one name."""
    set_override(shape, "suppress_collision_warning", True)
    return shape


def describe_headers(result: dict[str, Any], **_: object) -> dict[str, Any]:
    """Add what headers bring: the refusals of an `Idempotency-Key`, the 304 of an `If-None-Match`.

    A hook of drf-spectacular.
    """
    problem = {"content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}, "description": ""}
    for item in result["paths"].values():
        for operation in item.values():
            names = {parameter["name"] for parameter in operation.get("parameters", ())}
            if "Idempotency-Key" in names:
                for status in ("400", "409", "422"):
                    operation["responses"].setdefault(status, problem)
            if "If-None-Match" in names:
                operation["responses"].setdefault("304", {"description": "What the client has is still right."})
    return result
