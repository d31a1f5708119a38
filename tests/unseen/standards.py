"""`python -m tests.unseen.standards [SET…] [--wrong]`: menus, counts of channels, fees, penalties and
old names, what is said of them beside the truth written with them.
"""

import re
import sys
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.looking.reading import ReadPage, as_machine
from crawler.documents.answers import read_answer
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from monitor.judging.judge import judge_by
from monitor.judging.registry import rules
from monitor.judging.verdict import Verdict
from tests.monitor.notation import HOST, dossier
from tests.unseen.scores import Case, Score, cases

AS_OF = date(2026, 11, 23)


def seen(html: str, path: str = "/zwgk/sf.html") -> dict[str, Any]:
    """What `gongkai read FILE --json` prints of a page."""
    answer = ReceivedAnswer(html.encode(), f"{HOST}{path}", 200, {}, "text/html")
    facts = read_answer(answer, ReadingContext(AS_OF))
    return as_machine(ReadPage("page", answer.url, facts))


def menus(folder: str = "menus") -> dict[str, Score]:
    """The top row, what unfolds below it, and what is in neither."""
    scores = {name: Score() for name in ("top", "below", "unknown")}
    for case in cases(folder):
        levels = {
            entry["url"].replace("http://jyj.example.gov.cn", "").replace(HOST, ""): entry["level"]
            for entry in seen(case["html"], "/index.html")["menu"]
        }
        for asked, level in (("top", 1), ("below", 2), ("unknown", 0)):
            for url in case[asked]:
                said = levels.get(url, 0)
                is_silent = said == 0 and level > 0
                scores[asked].count(f"{case['name']} {url}", level, None if is_silent else said)
    return scores


def counts(folder: str = "counts") -> dict[str, Score]:
    """What is answered of a site's channels together, and between which numbers."""
    scores = {name: Score() for name in ("answer", "veto", "warning", "numbers")}
    for case in cases(folder):
        verdict = judged("channels_not_updated", _site_of(case) | {"limits": _limits(case)})
        scores["answer"].count(case["name"], case["answer"], verdict.answer.value)
        said = f"{verdict.sentence_zh}{verdict.sentence_en}"
        for asked, is_so in (
            ("veto", "单项否决" in said or "veto" in said),
            ("warning", verdict.warning),
        ):
            if asked in case:
                scores[asked].count(case["name"], case[asked], is_so)
        if "least" in case:
            found = [
                (int(least), int(most or least))
                for least, most in re.findall(r"(\d+)(?:-(\d+))?", verdict.measured)
            ]
            wanted = list(zip(case["least"], case["most"], strict=True))
            scores["numbers"].count(case["name"], wanted, found or None)
    return scores


def _limits(case: Case) -> Case:
    return {"channels_not_updated": case["limits"]} if "limits" in case else {}


def _site_of(case: Case) -> Case:
    channels = [channel for text in case["channels"] for channel in _channels(text, case["day"])]
    numbered = [
        channel | {"url": f"{HOST}/c{number}/", "name": f"{channel['name']}{number}"}
        for number, channel in enumerate(channels)
    ]
    site = {"kind": case.get("kind", "own"), "channels": numbered}
    return {
        "day": case["day"],
        "profile": case.get("profile", "national"),
        "sites": [site],
    }


_NAMES = {"news": "工作动态", "notice": "通知公告", "policy": "政策文件"}


def _channels(text: str, day: date) -> list[Case]:
    words = text.split()
    times = next((int(word[1:]) for word in words if re.fullmatch(r"x\d+", word)), 1)
    level = next((int(word[6:]) for word in words if word.startswith("level=")), 0)
    of, _, own = words[0].partition(":")
    channel: Case = {"class": of, "name": _NAMES.get(of, of), "level": level}
    if own:
        channel["limit_days"] = int(own)
    if words[1] == "unread":
        channel |= {"seen": [f"waf_challenge {day}..{day} x1"]}
    elif words[1] != "blank":
        channel |= {"items": [f"{words[1]} x4"]}
    return [dict(channel) for _ in range(times)]


