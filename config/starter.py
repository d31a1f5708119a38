"""The commented folder that `gongkai init` writes: valid as it is, with every setting explained in
both languages.
"""

import json
from importlib import resources
from pathlib import Path

from config.problems import ConfigProblem, refusal
from config.sentences import said

SAMPLE_UNIT = "example"
SAMPLE_NAME, SAMPLE_CITY = "某市政务公开办公室", "某市"


def write_starter(
    folder: Path, language: str = "zh", name: str = "", city: str = ""
) -> tuple[Path, ...]:
    """The files written. Raises ConfigRefused, before anything is written, where one of them exists
    already. `name`, `city`: the office's, in the place of the sample's.
    """
    texts = {folder / file: text for file, text in starter_texts(language, name, city).items()}
    existing = [path for path in texts if path.exists()]
    if folder.exists() and not folder.is_dir():
        existing = [folder]
    if existing:
        raise refusal([ConfigProblem(str(path), *said("exists")) for path in existing], language)
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return tuple(texts)


def starter_texts(language: str, name: str = "", city: str = "") -> dict[str, str]:
    """File name (relative to the office's folder) to text."""
    office = _template("office.toml")
    filled = {"language": language, "name": name or SAMPLE_NAME, "city": city or SAMPLE_CITY}
    for key, value in filled.items():
        office = office.replace(f'"@{key}@"', json.dumps(value, ensure_ascii=False))
    return {
        "office.toml": office,
        f"units/{SAMPLE_UNIT}.toml": sample_text(),
        "README.md": _template(f"README.{language}.txt"),
    }


def sample_text() -> str:
    """The file of the unit that explains what a unit's file holds."""
    return _template(f"{SAMPLE_UNIT}.toml")


def _template(name: str) -> str:
    return (resources.files("config") / "starter_files" / name).read_text(encoding="utf-8")
