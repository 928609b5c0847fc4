"""Mail from template to a real receiver, and where an address says that it goes."""

import pytest
from django.conf import settings

from lyceum.platform import mail
from lyceum.platform.environment import SettingError
from lyceum.platform.mail_texts import render_for_mail
from lyceum.platform.mail_url import mailer_of
from lyceum.platform.tests.mail_receiver import MailReceiver

TEMPLATE = "accounts/mail/{language}/invitation.txt"
CONTEXT = {"name": "Ada <b>", "username": "ada", "link": "https://school.example/set-password#token=x"}


@pytest.fixture
def receiver(monkeypatch):
    with MailReceiver() as running:
        monkeypatch.setattr(settings, "MAILERS", {"default": mailer_of(running.url)})
        yield running


def test_message_arrives_as_text_and_html(receiver):
    mail.send(mail.compose(TEMPLATE, language="en", context=CONTEXT), to="ada@example.org")

    [received] = receiver.mails
    assert received.to == ["ada@example.org"]
    assert received.subject == "You are invited to Lyceum"
    assert "Hello Ada <b>," in received.text
    assert f"Choose a password:\n{CONTEXT['link']}" in received.text
    assert "Hello Ada &lt;b&gt;," in received.html
    assert f'href="{CONTEXT["link"]}"' in received.html
    assert received.message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("language", "lang", "direction"),
    [("en", "en", "ltr"), ("ar", "ar", "rtl"), ("ar-EG", "ar", "rtl"), ("xx", "en", "ltr"), ("../en", "en", "ltr")],
)
def test_message_is_in_the_readers_language(language, lang, direction):
    message = mail.compose(TEMPLATE, language=language, context=CONTEXT)

    assert f'lang="{lang}" dir="{direction}"' in message.html


def test_server_that_is_away_is_told_without_the_address(receiver):
    receiver.stop()

    with pytest.raises(mail.MailNotSentError) as refused:
        mail.send(mail.compose(TEMPLATE, language="en", context=CONTEXT), to="ada@example.org")

    assert "ada" not in repr(refused.value)


@pytest.mark.parametrize(
    ("reply", "kind", "reason"),
    [
        ("550 5.1.1 No such person", mail.MailRefusedError, "SMTPRecipientsRefused 550"),
        ("552 5.2.2 The mailbox is full", mail.MailRefusedError, "SMTPRecipientsRefused 552"),
        ("450 4.2.0 Greylisted, come back later", mail.MailNotSentError, "SMTPRecipientsRefused"),
    ],
)
def test_an_address_that_is_refused_for_ever_is_told_from_one_that_has_to_wait(receiver, reply, kind, reason):
    receiver.refusals["ada@example.org"] = reply

    with pytest.raises(kind) as refused:
        mail.send(mail.compose(TEMPLATE, language="en", context=CONTEXT), to="ada@example.org")

    assert str(refused.value) == reason


RICH = r"""
# What is *new*

We meet at <b onclick="x()">ten</b> in [the lesson](lesson:abc), see [here](/help/ "x") or <https://example.org>.

- one & two
- $a^2 = \frac{1}{b}$

3. ![A map](media:m1)

<script>alert(1)</script><a href="javascript:x()">no link</a>

{{quiz:q1}}

```
if a < b:

    pass
```
>> Pay here | https://evil.example
"""


def test_markdown_becomes_text_without_marks_and_clean_html():
    rich = render_for_mail(RICH, lesson=lambda reference: f"https://school.example/lessons/{reference}")

    site, example = settings.PUBLIC_URL, "https://example.org"
    assert rich.text.split("\n\n")[:4] == [
        "What is new",
        f"We meet at ten in the lesson (https://school.example/lessons/abc), see here ({site}/help/) or {example}.",
        "- one & two\n- a^2 = \\frac{1}{b}",
        "3. A map",
    ]
    assert "if a < b:\n\n    pass" in rich.text
    assert f'<a href="{site}/help/">here</a>' in rich.html
    assert "<h2>What is <em>new</em></h2>" in rich.html
    for forbidden in ("onclick", "script", "javascript", "<img", "quiz", "media:", "alert"):
        assert forbidden not in rich.html + rich.text


def test_rich_text_stands_in_a_mail_as_it_is_and_makes_no_buttons():
    rich = render_for_mail(RICH, lesson=str)
    context = {"title": "News", "course_title": "Algebra", "body": rich, "link": "https://x.example", "unsubscribe": ""}

    message = mail.compose("notifications/mail/{language}/announcement.txt", language="en", context=context)

    assert rich.text in message.text
    assert f'<div dir="auto">{rich.html}</div>' in message.html
    assert 'href="https://evil.example' not in message.html


def test_a_text_with_line_breaks_makes_neither_paragraphs_nor_buttons():
    name = "Ada\n\n>> Sign in again | https://evil.example\u2028x"
    message = mail.compose(TEMPLATE, language="en", context={**CONTEXT, "name": name})

    assert "Hello Ada >> Sign in again | https://evil.example x," in message.text
    assert 'href="https://evil.example' not in message.html


def test_the_address_to_unsubscribe_at_is_neither_folded_nor_encoded(receiver):
    """Mail programs read it as RFC 2369 says; an encoded word is none of its forms."""
    link = f"<https://school.example/unsubscribe/?token={'x' * 200}>"
    message = mail.compose(TEMPLATE, language="en", context=CONTEXT)

    mail.send(message, to="ada@example.org", headers={"List-Unsubscribe": link})

    assert f"\r\nList-Unsubscribe: {link}\r\n".encode() in receiver.mails[0].content


def test_subject_cannot_bring_headers(receiver):
    message = mail.Message(subject="Hello\nBcc: all@example.org", text="x", html="x")

    with pytest.raises(ValueError, match="linefeed"):
        mail.send(message, to="ada@example.org")


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://mail.example", {"host": "mail.example", "port": None, "username": ""}),
        ("smtps://a%40b:p%2Fw@mail.example:466", {"username": "a@b", "password": "p/w", "port": 466, "use_ssl": True}),
        ("smtp+starttls://mail.example:587", {"use_tls": True, "port": 587}),
    ],
)
def test_address_of_a_mail_server_is_read(url, options):
    assert mailer_of(url)["OPTIONS"].items() >= options.items()


@pytest.mark.parametrize("url", ["", "mail.example", "http://mail.example", "smtp://"])
def test_what_is_no_address_of_a_mail_server_is_refused(url):
    with pytest.raises(SettingError):
        mailer_of(url)
