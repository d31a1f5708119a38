"""What one answer and one dead host may cost, whichever way they are asked (docs/faults.md §2).
Bytes and lines.
"""

MAX_BODY = 8 << 20  # of a page, before and after decompression
MAX_HEADER_BYTES = 64 << 10  # of everything before the body
MAX_HEADER_LINES = 200
FAILURES_ALLOWED = 3  # of a host in one crawl, then it is left alone
