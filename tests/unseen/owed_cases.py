"""The set `owed`: a unit's menu, lists and titles as a dossier, judged by missing_item; form in the
head of its truth.toml.
"""

import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from config.rulebook_files import shipped_rulebook
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Verdict
from tests.monitor.notation import HOST, dossier
from tests.unseen.scores import Score

_HERE = Path(__file__).parent
Case = dict[str, Any]


def owed(folder: str) -> dict[str, Score]:
    """By what is asked: accused (no false problem), guilty, clear, unable, quiet, warning."""
    scores: dict[str, Score] = defaultdict(Score)
    text = (_HERE / folder / "truth.toml").read_text(encoding="utf-8")
    for case in tomllib.loads(text)["case"]:
        said = answers(case)
        for item, truth in case["truth"].items():
            about, answer = f"{case['id']}: {item}", said.get(item, "quiet")
            asked = {"problem": "guilty", "cannot_tell": "unable"}.get(truth, truth)
            scores[asked].count(about, truth, answer)
            if truth != "problem":
                scores["accused"].count(about, False, answer == "problem")
    return scores


def answers(case: Case) -> dict[str, str]:
    """Item to answer; of a yearly item that of the newest year of which something is said."""
    found: dict[str, str] = {}
    for verdict in sorted(_verdicts(case), key=lambda verdict: verdict.subject):
        if verdict.why and verdict.subject == f"owed:{verdict.why}":
            found |= dict.fromkeys(_named_in(verdict.sentence_zh), "cannot_tell")
            continue
        item = verdict.subject.split(":")[1] if verdict.subject.startswith("owed:") else ""
        answer = _answer(verdict)
        if item and (answer != "quiet" or item not in found):
            found[item] = answer
    return found


def _named_in(sentence: str) -> list[str]:
    """What cannot be told of several items is told in one sentence."""
    items = shipped_rulebook().owed.owed_items
    return [item.id for item in items if item.item in sentence]


def _answer(verdict: Verdict) -> str:
    if verdict.warning:
        return "warning"
    return "quiet" if verdict.answer == "not_applicable" else str(verdict.answer)


def _verdicts(case: Case) -> list[Verdict]:
    is_government = case["unit"]["kind"] == "government"
    is_read = case.get("portal", "read") == "read" and not is_government
    judged: Case = {
        "day": case["day"],
        "unit": {"id": "u1", **case["unit"]},
        "coverage": {"open": case.get("coverage", 1.0)},
        "sites": [{"channels": _channels(case)}],
        "menus": _menus(case),
        "titles": [f"u1 - {page.split()[0]}" for page in case.get("pages", ())]
        + list(case.get("elsewhere", ())),
        "read": {"units": ["zhengfu"] if is_read else [], "government": is_read},
    }
    return list(judge_by(rules()["missing_item"], dossier(judged)))


def _menus(case: Case) -> list[str]:
    closed = case.get("closed", ())
    scripted = [name for name, rows in case.get("lists", {}).items() if rows == ["script"]]
    made: list[str] = []
    for link in case["menu"]:
        words, _, address = link.rpartition(" ")
        is_far = address.startswith("http")
        way = "elsewhere" if is_far else "closed" if link in closed or words in scripted else "read"
        made.append(f"{way} {address if is_far else HOST + address} {words}")
    return made


def _channels(case: Case) -> list[Case]:
    addresses = dict(link.rpartition(" ")[::2] for link in case["menu"])
    made: list[Case] = []
    for number, (name, rows) in enumerate(case.get("lists", {}).items()):
        url = HOST + addresses.get(name, f"/list{number}/")
        channel: Case = {"name": name, "url": url, "class": _class(name)}
        if rows == ["script"]:
            day = case["day"]
            channel |= {"seen": [f"needs_browser {day}..{day} x1"], "page_kind": ""}
        elif rows == ["placeholder"]:
            channel |= {"placeholder": "正在建设中", "page_kind": "other"}
        else:
            channel["items"] = rows
        made.append(channel)
    return made


def _class(name: str) -> str:
    classes = {"年报": "annual", "年度报告": "annual", "动态": "news", "公告": "notice"}
    classes |= {"政策文件": "policy", "解读": "interpretation", "指南": "static"}
    return next((of for word, of in classes.items() if word in name), "other")
