"""python -m tests.standards [--kept FOLDER] [SEED …]: every night of the scenario `standards`, scored
against its truth, false accusations first. Ends with 1 where somebody was accused falsely.

With --kept each seed's nights are kept in FOLDER; those that lie there already are read and judged
again without a crawl.
"""

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

from tests.standards.nights import score_again, score_of
from tests.standards.score import Score


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.standards")
    parser.add_argument("--kept", type=Path)
    parser.add_argument("seeds", type=int, nargs="*", default=[1, 2, 3])
    asked = parser.parse_args()
    accused = 0
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory() as folder:
            score = _score(seed, asked.kept, Path(folder))
        print(f"== seed {seed}", *score.lines, sep="\n", flush=True)
        accused += len(score.false)
    return int(accused > 0)


def _score(seed: int, kept: Path | None, folder: Path) -> Score:
    if kept is None:
        return score_of(seed, folder / "demo")
    nights = kept / f"seed{seed}"
    return score_again(seed, nights, folder) if nights.exists() else score_of(seed, nights)


if __name__ == "__main__":
    sys.exit(main())
