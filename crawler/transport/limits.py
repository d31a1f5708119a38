"""What one answer may cost, whichever way it comes (docs/faults.md §2, W5, W6). Bytes and lines."""

MAX_BODY = 8 << 20  # of a page, before and after decompression
MAX_HEADER_BYTES = 64 << 10  # of everything before the body
MAX_HEADER_LINES = 200
