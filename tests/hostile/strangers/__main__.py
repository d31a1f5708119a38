"""`python -m tests.hostile.strangers [--timeout S] [NAME …]`: one measured run, as JSON."""

import argparse
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.hostile.strangers import STRANGERS
from tests.hostile.strangers.run import run

if __name__ == "__main__":
    said = argparse.ArgumentParser()
    said.add_argument("--timeout", type=float, default=4)
    said.add_argument("names", nargs="*", choices=[*STRANGERS, []])
    asked = said.parse_args()
    with tempfile.TemporaryDirectory() as where:
        result = run(Path(where), tuple(asked.names) or tuple(STRANGERS), timeout_s=asked.timeout)
    print(json.dumps(asdict(result), ensure_ascii=False, indent=1))
