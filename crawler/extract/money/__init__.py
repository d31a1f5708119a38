"""Where the money goes: spending tables read from pages and spreadsheets, every 其他 weighed.

Pure: trees and bytes in, records out. The way of a table: front door (`html_grids`, `workbook_grids`) -> `grid` ->
`columns` -> `tree` -> `other`, `explained`, `vague` -> `store.records.SpendTable`. A new file format is a new front
door that makes grids and calls `read_grids`; nothing behind it changes.
"""

from crawler.extract.money.document import WorkbookReading, read_grids, read_tables_html, read_workbook

__all__ = ["WorkbookReading", "read_grids", "read_tables_html", "read_workbook"]
