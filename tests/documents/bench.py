"""`python -m tests.documents.bench`: how long documents take, the start of their child included.
Prints a line each.

A pdf of 22 pages with 11 ruled tables; an xlsx of one stray far cell (docs/faults.md D5); an old
workbook with one.
"""

import resource
from time import monotonic, process_time

from crawler.documents.sandbox import read_document
from tests.documents.bombs import far_cell, old_workbook
from tests.documents.pdf_writer import Page, pdf
from tests.extract.money.layouts import LAYOUTS

PAGES, TABLES = 22, 11


def main() -> None:
    stray = old_workbook(
        [(0, 0, "项目"), (0, 1, "金额"), (1, 0, "办公费"), (1, 1, 1.0), (65_535, 255, 1.0)]
    )
    for name, body in (
        ("pdf, 22 pages, 11 tables", _long_pdf()),
        ("xlsx, one far cell", far_cell()),
        ("xls, one far cell", stray),
    ):
        began, busy = monotonic(), process_time()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        reading = read_document(body, "附件")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"{name}: {monotonic() - began:.2f} s wall, {process_time() - busy + child:.2f} s of processor, "
            f"{after.ru_maxrss // 1024} MB at most so far, {len(reading.grids)} tables {reading.unreadable}"
        )


def _long_pdf() -> bytes:
    layout = LAYOUTS["over three pages, the headings printed again on each"]
    pages = []
    for number in range(PAGES):
        page = Page()
        page.write(180, 40, f"{layout.title}（{number + 1}）", size=14)
        if number < TABLES:
            page.table(layout.rows[:30], layout.widths, left=25, top=90)
        else:
            for line in range(40):
                page.write(
                    40,
                    80 + 18 * line,
                    "本部门支出主要用于人员经费、公用经费和项目支出，比上年增加的原因是人员增加。",
                )
        pages.append(page)
    return pdf(*pages)


if __name__ == "__main__":
    main()
