"""Hostile hosts by someone who had not read the code; importing this fills the table."""

from . import connection, encodings, framing, markup, papers, redirects
from .table import STRANGERS, Stranger

__all__ = [
    "STRANGERS",
    "Stranger",
    "connection",
    "encodings",
    "framing",
    "markup",
    "papers",
    "redirects",
]
