"""The link in mails that ends them, without signing in."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from lyceum.notifications.selectors.unsubscribe_links import (
    Subscription,
    find_reader_language,
    read_unsubscribe_token,
)
from lyceum.notifications.services.preferences import unsubscribe
from lyceum.platform.bodies import StrictJSONParser
from lyceum.platform.contract import problems
from lyceum.platform.security import FORM_POLICY

TOKEN: Final = OpenApiParameter("token", str, OpenApiParameter.QUERY, required=True, description="From the mail.")
PAGE: Final = {(200, "text/html"): OpenApiTypes.STR}


class TakesAnything(DefaultContentNegotiation):
    """Refusals come as problem documents, also to a program that asks for pages only."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Take the first renderer, whatever the client accepts."""
        del request, format_suffix
        first = next(iter(renderers))
        return first, first.media_type


class UnsubscribeView(APIView):
    """`notifications/unsubscribe/`."""

    content_negotiation_class = TakesAnything

    authentication_classes = ()
    permission_classes = (AllowAny,)
    parser_classes = (FormParser, MultiPartParser, StrictJSONParser)

    @extend_schema(
        tags=["notifications"],
        summary="Show which mails a link ends",
        description="A page with one button. It changes nothing: programs open the links of mails to look at them.",
        parameters=[TOKEN],
        responses={**PAGE, **problems(404)},
        auth=[],
    )
    def get(self, request: Request) -> HttpResponse:
        """Show the page."""
        return _page(read_unsubscribe_token(request.query_params.get("token", "")), is_done=False)

    @extend_schema(
        tags=["notifications"],
        summary="End the mails of a link",
        description="One click (RFC 8058), by the mail program or the button of the page. Again: changes nothing.",
        parameters=[TOKEN],
        request={"application/x-www-form-urlencoded": OpenApiTypes.OBJECT},
        responses={**PAGE, **problems(404)},
        auth=[],
    )
    def post(self, request: Request) -> HttpResponse:
        """End the mails."""
        subscription = read_unsubscribe_token(request.query_params.get("token", ""))
        unsubscribe(subscription)
        return _page(subscription, is_done=True)


def _page(subscription: Subscription, *, is_done: bool) -> HttpResponse:
    language = find_reader_language(subscription.person_id)
    context = {"language": language, "subject": subscription.subject, "is_done": is_done}
    page = render_to_string("notifications/unsubscribe.html", context)
    return HttpResponse(
        page, headers={"Content-Security-Policy": FORM_POLICY.decode(), "Referrer-Policy": "no-referrer"}
    )
