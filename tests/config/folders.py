"""Small office folders to break."""

from pathlib import Path

OFFICE = 'name = "某市政务公开办"\ncity = "某市"\nlanguage = "zh"\n'
UNIT = 'id = "caizheng"\nname = "某市财政局"\nkind = "department"\n\n[[sites]]\nkind = "own"\nurl = "http://czj.example.gov.cn/"\n'
SECOND = 'id = "shuiwu"\nname = "某市税务局"\nkind = "vertical"\n'

GOOD = {"office.toml": OFFICE, "units/caizheng.toml": UNIT}


def write_folder(folder: Path, files: dict[str, str | bytes]) -> Path:
    """`files` over a good folder; an empty bytes body removes a file."""
    (folder / "units").mkdir(parents=True, exist_ok=True)
    for name, body in {**GOOD, **files}.items():
        if body == b"":
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body.encode() if isinstance(body, str) else body)
    return folder
