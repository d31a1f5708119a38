"""What recognising one document may cost: measured on A4 at 200 dpi, 4 s of processor time and 520
MB a page, of which the models are 150 MB; onnxruntime asks for three times the address space it
uses.
"""

MEMORY = 3 << 30  # address space, bytes
MOST_PAGES = 30  # of one document; a department's budget has ten or twenty with tables
CPU_SECONDS_A_PAGE = 20
CPU_SECONDS_TO_START = 20
WALL_SECONDS_A_PAGE = 60.0
WALL_SECONDS_TO_START = 60.0
MOST_DOTS = 60_000_000  # of one picture, before it is scaled
AT_ONCE = 1
