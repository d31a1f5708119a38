"""`gongkai doctor`: what is wrong with this machine and this set-up, and how to mend it."""

import typer

from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words

# One of the named exit codes of config/errors.py.
UNWELL = 8

MARKS = {"good": "[green]✓[/]", "warn": "[yellow]![/]", "bad": "[red]✗[/]", "unknown": "[cyan]?[/]"}
STATES = {
    "good": Words("正常", "good"),
    "warn": Words("请注意", "look at this"),
    "bad": Words("须修复", "must be mended"),
    "unknown": Words("无法判断", "cannot tell"),
}
LINE = Words("{mark} {title}（{state}）：{seen}", "{mark} {title} ({state}): {seen}")
SUMMARY = Words(
    "须修复 {bad} 项，请注意 {warn} 项，无法判断 {unknown} 项，正常 {good} 项。",
    "{bad} must be mended, {warn} to look at, {unknown} cannot be told, {good} good.",
)


def command(config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    from collections import Counter

    from rich.console import Console
    from rich.markup import escape

    from app.command_output import as_line
    from app.doctor.check import as_object
    from app.doctor.examine import examine
    from app.office_config import opened_config
    from store.clock import Clock

    loaded = opened_config(config)
    language = loaded.office.language
    counts: Counter[str] = Counter()
    console = Console(highlight=False, soft_wrap=True)
    for check in examine(loaded, Clock()):
        counts[check.state] += 1
        if as_json:
            print(as_line(as_object(check)))
            continue
        values = {
            "title": check.title.text(language),
            "state": STATES[check.state].text(language),
            "seen": check.seen.text(language),
        }
        console.print(
            LINE.text(
                language,
                mark=MARKS[check.state],
                **{key: escape(value) for key, value in values.items()},
            )
        )
        if remedy := check.remedy.text(language):
            console.print(f"    → {escape(remedy)}")
    if not as_json:
        console.print(SUMMARY.text(language, **{state: counts[state] for state in STATES}))
    if counts["bad"]:
        raise typer.Exit(UNWELL)