def penalties(folder: str = "penalties") -> dict[str, Score]:
    """Whether a unit that publishes penalties tells what one may do against them."""
    scores = {"answer": Score()}
    for case in cases(folder):
        unit = {"kind": case["unit_kind"]} if "unit_kind" in case else {}
        written = {
            "day": case["day"],
            "unit": unit,
            "sites": [{}],
            "mentions": case["documents"],
            "coverage": {"pages": case.get("pages", 100)},
        }
        said = judged("penalty_without_remedy", written).answer.value
        scores["answer"].count(case["name"], case["answer"], said)
    return scores


def judged(rule: str, case: Case) -> Verdict:
    (verdict,) = judge_by(rules()[rule], dossier(case))
    return verdict


def fees(folder: str = "fees") -> dict[str, Score]:
    """Fees without basis or standard (*guilty*), and fees that are said to be so and are not
    (*accused*).
    """
    scores = {name: Score() for name in ("guilty", "accused")}
    for case in cases(folder):
        found = [
            (said["term"], lacks)
            for said in seen(case["html"])["mention_sentences"]
            for lacks in ("basis", "standard")
            if said["side"] == f"fee_without_{lacks}"
        ]
        wanted = [tuple(each) for each in case["bare"]]
        _count(case["name"], wanted, found, scores)
    return scores


def sides(folder: str = "sides") -> dict[str, Score]:
    """Sides of which a page speaks: powers (fees among them), duties, rights. What is in neither
    list can be argued.
    """
    scores = {name: Score() for name in ("guilty", "accused")}
    for case in cases(folder):
        told = {
            said["side"].replace("fees", "powers")
            for said in seen(case["html"])["mention_sentences"]
        }
        for side in case.get("says", []):
            scores["guilty"].count(case["name"], side, side if side in told else None)
        for side in case.get("not", []):
            scores["accused"].count(
                case["name"], f"not {side}", side if side in told else f"not {side}"
            )
    return scores


def names(folder: str = "names") -> dict[str, Score]:
    """Names of bodies that are gone: to be asked about, and to be left alone."""
    scores = {name: Score() for name in ("guilty", "accused")}
    for case in cases(folder):
        _count(case["name"], case["hits"], proposed_in(case), scores)
    return scores


def proposed_in(case: Mapping[str, Any]) -> list[str]:
    """The old names that a person would be asked about."""
    day = f'<meta name="PubDate" content="{case["date"]}">' if "date" in case else ""
    words = f"<p>{case['text']}</p><p>{'其余事项由办公室另行通知，请各单位及时查收。' * 4}</p>"
    html = (
        f"<html><head><title>{case['title']}</title>{day}</head><body><h1>{case['title']}</h1>"
        f'<div class="TRS_Editor">{words}</div></body></html>'
    )
    return [said["term"] for said in seen(html)["mention_sentences"] if said["side"] == "old_name"]


def _count(name: str, wanted: list[Any], found: list[Any], scores: dict[str, Score]) -> None:
    for each in wanted:
        scores["guilty"].count(name, each, each if each in found else None)
    extra = [each for each in found if each not in wanted]
    scores["accused"].count(name, [], extra)


SETS: Mapping[str, Callable[[str], dict[str, Score]]] = {
    asked.__name__: asked for asked in (menus, counts, fees, penalties, names, sides)
} | {"names_second": names, "names_third": names}


if __name__ == "__main__":
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    print("| set | asked | of | right | wrong | none |\n|---|---|---:|---:|---:|---:|")
    for name in wanted or list(SETS):
        for asked, score in SETS[name](name).items():
            print(
                f"| {name} | {asked} | {score.of} | {score.right} | {score.wrong} | {score.none} |"
            )
            if "--wrong" in sys.argv:
                print(*score.told, sep="\n")
