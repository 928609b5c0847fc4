"""Mails about what has happened, sent by errands: at least once, and at most once more for each worker that is killed.

That a mail has left is noted right after; its Message-ID derives from the fact, so that a mailbox knows a second copy.
"""

from collections.abc import Mapping

from bson import ObjectId
from django.conf import settings

from lyceum.accounts import public as accounts
from lyceum.accounts.public import Correspondent
from lyceum.notifications.documents import sent_mails
from lyceum.notifications.rules.kinds import Channel
from lyceum.notifications.selectors.facts import Fact
from lyceum.notifications.selectors.preferences import get_preferences, wants
from lyceum.notifications.selectors.unsubscribe_links import Subscription, make_unsubscribe_link
from lyceum.platform import mail
from lyceum.platform.clock import utc_now
from lyceum.platform.ids import derive_id
from lyceum.platform.mail_texts import RichText


def mail_fact(fact: Fact, *, further: Mapping[str, RichText] | None = None) -> None:
    """Mail a person what has happened, unless they do not want that or have gone; `further` is for the text.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    mark_id = derive_id("mail", fact.recipient_id, *fact.parts)
    if not wants(get_preferences(fact.recipient_id), fact.kind, Channel.MAIL):
        return
    context = {**fact.data, **(further or {}), "link": f"{settings.PUBLIC_URL}{fact.path}"}
    send_once(mark_id, Subscription(person_id=fact.recipient_id, subject=fact.kind.value), context=context)


def send_once(mark_id: ObjectId, subscription: Subscription, *, context: Mapping[str, object]) -> None:
    """Send the mail of a subscription, unless one with this mark has left or the person has gone.

    Raises:
        MailNotSentError: the mail server did not take it.
    """
    if sent_mails.find_by_id(mark_id) is not None:
        return
    person = accounts.find_correspondent(subscription.person_id)
    if person is None:
        return
    _send(person, subscription, mark_id=mark_id, context=context)
    sent_mails.update({"_id": mark_id}, {"$set": {"sent_at": utc_now()}}, upsert=True)


def _send(
    person: Correspondent, subscription: Subscription, *, mark_id: ObjectId, context: Mapping[str, object]
) -> None:
    unsubscribe = make_unsubscribe_link(subscription)
    template = "notifications/mail/{language}/" + subscription.subject + ".txt"
    message = mail.compose(
        template, language=person.language, context={**context, "name": person.name, "unsubscribe": unsubscribe}
    )
    headers = {
        "Message-ID": f"<{mark_id}@{mail.sender_domain()}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
    mail.send(message, to=person.email, headers=headers)
