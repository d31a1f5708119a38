"""Which line to the web a worker sees by: an id that lies in its folder, and is another's as soon
as the folder is, by copy or by clone, or the machine has another name.
"""

from contextlib import suppress
from pathlib import Path
from platform import node
from uuid import getnode, uuid4

from store.capture.file import WorkerLine


def line_of(folder: Path, machine: str = "") -> WorkerLine:
    """`machine`: by what this one is known; its name and the address of its network card."""
    machine = machine or f"{node()} {getnode():012x}"
    kept, name = folder / "line", f"{node()}/{folder.name}"
    with suppress(OSError, ValueError):
        line_id, was = kept.read_text(encoding="utf-8").splitlines()
        if was == machine:
            return WorkerLine(line_id, name)
    line = WorkerLine(str(uuid4()), name)
    part = kept.with_suffix(".part")
    part.write_text(f"{line.id}\n{machine}\n", encoding="utf-8")
    part.replace(kept)
    return line
