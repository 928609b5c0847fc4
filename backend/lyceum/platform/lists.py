"""Lists on the wire: the paging parameters and the envelope that clients see."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from lyceum.platform.errors import FieldError, InvalidError
from lyceum.platform.paging import MAX_DEPTH, MAX_PAGE_SIZE, PAGE_SIZE, Page, PageRequest
from lyceum.platform.shapes import Shape, show_all


class PageQuery(serializers.Serializer[Any]):
    """The paging parameters of every list."""

    page = serializers.IntegerField(min_value=1, default=1, help_text="Which page, from 1.")
    page_size = serializers.IntegerField(
        min_value=1, max_value=MAX_PAGE_SIZE, default=PAGE_SIZE, help_text="Items on a page."
    )


def page_of(params: dict[str, Any]) -> PageRequest:
    """Make the page request from validated parameters.

    Raises:
        InvalidError: the page lies deeper than lists are read.
    """
    request = PageRequest(number=params["page"], size=params["page_size"])
    if request.skip >= MAX_DEPTH:
        message = f"Lists are read to {MAX_DEPTH} items; narrow the search."
        raise InvalidError(message, errors=(FieldError(field="page", code="too_deep", message=message),))
    return request


def page_response(
    request: Request,
    page: Page[Any],
    asked: PageRequest,
    shape: Shape,
) -> Response:
    """Answer with one page in the envelope of every list."""
    more = page.count > asked.skip + len(page.items) or (page.count_is_lower_bound and len(page.items) == asked.size)
    body = {
        "count": page.count,
        "next": _link(request, asked.number + 1) if more else None,
        "previous": _link(request, asked.number - 1) if asked.number > 1 else None,
        "results": show_all(shape, page.items),
    }
    if page.count_is_lower_bound:
        body["count_is_lower_bound"] = True
    return Response(body)


def _link(request: Request, number: int) -> str:
    """Return a relative link to another page of the same list."""
    query = request.query_params.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
