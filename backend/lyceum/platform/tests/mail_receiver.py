"""A mail server for tests: takes what is sent to it over SMTP, and can be away."""

import re
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from tests.stores import free_port


class MailReceiver:
    """Runs in a thread; `mails` holds what arrived. `refusals` are replies to addresses that it does not take."""

    def __init__(self):
        self.mails = []
        self.refusals = {}
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self._controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: ARG002, N802 - as below
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: ARG002, N802 - aiosmtpd's signature
        self.mails.append(ReceivedMail(envelope))
        return "250 OK"


class ReceivedMail:
    """One mail as it arrived."""

    def __init__(self, envelope):
        self.to = envelope.rcpt_tos
        self.content = envelope.content
        self.message = message_from_bytes(envelope.content, policy=policy.default)

    @property
    def subject(self):
        return self.message["Subject"]

    @property
    def text(self):
        return self.message.get_body(("plain",)).get_content().replace("\r\n", "\n")

    @property
    def html(self):
        return self.message.get_body(("html",)).get_content().replace("\r\n", "\n")

    @property
    def token(self):
        """The token in the link of the mail."""
        [token] = re.findall(r"#token=(\S+)", self.text)
        return token
