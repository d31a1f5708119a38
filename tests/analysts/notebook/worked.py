"""The worked questions of docs/analysis.md carried out, each block in the place of the reader.

python -m tests.analysts.notebook.worked --write    what they print, into the documents
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import zstandard

ROOT = Path(__file__).parents[3]
DOCUMENTS = (ROOT / "docs" / "analysis.md", ROOT / "docs" / "analysis.zh-CN.md")
# The night's file of `gongkai demo --scenario rectification`; made by demo_file.py beside this.
KEPT = Path(__file__).with_name("gongkai-2026-10-20.db.zst")

# An environment of analysts' own, by `make .stamps/notebook`.
PYTHON = ROOT / ".venv-notebook" / "bin" / "python"
_NOTEBOOK = """
import contextlib, io, json, sys
known, said = {}, []
for code in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, known)
    said.append(out.getvalue())
json.dump(said, sys.stdout)
"""

_BLOCK = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```\n", re.DOTALL)


def unpacked(folder: Path) -> Path:
    file = folder / KEPT.name.removesuffix(".zst")
    file.write_bytes(zstandard.ZstdDecompressor().decompress(KEPT.read_bytes()))
    return file


def blocks(text: str) -> list[tuple[str, str]]:
    """(code, what it prints as the document has it)."""
    return _BLOCK.findall(text)


def printed(codes: list[str], folder: Path) -> list[str]:
    """What each prints where the file lies, one after the other, as in a notebook."""
    unpacked(folder)
    done = subprocess.run(
        [str(PYTHON), "-c", _NOTEBOOK],
        input=json.dumps(codes),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [
        "\n".join(line.rstrip() for line in said.splitlines()) + "\n"
        for said in json.loads(done.stdout)
    ]


def rewritten(text: str, folder: Path) -> str:
    said = iter(printed([code for code, _ in blocks(text)], folder))
    return _BLOCK.sub(lambda block: f"```python\n{block[1]}```\n\n```text\n{next(said)}```\n", text)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", required=True)
    parser.parse_args()
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            text = rewritten(document.read_text("utf-8"), Path(folder))
        document.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
