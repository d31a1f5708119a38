"""Looks from a second vantage point, for people and for programs."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from app.command_output import as_line
from app.language import spoken_language
from app.night.vantages import TakenIn
from config.words import Words

LOOKED = Words(
    "{unit}：从检查点“{vantage}”看{looked}个首页，打开{opens}个。",
    "{unit} from {vantage}: {opens} of {looked} home pages open.",
)
TAKEN = Words("{name}：已收取。", "{name}: taken in. ")
KNOWN = Words("{name}：此前已收取，未作改动。", "{name}: known already; nothing changed.")
MADE = Words("已制作 {path}", "made {path}")


def show_files(made: Iterable[Path], *, as_json: bool) -> None:
    for path in made:
        print(as_line({"file": path}) if as_json else MADE.text(spoken_language(), path=path))


def show_looks(looks: Iterable[TakenIn], *, as_json: bool, names_the_file: bool = False) -> None:
    for look in looks:
        line = as_line(asdict(look) | {"path": look.path.name}) if as_json else ""
        print(line or _in_words(look, names_the_file))


def _in_words(look: TakenIn, names_the_file: bool) -> str:
    language, name = spoken_language(), look.path.name
    if not look.is_new:
        return KNOWN.text(language, name=name)
    seen = LOOKED.text(
        language, unit=look.unit, vantage=look.vantage, looked=look.looked, opens=look.opens
    )
    return (TAKEN.text(language, name=name) if names_the_file else "") + seen
