"""The process in which one large page is read: `python -m crawler.documents.large_page_child`, a
line of JSON and the page in, facts out.
"""

import json
import os
import resource
import sys
from datetime import date

from crawler.documents.child import limit, refuse

CPU_SECONDS = 7  # 5 for the page (docs/faults.md §2), and what it takes to start
DATA = 250 << 20  # bytes of memory of its own
ADDRESSES = 1 << 30
OUTPUT_BYTES = 64 << 20


def main() -> None:
    limit(memory=ADDRESSES, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    from config.rulebook import Rulebook
    from crawler.documents.large_page import facts_to, too_much
    from crawler.extract.page import read_page

    asked = json.loads(sys.stdin.buffer.readline())
    body = sys.stdin.buffer.read()
    sys.addaudithook(refuse)
    resource.setrlimit(resource.RLIMIT_DATA, (DATA, DATA))
    try:
        facts = read_page(
            body,
            url=asked["url"],
            headers=asked["headers"],
            status=asked["status"],
            content_type=asked["content_type"],
            as_of=date.fromisoformat(asked["as_of"]),
            rulebook=Rulebook.model_validate_json(asked["rulebook"]) if asked["rulebook"] else None,
            masks=frozenset(asked["masks"]),
        )
    except MemoryError:
        facts = too_much(f"more than {DATA >> 20} MB of memory")
    sys.stdout.buffer.write(facts_to(facts))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
