"""Bodies of the API: strict JSON in, JSON or problem documents (RFC 9457) out.

Apart from `http`, because DRF loads these classes while it loads its views.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from rest_framework import exceptions, parsers
from rest_framework.renderers import JSONRenderer

PROBLEM_JSON: Final = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """JSON, labelled as a problem document where the answer is one."""

    charset = None

    def render(
        self,
        data: Any,  # noqa: ANN401 - DRF renders any data
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Render, and set the content type of refusals."""
        response = (renderer_context or {}).get("response")
        if response is not None and getattr(response, "is_problem", False):
            response["Content-Type"] = PROBLEM_JSON
        return super().render(data, accepted_media_type, renderer_context)


class StrictJSONParser(parsers.JSONParser):
    """JSON bodies; what cannot be read, nested without end included, is the client's error."""

    def parse(
        self,
        stream: Any,  # noqa: ANN401 - a WSGI stream
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:  # noqa: ANN401 - JSON holds anything
        """Parse the body.

        Raises:
            ParseError: it is not JSON that can be stored as UTF-8.
        """
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except (RecursionError, UnicodeError):
            raise exceptions.ParseError("The body cannot be read as JSON.") from None
        if not isinstance(data, dict):
            raise exceptions.ParseError("The body must be a JSON object.")
        return data
