"""python -m tests.cities [NAME …]   (make eval-city): every night of a city, scored against its
truth. Ends with 1 where somebody was accused falsely.
"""

import sys
import tempfile
from pathlib import Path

from tests.cities.nights import score_of

CITIES = sorted(path.parent.name for path in Path(__file__).parent.glob("*/sites.py"))


def main() -> int:
    accused = 0
    for name in sys.argv[1:] or CITIES:
        with tempfile.TemporaryDirectory() as folder:
            score = score_of(name, Path(folder))
        print(f"== {name}", *score.lines, sep="\n")
        accused += len(score.false)
    return int(accused > 0)


if __name__ == "__main__":
    sys.exit(main())
