"""What one document may cost (docs/faults.md §2: the document child)."""

MEMORY = 768 * 1_048_576  # address space, bytes
CPU_SECONDS = 15
WALL_SECONDS = 30.0
# the largest file it may write: a member of an archive, while it is unpacked
OUTPUT_BYTES = 220_000_000
AT_ONCE = 2  # children of one worker at a time
