"""The console by night: every colour has its like in the dark, so that nothing is forgotten there."""

import re

from monitor.console.request import STATIC

CSS = (STATIC / "console.css").read_text("utf-8")
DARK = "@media (prefers-color-scheme: dark) {"
# White on the dark frame and on chips that are dark in both; a kept page brings its own ground.
OF_BOTH = (".top", ".chip", ".tile.critical .letter", ".look")


def variables(text: str) -> set[str]:
    return set(re.findall(r"^\s*(--[\w-]+):", text, re.M))


def test_every_colour_is_named_once_for_day_and_once_for_night() -> None:
    day, night = CSS.split(DARK)[0], CSS.split(DARK)[1].split("\n}\n")[0]
    coloured = {name for name in variables(day) if re.search(rf"{name}: (#|rgba)", day)}
    assert len(coloured) > 30
    assert coloured - variables(night) == set()


def test_no_colour_stands_outside_of_them() -> None:
    rules = CSS.split(DARK)[1].split("\n}\n", 1)[1].split("@media print")[0]
    stray = [
        line
        for line in rules.splitlines()
        if re.search(r"#[0-9a-f]{3,6}\b(?![^{]*{)", line) and not line.startswith(OF_BOTH)
    ]
    assert stray == []
    assert 'name="color-scheme" content="light dark"' in (
        STATIC.parent / "templates/base.html"
    ).read_text("utf-8")
