"""The process in which one table of units is read: `python -m app.units_table_child`, its bytes in, its
sheets out as JSON, null where it is no table.
"""

import json
import sys

from crawler.documents.child import hand_over, limit, refuse
from crawler.documents.limits import CPU_SECONDS, MEMORY, OUTPUT_BYTES


def main() -> None:
    """Shut this process in, read standard input, write what its sheets hold."""
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    from config.office_table.table_file import table_sheets

    body = sys.stdin.buffer.read()
    sys.addaudithook(refuse)
    sheets, problems = table_sheets(body, "")
    hand_over(json.dumps(None if problems else sheets).encode())


if __name__ == "__main__":
    main()
