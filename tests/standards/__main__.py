"""python -m tests.standards [SEED …]: every night of the scenario `standards`, scored against its
truth, false accusations first. Ends with 1 where somebody was accused falsely.
"""

import sys
import tempfile
from pathlib import Path

from tests.standards.nights import score_of


def main() -> int:
    accused = 0
    for seed in map(int, sys.argv[1:] or ("1", "2", "3")):
        with tempfile.TemporaryDirectory() as folder:
            score = score_of(seed, Path(folder) / "demo")
        print(f"== seed {seed}", *score.lines, sep="\n", flush=True)
        accused += len(score.false)
    return int(accused > 0)


if __name__ == "__main__":
    sys.exit(main())
