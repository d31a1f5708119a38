"""One file for each family of list pages. Each says whether a page is of its family, and reads what
is special there.

A dialect is recognised on the page, never by the host: portals mix two (docs/field-notes.md §8).
"""
