"""Rows of a list: for every link the element that stands for one entry, its words and its day.

Rows belong together (`groups`) when the elements around them are of the same shape (tags and class
names without numbers), so that lists cut into groups of five, or with a table around every line,
still are one list. A day is read in the row (`days`), beside it (`sides`) or above it (`headings`);
one that cannot be told to be this row's and no other's is none.
"""

from crawler.extract.rows.groups import RowGroup, group_rows, to_items
from crawler.extract.rows.reading import read_rows
from crawler.extract.rows.row import ListRow

__all__ = ["ListRow", "RowGroup", "group_rows", "read_rows", "to_items"]
