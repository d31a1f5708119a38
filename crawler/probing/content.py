"""Last stage: what the answer is, by the reader that the spider asks too, and then its certificate."""

from datetime import date, datetime

from cryptography import x509

from config.rulebook import Rulebook
from crawler.errnos import Settled
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.probing.http import Answered
from crawler.probing.tls import TOO_OLD
from crawler.transport.certificate import fault_of_leaf
from store.outcomes import Outcome
from store.records import PageFacts


def read(answer: Answered, url: str, as_of: date, rulebook: Rulebook | None) -> PageFacts:
    """The answer's facts. Never raises; waits for a child where it is a document.

    The reader is loaded with the first answer: a night whose probes meet none does without.
    """
    from crawler.documents.answers import read_answer

    received = ReceivedAnswer(answer.body, url, answer.status, answer.headers)
    return read_answer(received, ReadingContext(as_of, rulebook))


def settled(
    facts: PageFacts, host: str, certificate: x509.Certificate | None, old_tls: str, now: datetime
) -> Settled:
    """The visit's end. A fault of HTTPS is told of a page otherwise fine: worse news first."""
    if facts.outcome is not Outcome.OPEN:
        return facts.outcome, facts.outcome_reason
    if old_tls:
        return Outcome.TLS_LEGACY, TOO_OLD.format(version=old_tls)
    fault = fault_of_leaf(certificate, host, now) if certificate is not None else None
    return fault or (Outcome.OPEN, facts.outcome_reason)
