"""The process in which one large page is read: `python -m crawler.documents.large_page_child`, a
line of JSON and the page in; out comes what the argument names, facts, lines or look.
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
    from crawler.documents.page_lines import page_lines
    from crawler.documents.sanitizing import sanitized
    from crawler.extract.page import read_page

    answer, context = from_parent(sys.stdin.buffer)
    sys.addaudithook(refuse)
    resource.setrlimit(resource.RLIMIT_DATA, (DATA, DATA))
    make = {
        "facts": lambda: facts_to(read_page(answer, context)),
        "lines": lambda: _text("\n".join(page_lines(answer, context))),
        "look": lambda: _text(sanitized(answer.body, answer.declared_type)),
    }
    what = sys.argv[1]
    try:
        sent = make[what]()
    except MemoryError:
        why = f"more than {DATA >> 20} MB of memory"
        sent = facts_to(too_much(why)) if what == "facts" else b""
    hand_over(sent)


def _text(text: str) -> bytes:
    return text.encode("utf-8", "replace")


if __name__ == "__main__":
    main()
