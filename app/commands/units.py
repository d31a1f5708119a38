"""`gongkai units`: the units that are inspected, taken over from a table, checked, listed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from app.command_line.spoken import SpokenCommand
from app.command_options import HERE, ConfigOption, JsonOption
from config.words import Words

group = typer.Typer(no_args_is_help=True)


@group.command("import", cls=SpokenCommand)
def import_table(
    table: Annotated[Path, typer.Argument(metavar="FILE")],
    config: ConfigOption = HERE,
    replace: Annotated[bool, typer.Option("--replace")] = False,
    as_json: JsonOption = False,
) -> None:
    from app.command_output import as_line
    from app.language import speak
    from config.errors import NotFound
    from config.folder import office_of, readable_units
    from config.office_table.units_table import units_of
    from config.office_table.units_write import write_units
    from config.problems import ConfigProblem, refusal
    from crawler.documents.office_table import sheets_in_sandbox

    office = office_of(config)
    speak(office.language)
    try:
        sheets, problems = sheets_in_sandbox(table)
    except FileNotFoundError as error:
        raise NotFound(NO_TABLE.filled(table=table)) from error
    except OSError as error:
        unread = UNREAD.filled(cause=error.strerror)
        raise refusal([ConfigProblem(str(table), unread, CHECK_PATH)], office.language) from error
    if problems:
        raise refusal(problems, office.language)
    read = units_of(sheets, table.name, on_file=readable_units(config), people=office.people)
    if read.problems:
        raise refusal(read.problems, office.language)
    written = write_units(config, read.drafts, replace=replace)
    if as_json:
        notes = [note.text(office.language) for note in read.notes]
        counts = {"added": written.added, "replaced": written.replaced, "kept": written.kept}
        print(as_line(counts | {"notes": notes}))
        return
    for note in read.notes:
        print(note.text(office.language))
    print(
        WRITTEN.text(
            office.language,
            added=len(written.added),
            replaced=len(written.replaced),
            kept=len(written.kept),
        )
    )
    if written.is_sample_gone:
        print(SAMPLE_GONE.text(office.language))
    if written.kept and not replace:
        print(KEPT.text(office.language))


@group.command("check", cls=SpokenCommand)
def check(config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    from app.command_output import as_line
    from app.office_config import opened_config
    from config.warnings import left_behind, open_to_others, warnings_of
    from monitor.alerts.channel_check import channel_warnings

    loaded = opened_config(config)
    language = loaded.office.language
    today = datetime.now(loaded.office.zone).date()
    warnings = [
        warning.text(language)
        for warning in (
            *warnings_of(loaded, today),
            *open_to_others(config),
            *left_behind(config),
            *channel_warnings(loaded.office),
        )
    ]
    if as_json:
        print(as_line({"units": len(loaded.units), "warnings": warnings}))
        return
    print(CHECKED.text(language, units=len(loaded.units), warnings=len(warnings)))
    for warning in warnings:
        print(f"  {warning}")


@group.command("list", cls=SpokenCommand)
def show(config: ConfigOption = HERE, as_json: JsonOption = False) -> None:
    from rich.console import Console
    from rich.table import Table

    from app.command_output import as_line
    from app.office_config import opened_config
    from config.kind_words import KIND_WORDS

    loaded = opened_config(config)
    if as_json:
        for unit in loaded.units:
            print(as_line(unit.model_dump(mode="json")))
        return
    language = loaded.office.language
    table = Table(title=TITLE.text(language, city=loaded.office.city, n=len(loaded.units)))
    has_parents = any(unit.parent for unit in loaded.units)
    for heading in HEADINGS:
        if heading is not PARENT or has_parents:
            table.add_column(heading.text(language), overflow="fold")
    for unit in loaded.units:
        places = "\n".join(site.url for site in unit.sites) or (
            NO_SITE if unit.no_own_site else NOT_KNOWN
        ).text(language)
        kind = RETIRED.text(language) if unit.retired else KIND_WORDS[unit.kind].text(language)
        parent = [unit.parent or ""] if has_parents else []
        table.add_row(unit.id, unit.name, kind, *parent, places)
    Console().print(table, markup=False)


NO_TABLE = Words(
    "没有文件 {table}，未作任何改动。", "There is no file {table}; nothing was changed."
)
UNREAD = Words("表格读不出来（{cause}）", "the table cannot be read ({cause})")
CHECK_PATH = Words("请核对文件名和所在文件夹", "check the file's name and folder")
WRITTEN = Words(
    "新增 {added} 个单位，更新 {replaced} 个，保持原样 {kept} 个。",
    "{added} units added, {replaced} changed, {kept} left as they were.",
)
SAMPLE_GONE = Words(
    "样例 units/example.toml 已移除。", "The sample units/example.toml was taken away."
)
KEPT = Words(
    "已有的单位未作改动；如需按表更新，请加 --replace。",
    "Units that exist were left alone; add --replace to change them from the table.",
)
CHECKED = Words(
    "配置有效：{units} 个单位，{warnings} 条提醒。",
    "The configuration is valid: {units} units, {warnings} warnings.",
)
TITLE = Words("{city}：{n} 个单位", "{city}: {n} units")
PARENT = Words("上级", "parent")
HEADINGS = (
    Words("编号", "id"),
    Words("名称", "name"),
    Words("类别", "kind"),
    PARENT,
    Words("网址", "where it publishes"),
)
NO_SITE = Words("经核实没有独立网站和子站", "confirmed: neither site nor sub-site")
NOT_KNOWN = Words("尚未填写", "not yet researched")
RETIRED = Words("已撤并", "retired")
