"""How the end of a command is shown: words or a table for people, or the one object that programs
read.
"""

import json
import shlex
import shutil
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from config.errors import NOTHING_JUDGED
from config.words import Words

if TYPE_CHECKING:
    from app.nightly import NightResult
    from config.folder import Config
    from demo.scenarios.people import DemoPerson
    from monitor.judging.inspection import Inspection
    from store.records import Run

WALK_AROUND = Words(
    "在控制台中查看，依次运行：\n{program} user add li --role office --config {folder}\n{program} serve --config {folder}",
    "Walk around in the console:\n{program} user add li --role office --config {folder}\n{program} serve --config {folder}",
)
PEOPLE_AT_WORK = Words(
    """在控制台中查看：
{program} serve --config {folder}
可用账号（密码均为 {password}）：{logins}
值得一看：首页、/waiting 待审核、/findings 各状态的问题、/findings/… 的整改过程和前后对照、/score 考核。
生成文书：
{program} report --config {folder} --notices
{program} report --config {folder} --rectification
{program} report --config {folder} --quarter 2026Q3
{program} report --config {folder} --score 2026Q3""",
    """Walk around in the console:
{program} serve --config {folder}
Logins (the password of each is {password}): {logins}
Worth a look: the first page, /waiting, /findings in every state and each one's history, /score.
The papers:
{program} report --config {folder} --notices
{program} report --config {folder} --rectification
{program} report --config {folder} --quarter 2026Q3
{program} report --config {folder} --score 2026Q3""",
)
CRAWLED = Words(
    "检查 {run} 已完成抓取，状态：{state}。{note}", "Run {run} has crawled; state: {state}. {note}"
)

NO_CANARIES = Words(
    "注意：office.toml 没有设置对照网页 [[canaries]]，本机断网与对方网站打不开难以区别；所访问的网址都没有应答时，本次不作判断。",
    "Note: office.toml has no [[canaries]]; our own line being down looks like their sites being down. Where nothing that is asked answers, nobody is judged.",
)


class Result(Protocol):
    """What a piece of work did, for programs and for people."""

    def as_json(self) -> dict[str, object]: ...

    def text(self, language: str) -> str: ...


def show_result(result: Result, language: str, *, as_json: bool) -> None:
    print(as_line(result.as_json()) if as_json else result.text(language))


def as_line(value: object) -> str:
    """One line of JSON, Chinese as Chinese; sets as sorted lists, instants and paths as text."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def as_lines(records: Iterable[Any]) -> str:
    """A line of JSON for each dataclass."""
    return "\n".join(as_line(asdict(record)) for record in records)


def show_night(night: "NightResult", config: "Config", *, as_json: bool) -> None:
    from rich.console import Console

    from monitor.report.terminal import print_material
    from monitor.report.write import read_material

    if as_json:
        print(as_line(night.inspection.as_json(night.secret)))
    else:  # as the reports have it: without what may not be told
        material = read_material(config.data, night.run.day)
        print_material(Console(), material, night.reports, night.ledger)
    if not config.office.canaries:
        print(NO_CANARIES.text(config.office.language), file=sys.stderr)
    if "clock_suspect" in night.run.note:
        print(night.run.note, file=sys.stderr)


def show_way_to_console(config: "Config") -> None:
    """What a newcomer does next with the demo city's data, as it can be copied."""
    print(WALK_AROUND.text(config.office.language, **_as_copied(config)))


def show_what_people_did(config: "Config", persons: Iterable["DemoPerson"], password: str) -> None:
    """The same where people are at work in it, who may come in already."""
    language = config.office.language
    between = "、" if language == "zh" else ", "
    logins = between.join(f"{one.login}（{one.name}，{one.role}）" for one in persons)
    words = PEOPLE_AT_WORK.text(language, **_as_copied(config), password=password, logins=logins)
    print(words)


def _as_copied(config: "Config") -> dict[str, str]:
    return {"program": called(), "folder": shlex.quote(str(config.folder))}


def called() -> str:
    """This program as it can be called again from here: by its name where that finds it, else by
    the path that it was called by.
    """
    is_on_path = shutil.which("gongkai") == str(Path(sys.argv[0]).resolve())
    return "gongkai" if is_on_path else shlex.quote(sys.argv[0])


def show_inspection(inspection: "Inspection", config: "Config", *, as_json: bool) -> None:
    from rich.console import Console

    from app.night.deadlines import secret_today
    from monitor.report.terminal import print_inspection

    secret = secret_today(config)
    if as_json:
        print(as_line(inspection.as_json(secret)))
    else:
        print_inspection(Console(), inspection, config, secret=secret)


def end_of_inspection(inspection: "Inspection") -> None:
    """Silence must not look like health: a night that judged nobody does not end as one that found
    nothing.
    """
    if not inspection.judged_units.judged:
        sys.exit(NOTHING_JUDGED)


def show_run(run: "Run", config: "Config", *, as_json: bool) -> None:
    values = {"run": run.id, "state": run.state, "note": run.note}
    print(as_line(values) if as_json else CRAWLED.text(config.office.language, **values))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, (set, frozenset)) else str(value)
