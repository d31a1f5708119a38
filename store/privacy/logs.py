"""Log lines without persons' numbers and without tokens: an address or a page's words may stand in
any of them.
"""

import logging
import re

from store.privacy.masking import has_number, mask_address
from store.privacy.numbers import mask

# By which programs read for a person; the name of one stands in no log.
READS_WITH = "gk_"
_TOKEN = re.compile(rf"{READS_WITH}[A-Za-z0-9_-]{{20,}}")


class MaskedFormatter(logging.Formatter):
    """The last gate of a log: whatever was said, message and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return masked_line(super().format(record))


def masked_line(text: str) -> str:
    """Words, tokens, and addresses that spell a number behind percent signs, masked."""
    masked = mask(_TOKEN.sub(f"{READS_WITH}***", text))
    if "%" not in masked:
        return masked
    return " ".join(mask_address(word) if has_number(word) else word for word in masked.split(" "))
