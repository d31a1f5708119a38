"""The process in which one large page is read: `python -m crawler.documents.large_page_child`, a
line of JSON and the page in, facts out.
"""

import resource
import sys

from crawler.documents.child import hand_over, limit, refuse

CPU_SECONDS = 7  # 5 for the page (docs/faults.md §2), and what it takes to start
DATA = 250 << 20  # bytes of memory of its own
ADDRESSES = 1 << 30
OUTPUT_BYTES = 64 << 20


def main() -> None:
    """Shut this process in, read standard input, write the facts to standard output."""
    limit(memory=ADDRESSES, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    from crawler.documents.large_page import facts_to, from_parent, too_much
    from crawler.extract.page import read_page

    answer, context = from_parent(sys.stdin.buffer)
    sys.addaudithook(refuse)
    resource.setrlimit(resource.RLIMIT_DATA, (DATA, DATA))
    try:
        facts = read_page(answer, context)
    except MemoryError:
        facts = too_much(f"more than {DATA >> 20} MB of memory")
    hand_over(facts_to(facts))


if __name__ == "__main__":
    main()
