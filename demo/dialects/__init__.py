"""The looks of the city's sites: four content systems as docs/field-notes.md §8 describes them, one
file each.
"""

from demo.dialects.asp import OldAsp
from demo.dialects.base import Dialect
from demo.dialects.hanweb import Hanweb
from demo.dialects.trs import Trs
from demo.dialects.vsb import Vsb

DIALECTS: dict[str, Dialect] = {"trs": Trs(), "hanweb": Hanweb(), "vsb": Vsb(), "asp": OldAsp()}
