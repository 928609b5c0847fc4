"""Mail: a message from a template in the reader's language, and sending it.

Only the worker sends, as errands: no request waits for a mail server, and what cannot be sent now is
tried again. A template is one text per language, `{capability}/mail/{language}/{name}.txt`: its first line is the
subject, the rest are paragraphs; a paragraph `>> Label | address` becomes a link in the text and a button in the
HTML, which is made from the same paragraphs. A paragraph that is a `RichText` of the context has a form for each.
"""

import re
import smtplib
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.policy import EmailPolicy, Policy, default
from email.utils import parseaddr
from typing import Any, Final, cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, make_msgid
from django.template.loader import render_to_string, select_template

from lyceum.platform.errands import HopelessError
from lyceum.platform.mail_texts import RichText

FALLBACK_LANGUAGE: Final = "en"
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_PERMANENT: Final = 500
_BUTTON: Final = re.compile(r">> (?P<label>.+) \| (?P<address>https?://\S+)")


class MailNotSentError(Exception):
    """The mail server is away or did not take the message now; says nothing about the receiver."""


class MailRefusedError(HopelessError):
    """The mail server will never take this message for this address; says why by the code of its reply (RFC 5321)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of a message; one with an address is a link, one with `html` (which is clean) more than a line."""

    text: str
    address: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail before it has a receiver."""

    subject: str
    text: str
    html: str


def compose(template: str, *, language: str, context: Mapping[str, object]) -> Message:
    """Make a message; `template` is such as `accounts/mail/{language}/invitation.txt`.

    Each text of the context stands in one line: a title with line breaks must not become a paragraph of its own.
    `language` is a tag (BCP 47); where there is no text for it, its first part and then English are taken.
    """
    candidates = _languages(language)
    found = select_template([template.format(language=candidate) for candidate in candidates])
    chosen = next(tag for tag in candidates if found.template.name == template.format(language=tag))
    rich = {f"\0{name}\0": value for name, value in context.items() if isinstance(value, RichText)}
    marks = {mark.strip("\0"): mark for mark in rich}
    lines = {name: _in_one_line(value) for name, value in context.items()}
    subject, _, body = found.render({**lines, **marks, "site": settings.SITE_NAME}).strip().partition("\n")
    paragraphs = [_paragraph(piece, rich) for piece in body.strip().split("\n\n")]
    layout = {"subject": subject, "paragraphs": paragraphs, "language": chosen, "direction": _direction(chosen)}
    return Message(
        subject=subject,
        text="\n\n".join(_as_text(paragraph) for paragraph in paragraphs) + "\n",
        html=render_to_string("mail/layout.html", layout),
    )


def send(message: Message, *, to: str, headers: Mapping[str, str] | None = None) -> None:
    """Send a message to one address, with further headers or others in the place of ours.

    Raises:
        MailNotSentError: it was not taken; the errand is tried again.
        MailRefusedError: it never will be; the errand is given up.
    """
    standing = {"Auto-Submitted": "auto-generated", "Message-ID": make_msgid(domain=sender_domain())}
    mail = _Mail(
        message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [to], headers={**standing, **(headers or {})}
    )
    mail.attach_alternative(message.html, "text/html")
    try:
        mail.send()
    except (smtplib.SMTPException, OSError) as error:  # the reason may hold the address, so only its kind is kept
        raise _refusal(error) from None


def sender_domain() -> str:
    """Return the domain that our mails come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]


def _refusal(error: smtplib.SMTPException | OSError) -> MailNotSentError | MailRefusedError:
    """Tell a refusal of this address or message from a server that is away, busy or does not know us.

    A 5yz reply to the address or to the message is for ever; one to our greeting, password or sender is a matter of
    settings, which somebody will put right.
    """
    code = 0
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min((code for code, _ in error.recipients.values()), default=0)
    elif isinstance(error, smtplib.SMTPDataError):
        code = error.smtp_code
    if code >= _PERMANENT:
        return MailRefusedError(f"{type(error).__name__} {code}")
    return MailNotSentError(type(error).__name__)


class _WholeHeader(UnstructuredHeader, BaseHeader):
    """A header that stays as it is: the address of RFC 2369 is neither folded nor encoded."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers: Final = HeaderRegistry()
_headers.map_to_type("List-Unsubscribe", _WholeHeader)


class _Mail(EmailMultiAlternatives):
    def message(self, *, policy: "Policy[Any] | None" = None) -> Any:  # noqa: ANN401 - the stubs name the old class
        given = cast("EmailPolicy[Any]", policy or default)
        return super().message(policy=given.clone(header_factory=_headers))


def _in_one_line(value: object) -> object:
    if isinstance(value, list):
        return [_in_one_line(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def _languages(tag: str) -> list[str]:
    return list(dict.fromkeys([tag, tag.partition("-")[0], FALLBACK_LANGUAGE]))


def _direction(language: str) -> str:
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _paragraph(piece: str, rich: Mapping[str, RichText]) -> Paragraph:
    own = rich.get(piece.strip())
    if own is not None:
        return Paragraph(text=own.text, html=own.html)
    button = _BUTTON.fullmatch(piece.strip())
    if button is None:
        return Paragraph(text=" ".join(piece.split()))
    return Paragraph(text=button["label"], address=button["address"])


def _as_text(paragraph: Paragraph) -> str:
    return f"{paragraph.text}:\n{paragraph.address}" if paragraph.address else paragraph.text
