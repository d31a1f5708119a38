"""The commented folder that `gongkai init` writes: valid as it is, with every setting explained in
both languages.
"""

from importlib import resources
from pathlib import Path

from config.problems import ConfigProblem, refusal
from config.sentences import said

SAMPLE_UNIT = "example"


def write_starter(folder: Path, language: str = "zh") -> tuple[Path, ...]:
    """The files written. Raises ConfigRefused, before anything is written, where one of them exists
    already.
    """
    texts = {folder / name: text for name, text in starter_texts(language).items()}
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


def starter_texts(language: str) -> dict[str, str]:
    """File name (relative to the office's folder) to text."""
    return {
        "office.toml": _template("office.toml").replace("@language@", language),
        f"units/{SAMPLE_UNIT}.toml": sample_text(),
        "README.md": _template(f"README.{language}.txt"),
    }


def sample_text() -> str:
    """The file of the unit that explains what a unit's file holds."""
    return _template(f"{SAMPLE_UNIT}.toml")


def _template(name: str) -> str:
    return (resources.files("config") / "starter_files" / name).read_text(encoding="utf-8")
