"""E-mail by ourselves: apprise makes a new Message-ID at every try, and a retry must be known as
the same letter.

Apprise reads the address (`mailto://`, `mailtos://`: server templates, security modes, several
recipients); the letter is `email.message.EmailMessage`, which refuses line breaks in headers
(docs/stack.md §12), sent by smtplib.
"""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from io import BufferedReader
from typing import Any

from apprise.plugins.email import NotifyEmail

from monitor.alerts.not_taken import NoWord
from store.outbox import WaitingMessage

SECONDS = 30
MOST_SAID = 1 << 20  # bytes of a connection's answers; a letter's are a few hundred
WITHOUT_END = "the server answers without end"
IMPLICIT_TLS_PORT = 465


def is_email(service: object) -> bool:
    return isinstance(service, NotifyEmail)


def send_email(service: Any, message: WaitingMessage, at: datetime) -> str:
    """Send to every recipient of the service; "" when all were accepted, else what the server said,
    without secrets.

    A letter of several recipients counts as taken only when every one was accepted.
    """
    try:
        with _connected(service) as server:
            written = letter(
                service, message.subject, message.body, message.message_id, at, message.html
            )
            refused = server.send_message(written, to_addrs=_recipients(service))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _said(error)
    return _each(refused)


def greet(service: Any) -> str:
    """Connect, secure and log in, and go again; "" when the server let us in, else what it said,
    without secrets.
    """
    try:
        with _connected(service) as server:
            server.noop()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _said(error)
    return ""


def letter(
    service: Any, subject: str, body: str, message_id: str, at: datetime, html: str = ""
) -> EmailMessage:
    """The letter itself, as text, and as HTML where there is any. Raises ValueError for a line
    break in a header.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((_no_code(str(service.from_addr[0] or "")), service.from_addr[1]))
    message["To"] = ", ".join(
        formataddr((_no_code(name or ""), address)) for name, address in service.targets
    )
    if service.cc:
        message["Cc"] = ", ".join(sorted(service.cc))
    message["Subject"] = _no_code(subject)
    message["Message-ID"] = f"<{message_id}>"
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies
    message.set_content(body, cte="base64" if not body.isascii() else "7bit")
    if html:
        message.add_alternative(html, subtype="html", cte="base64")
    return message


def _no_code(text: str) -> str:
    """A word that looks encoded (=?utf-8?q?=0ABcc:_x?=) is decoded by the library when it folds the
    line, line break and all.
    """
    return text.replace("=?", "= ?")


def _connected(service: Any) -> AbstractContextManager[smtplib.SMTP]:
    """Connected, secured and logged in as the address asks.

    Apprise takes `mailtos://…:465` for STARTTLS; port 465 speaks TLS from its first byte and would
    hang, so there the port decides.
    """
    context = ssl.create_default_context()
    if not service.verify_certificate:
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    port = service.port or _DEFAULT_PORTS[service.secure_mode]
    is_starttls = service.secure_mode == "starttls" and port != IMPLICIT_TLS_PORT
    if service.secure_mode == "insecure" or is_starttls:
        server = _Plain(service.smtp_host, port, timeout=SECONDS)
    else:
        server = _Encrypted(service.smtp_host, port, timeout=SECONDS, context=context)
    try:
        if is_starttls:
            server.starttls(context=context)
        if service.user and service.password:
            server.login(service.user, service.password)
    except BaseException:
        server.close()
        raise
    return server


class _TooMuch(OSError):
    """smtplib keeps every line of an answer until the last one, and takes any number of them."""


class _Counted:
    """The lines that a server says, up to MOST_SAID bytes."""

    def __init__(self, lines: BufferedReader) -> None:
        self._lines, self._left = lines, MOST_SAID

    def readline(self, most: int) -> bytes:
        line = self._lines.readline(most)
        self._left -= len(line)
        if self._left < 0:
            raise _TooMuch
        return line

    def close(self) -> None:
        self._lines.close()


class _Plain(smtplib.SMTP):
    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Counted(self.sock.makefile("rb"))
        return super().getreply()


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    """TLS from the first byte."""


def _recipients(service: Any) -> list[str]:
    return [address for _, address in service.targets] + sorted(service.cc) + sorted(service.bcc)


def _said(error: Exception) -> str:
    """The server's answer or the failure's name; never the exchange, which may hold the password."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _each(error.recipients)
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"
    if isinstance(error.__context__, _TooMuch):
        return NoWord(WITHOUT_END)
    name = type(error).__name__
    if not isinstance(error, OSError) or _is_answer(error):
        return name
    return NoWord(f"{name}: {error.strerror}" if error.strerror else name)


def _is_answer(error: OSError) -> bool:
    """Whether a server spoke: every failure of smtplib but a line that was cut."""
    is_cut = isinstance(error, smtplib.SMTPServerDisconnected)
    return isinstance(error, smtplib.SMTPException) and not is_cut


def _each(refused: Mapping[str, tuple[int, bytes | str]]) -> str:
    return "; ".join(f"{address}: {code}" for address, (code, _) in sorted(refused.items()))


_DEFAULT_PORTS = {"insecure": 25, "ssl": 465, "starttls": 587}
