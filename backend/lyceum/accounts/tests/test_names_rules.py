"""Names: what may be one, and when two are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.accounts.errors import UnfitNameError
from lyceum.accounts.rules.names import check_email, check_username, name_key
from lyceum.accounts.rules.origins import is_own_origin
from lyceum.accounts.rules.profiles import check_name, check_profile

letters = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=30)


@given(letters)
def test_key_of_a_key_is_itself(text):
    assert name_key(name_key(text)) == name_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada", "aDA"), ("straße", "STRASSE"), ("\ufb01nn", "FINN"), ("A\u030a", "\u00e5"), ("\uff21da", "ada")],
)
def test_names_that_look_alike_are_one_name(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize("username", ["ada", "Ada.Lovelace+1", "żółw", "李", "a" * 64])
def test_username_of_letters_digits_and_signs_is_fit(username):
    check_username(username)


@pytest.mark.parametrize(
    "username", ["", "a@b", "a\uff20b", "ada lovelace", "ada\x00", "ada\n", "a/b", "<b>", "a" * 65]
)
def test_other_usernames_are_refused(username):
    with pytest.raises(UnfitNameError) as refused:
        check_username(username)
    assert refused.value.errors[0].field == "username"


@pytest.mark.parametrize(
    "email", ["", "ada", "a@b", "a@@b.c", "a b@c.de", "a@b.c\n", "a@b\u200bc.de", "a" * 250 + "@b.de"]
)
def test_text_without_the_form_of_an_address_is_refused(email):
    with pytest.raises(UnfitNameError):
        check_email(email)


@pytest.mark.parametrize("name", ["Ada\nBcc: x", "Ada\x1b[1m", "\u202eadA", "\u200b", " \u2060\u00ad"])
def test_name_that_breaks_or_reorders_lines_or_cannot_be_seen_is_refused(name):
    with pytest.raises(UnfitNameError):
        check_name(name)


@pytest.mark.parametrize("changes", [{"locale": "english!"}, {"timezone": "Mars/Olympus"}])
def test_profile_names_real_places_only(changes):
    with pytest.raises(UnfitNameError):
        check_profile(changes)


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        ("http://lyceum.test", True),
        ("https://app.test", True),
        ("https://evil.test", False),
        ("http://lyceum.test.evil.test", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_only_our_host_and_trusted_origins_are_ours(origin, is_own):
    assert is_own_origin(origin, host="lyceum.test", trusted=["https://app.test"]) is is_own
