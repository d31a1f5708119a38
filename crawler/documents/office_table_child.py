"""The process in which the office's table is read: `python -m
crawler.documents.office_table_child`, bytes in, JSON out.
"""

import sys

from crawler.documents.child import hand_over, limit, refuse
from crawler.documents.limits import CPU_SECONDS, MEMORY, OUTPUT_BYTES


def main() -> None:
    limit(memory=MEMORY, cpu_seconds=CPU_SECONDS, output_bytes=OUTPUT_BYTES)
    from config.office_table.table_file import table_sheets
    from crawler.documents.office_table import FAR, to_json
    from crawler.extract.grids.biff_guard import BiffRefused, safe_xls
    from crawler.extract.grids.zip_guard import ZipRefused, safe_xlsx

    body = sys.stdin.buffer.read()
    sys.addaudithook(refuse)
    guards = {b"PK\x03\x04": safe_xlsx, b"\xd0\xcf\x11\xe0": safe_xls}
    guard = guards.get(body[:4])
    try:
        # What reaches too far is thinned by the guard; here it is a person's to look at.
        if guard is not None and guard(body) != body:
            hand_over(to_json(FAR))
    except (ZipRefused, BiffRefused) as refused:
        hand_over(to_json(FAR if "far" in str(refused) else None))
    sheets, problems = table_sheets(body, "")
    hand_over(to_json(None if problems else sheets))


if __name__ == "__main__":
    main()
