"""Views by the first word of their path."""

import pytest
from django.http import HttpResponse
from django.urls import Resolver404, path, re_path

from lyceum.platform.first_words import FirstWordResolver


def view(request, **_parts):
    return HttpResponse()


RESOLVER = FirstWordResolver(
    "api/",
    [
        path("courses/", view, name="courses"),
        path("notes/", view, name="notes"),
        path("courses/<str:id>/copy/", view, name="copy"),
        re_path(r"^notes/(?P<id>\d+)/$", view, name="note"),
    ],
)


@pytest.mark.parametrize(
    ("address", "name", "parts"),
    [
        ("api/courses/", "courses", {}),
        ("api/courses/7/copy/", "copy", {"id": "7"}),
        ("api/notes/", "notes", {}),
        ("api/notes/7/", "note", {"id": "7"}),
    ],
)
def test_a_view_is_found_among_those_that_share_its_word(address, name, parts):
    found = RESOLVER.resolve(address)
    assert (found.url_name, found.kwargs) == (name, parts)


@pytest.mark.parametrize(
    "address", ["", "api/", "courses/", "api/unknown/", "api/courses", "api/courses/7/", "api/note/"]
)
def test_other_paths_have_no_view(address):
    with pytest.raises(Resolver404):
        RESOLVER.resolve(address)


def test_a_pattern_without_a_word_of_its_own_is_refused():
    with pytest.raises(ValueError, match="does not begin with a word"):
        FirstWordResolver("api/", [path("<str:id>/", view)]).resolve("api/courses/")
