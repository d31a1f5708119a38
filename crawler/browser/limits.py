"""What rendering one page may cost. Bytes and seconds."""

GRACE_S = 10.0  # beyond `crawl.browser_s`, before the helper itself is taken for hung
START_S = 30.0  # for Chromium to come up on a busy machine
QUIET_S = 0.6  # nothing new asked for so long, and the page stands still: it is rendered
TICKING_S = 3.0  # a page that asks for nothing more and yet never stands still has a clock
MEMORY = 1 << 30  # of all the browser's processes together, what they share counted once
PAGE_BYTES = 8 << 20  # of the rendered page, as of any page (docs/faults.md §2)
PART_BYTES = 4 << 20  # of one script or one answer to it
ALL_PARTS_BYTES = 24 << 20  # of all that one page asks for
PARTS = 150  # requests of one page
PART_S = 10.0  # for one of them
RENDERINGS = 40  # pages by one browser, then it is begun anew
AT_ONCE = 2  # browsers of one worker
FILE_BYTES = 256 << 20  # the largest file or shared memory that one of its processes may make
# A Unix socket's path has 107 bytes (unix(7)); Chromium's own ends 46 below its folder of temporary
# files, and ours adds 17: "Socket path too long" is all that it says, and it does not start.
LONGEST_PATH = 107 - 46 - 17
