"""Log lines without persons' numbers: an address or a page's words may stand in any of them."""

import logging

from store.privacy.masking import has_number, mask_address
from store.privacy.numbers import mask


class MaskedFormatter(logging.Formatter):
    """The last gate of a log: whatever was said, message and traceback alike."""

    def format(self, record: logging.LogRecord) -> str:
        return masked_line(super().format(record))


def masked_line(text: str) -> str:
    """Words, and addresses that spell a number behind percent signs, masked."""
    masked = mask(text)
    if "%" not in masked:
        return masked
    return " ".join(mask_address(word) if has_number(word) else word for word in masked.split(" "))
