"""`python tests/unseen/scores.py [SET…] [--wrong]`: what the public commands say of these inputs,
beside the truth written with them.

Each set is a folder with one `truth.toml`. A case marked `doubt` can be argued either way and is
not scored. *none* is an answer that was not given: neither right nor wrong.
"""

import json
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html import unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from app.commands import init
from app.looking.comparing import as_machine as compared_as_machine
from app.looking.comparing import compared
from app.looking.reading import as_machine, read_source
from config.classify import classify
from config.errors import ConfigRefused
from config.places import UnitPlace
from config.rulebook_files import shipped_rulebook
from config.unit import Unit
from crawler.documents.answers import read_answer
from crawler.extract.reader import ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from monitor.dossier.facts import LinkView, Sighting
from monitor.measures.dead_links import looked
from store.outcomes import Outcome
from store.privacy.markup import mask_markup
from store.privacy.masking import with_masked_addresses
from store.records import PageFacts

RULEBOOK = shipped_rulebook()
HERE = Path(__file__).parent
GONGKAI = (sys.executable, "-c", "from app.cli import main; main()")
REFUSED = ConfigRefused.exit_code

Case = dict[str, Any]


@dataclass
class Score:
    """How many answers of one kind were right, wrong and not given; and which were not right."""

    right: int = 0
    wrong: int = 0
    none: int = 0
    told: list[str] = field(default_factory=list)

    @property
    def of(self) -> int:
        return self.right + self.wrong + self.none

    def count(self, about: str, truth: object, said: object) -> None:
        """`said` None is no answer, unless that is the truth."""
        if said == truth:
            self.right += 1
            return
        self.none += said is None
        self.wrong += said is not None
        self.told.append(f"{about}: {truth!r}, read {said!r}")


def cases(folder: str) -> list[Case]:
    """The cases of a set that can be scored."""
    truth = tomllib.loads((HERE / folder / "truth.toml").read_text(encoding="utf-8"))
    return [case for case in truth["case"] if not case.get("doubt")]


def read(folder: str, case: Case) -> dict[str, Any]:
    """What `gongkai read FILE --json` prints of the case's page."""
    return as_machine(
        read_source(
            str(HERE / folder / case["file"]),
            url=case.get("url", ""),
            content_type=case.get("content_type", ""),
            as_of=date.fromisoformat(case.get("as_of", "2025-12-01")),
            status=case.get("status"),
            headers=case.get("headers", []),
        )
    )


def lists(folder: str = "lists") -> dict[str, Score]:
    """Items found (recall), items that are none (precision), their dates, the next page; and of
    addresses in another encoding than UTF-8, whether they are what a browser asks for.
    """
    kinds = ("recall", "precision", "titles", "dates", "next page", "addresses in GBK")
    scores = {name: Score() for name in kinds}
    for case in cases(folder):
        seen = read(folder, case)
        name, true = case["file"], {item["url"]: item for item in case["items"]}
        is_gbk = "%CD" in case["url"]
        if is_gbk:
            for url in [item["url"] for item in seen["items"]] + seen["next_pages"]:
                scores["addresses in GBK"].count(name, _asked_for(url, "gb18030"), url)
        encoding = "gb18030" if is_gbk else "utf-8"  # a path is UTF-8 in every browser
        seen["items"] = [
            item | {"url": _asked_for(item["url"], encoding)} for item in seen["items"]
        ]
        seen["next_pages"] = [_asked_for(url, encoding) for url in seen["next_pages"]]
        found = {item["url"]: item for item in seen["items"]}
        for url in true:
            scores["recall"].count(name, url, url if url in found else None)
        for url, item in found.items():
            is_repeated = sum(other["url"] == url for other in seen["items"]) > 1
            wanted = url if url in true and not is_repeated else "no item"
            scores["precision"].count(f"{name} {item['title']}", wanted, url)
        for url in true.keys() & found.keys():
            scores["titles"].count(name, true[url]["title"], found[url]["title"])
            if "date" in true[url]:
                scores["dates"].count(f"{name} {url}", true[url]["date"], found[url]["date"])
        if "next" in case:
            pages = seen["next_pages"]
            is_right = case["next"] in pages if case["next"] else not pages
            scores["next page"].count(name, case["next"], case["next"] if is_right else pages)
    return scores


def content(folder: str = "content") -> dict[str, Score]:
    """Words that must be in the text, kind, number of items, and how far the page can be read."""
    kinds = ("words", "kind", "items", "powers", "needs a browser", "readable", "frames", "date")
    scores = {name: Score() for name in kinds}
    for case in cases(folder):
        seen, name = read(folder, case), case["file"]
        text = "".join(seen["text"].split())
        for word in case.get("words", []):
            found = "".join(word.split()) in text
            scores["words"].count(name, word, word if found else None)
        for asked, said in {
            "kind": seen["kind"],
            "items": len(seen["items"]),
            "powers": seen["mentions"]["powers"] > 0,
            "needs_browser": seen["outcome"] == "needs_browser",
            "readable": seen["outcome"] != "mojibake",
            "published": seen["published"] or "",
        }.items():
            if asked in case:
                kind = {"needs_browser": "needs a browser", "published": "date"}.get(asked, asked)
                scores[kind].count(name, case[asked], said)
        whole = json.dumps(seen, ensure_ascii=False)
        for frame in case.get("frames", []):
            scores["frames"].count(name, frame, frame if f'"{frame}"' in whole else None)
    return scores


def articles(folder: str = "articles") -> dict[str, Score]:
    """The day of publication (none where one cannot tell), title, kind and the other dates."""
    scores = {name: Score() for name in ("published", "title", "kind", "signed", "updated")}
    for case in cases(folder):
        seen = read(folder, case)
        for asked, score in scores.items():
            if asked in case:
                score.count(case["file"], case[asked] or None, seen[asked])
    return scores


def pairs(folder: str = "pairs") -> dict[str, Score]:
    """Noise is no change, a change is one, and dates that all moved by a day are told as such."""
    scores = {name: Score() for name in ("noise", "changed", "shifted", "redated")}
    for case in cases(folder):
        old, new = (str(HERE / folder / f"{case['name']}.{end}.html") for end in ("old", "new"))
        day = date.fromisoformat(case["as_of"])
        seen = compared_as_machine(compared(old, new, case["url"], day))
        about, truth = f"{case['name']} ({case['what']})", case["truth"]
        said = {None: None, True: "changed", False: "noise"}[seen["changed"]]
        if said == "noise" and truth == "shifted":
            said = "shifted" if seen["why"] or seen["ignored"] else "noise, silently"
        if said == "changed" and truth == "redated":
            said = "redated"
        scores[truth].count(f"{about} +{seen['added'][:3]} -{seen['removed'][:3]}", truth, said)
    return scores


def walls(folder: str = "walls") -> dict[str, Score]:
    """What stands in a page's place, and pages that only speak of such things."""
    scores = {name: Score() for name in ("walls", "pages")}
    classes = {"blocked": "wall", "unreachable": "error", "open": "page", "defective": "page"}
    for case in cases(folder):
        seen = read(folder, case)
        group = Outcome(seen["outcome"]).group.value
        said, true = classes.get(group, group), case["truth"]
        score = scores["pages" if true == ["page"] else "walls"]
        about = f"{case['file']} ({case['what']}; {seen['outcome']})"
        score.count(about, said if said in true else "/".join(true), said)
    return scores


def links(folder: str = "links") -> dict[str, Score]:
    """Links that have to be looked at and nothing else; what answers and files say of a link that
    led there; the marks that the foot of a home page bears and lacks, and whether it was read.
    """
    kinds = (
        "to look at",
        "nothing else",
        "answers",
        "files",
        "bears",
        "lacks",
        "foot read",
        "tags",
    )
    scores = {name: Score() for name in kinds}
    for case in cases(folder):
        facts = _facts(folder, case)
        name = f"{case['file']} ({case['what']})"
        if case["asks"] == "links":
            found = {
                quote(link.url, safe="/:?&=%-._~") for link in (*facts.links, *facts.attachments)
            }
            for url in case["look"]:
                scores["to look at"].count(name, url, url if url in found else None)
            for url in found - {*case["look"], *case.get("inside", ())}:
                scores["nothing else"].count(name, "no link", url)
        elif case["asks"] in ("answer", "file"):
            look = LinkView(case["url"], "", "home", "main", "", now=_seen_twice(facts))
            state = next(n for n in _SAID_OF_LINKS if getattr(looked([look], _DEAD_LINK), n))
            scores[f"{case['asks']}s"].count(name, case["truth"], _SAID_OF_LINKS[state])
        else:
            seen = set((facts.identity.basics if facts.identity else None) or ())
            for mark in case["has"]:
                scores["bears"].count(name, mark, mark if mark in seen else None)
            for mark in case["lacks"]:
                scores["lacks"].count(name, f"no {mark}", mark if mark in seen else f"no {mark}")
            scores["foot read"].count(name, not case["unread"], "foot_unread" not in seen)
            if not case["unread"]:
                scores["tags"].count(name, case["metas"], list(facts.missing_tags or ()))
    return scores


_DEAD_LINK = RULEBOOK.limits.dead_link
_SAID_OF_LINKS = {"dead": "dead", "open": "alive", "suspect": "suspect", "inner": "inner"}


def _facts(folder: str, case: Case) -> PageFacts:
    return read_source(
        str(HERE / folder / case["file"]),
        url=case["url"],
        as_of=date(2025, 12, 1),
        status=case.get("status"),
        headers=case.get("headers", []),
    ).facts


def _seen_twice(facts: PageFacts) -> Sighting:
    """The same on two nights."""
    first, last = datetime(2025, 11, 29, tzinfo=UTC), datetime(2025, 12, 1, tzinfo=UTC)
    return Sighting(facts.outcome, first, last, 2, facts.outcome_reason, nights=2)


def money(folder: str = "money") -> dict[str, Score]:
    """Of spending: lines that may not be told of (*accused*), lines that have to be (*guilty*), their
    amounts and shares; and whether a document that cannot be judged says so. A guilty line is *none*
    where the document says that it cannot tell.
    """
    scores = {name: Score() for name in ("accused", "guilty", "amounts", "shares", "unable")}
    for case in cases(folder):
        seen = read(folder, case)
        lines = [
            line | {"year": table["year"]}
            for table in seen["tables"]
            if table["is_spending"]
            for line in table["lines"]
        ]
        others, name = case.get("others", []), case["file"]
        for line in filter(lambda line: line["vague"], lines):
            allowed = [other for other in others if _is_line(line, other)]
            most = max((_LEVELS.index(other["most"]) for other in allowed), default=0)
            is_allowed = _LEVELS.index(line["vague"]) <= most or _may_be_told(line, case)
            said = "allowed" if is_allowed else line["vague"]
            scores["accused"].count(f"{name} {line['name']} ({line['share']})", "allowed", said)
        for other in others if case["state"] == "read" else ():
            found = [line for line in lines if _is_line(line, other)]
            levels = [_LEVELS.index(line["vague"] or "none") for line in found]
            least = _LEVELS.index(other["least"])
            if least:
                is_told = max(levels, default=0) >= least
                missed = None if _says_why(seen) else "missed"
                said = other["least"] if is_told else missed
                scores["guilty"].count(f"{name} {other['name']}", other["least"], said)
            for asked, key, score in (
                ("amount", "amount_yuan", "amounts"),
                ("share", "share", "shares"),
            ):
                given = [line[key] for line in found if line[key] is not None]
                if asked in other:
                    true = other[asked]
                    near = min(given, key=lambda value: abs(value - true), default=None)
                    is_right = near is not None and abs(near - true) <= 0.005 * max(1.0, abs(true))
                    scores[score].count(f"{name} {other['name']}", true, true if is_right else near)
        if case["state"] == "cannot_tell":
            scores["unable"].count(name, "told", "told" if _says_why(seen) else "silent")
    return scores


_LEVELS = ("none", "warning", "problem")


def _is_line(line: Case, other: Case) -> bool:
    if other.get("year") not in (None, line["year"]):
        return False
    if other.get("code") and line["code"]:
        return bool(other["code"] == line["code"])
    return _bare(line["name"]) == _bare(other["name"])


def _may_be_told(line: Case, case: Case) -> bool:
    """One of the lines that can be argued, or the 款 above a line of the same name and sum."""
    is_named = _bare(line["name"]) in map(_bare, case.get("may", []))
    is_like_one = any(re.search(words, line["name"]) for words in case.get("may_match", []))
    is_twin = any(
        _bare(line["name"]) == _bare(other["name"])
        and line["amount_yuan"]
        and abs(line["amount_yuan"] - other.get("amount", 0.0)) < 1.0
        and _LEVELS.index(line["vague"]) <= _LEVELS.index(other["most"])
        for other in case.get("others", [])
    )
    return is_named or is_like_one or is_twin


def _says_why(seen: Case) -> bool:
    told = [remark for table in seen["tables"] for remark in table["anomalies"]]
    return bool(told or seen["anomalies"] or seen["document_unreadable"])


def _bare(name: str) -> str:
    """The name without its number and the mark of a footnote (其他支出*, 其他支出①)."""
    unmarked = re.sub(r"[*＊※★①-⑳\s]+$", "", name)
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", unmarked)).replace("其它", "其他")
    return re.sub(r"^(?:其中:?)?(?:\(?[一二三四五六七八九十\d]+[).、])?(?:其中:?)?", "", words)


def channels(folder: str = "channels") -> dict[str, Score]:
    """The class of a channel by its name and the place that its unit is registered in; `other` is
    no answer, unless that is the truth.
    """
    scores = {name: Score() for name in ("upstream", "news", "other names")}
    for case in cases(folder):
        said, true = _class_of(case), case["truth"]
        about = f"{case['name']} at {case['unit']}"
        score = scores[true[0] if true[0] in scores else "other names"]
        is_left_open = said == "other" and said not in true
        score.count(about, said if said in true else "/".join(true), None if is_left_open else said)
    return scores


def _class_of(case: Case) -> str:
    """`unit` and `city` stand in the office's own files; `place` and `above` are the world's."""
    kind: Any = "township" if case["unit"].endswith("镇人民政府") else "department"
    unit = Unit(id="u", name=case["unit"], kind=kind)
    where = UnitPlace.of(unit, case["city"])
    return str(classify(case["name"], "http://www.example.gov.cn/a/", "", RULEBOOK, where)[0])


def tables_of_units(folder: str = "tables_of_units") -> dict[str, Score]:
    """Units with kind and addresses; rows that are none; rows that somebody has to be asked about;
    and the time it takes.
    """
    scores = {name: Score() for name in ("units", "no units", "rows told", "seconds")}
    for case in cases(folder):
        started = monotonic()
        said, written = _imported(HERE / folder / case["file"])
        seconds, name = monotonic() - started, case["file"]
        true = {unit["name"]: [unit["kind"], *sorted(unit["urls"])] for unit in case["units"]}
        is_refused = written is None and not said.startswith("ended")
        if not (is_refused and case.get("may_be_refused")):
            found = written or {}
            for unit, parts in true.items():
                scores["units"].count(f"{name} {unit} ({_shortly(said)})", parts, found.get(unit))
            for unit in found.keys() - true.keys() - set(case.get("optional", [])):
                scores["no units"].count(name, "no unit", unit)
        for row in case.get("asked", []):
            is_told = re.search(rf"第 ?{row} ?行|:{row}\b", said)
            scores["rows told"].count(f"{name} ({_shortly(said)})", row, row if is_told else None)
        if "seconds" in case:
            is_quick = seconds <= case["seconds"]
            scores["seconds"].count(name, case["seconds"], case["seconds"] if is_quick else seconds)
    return scores


def _imported(table: Path) -> tuple[str, dict[str, list[str]] | None]:
    """What `gongkai units import FILE --json` says, and the units it wrote; None: refused, or dead.
    A process of its own, for a table may end it.
    """
    with TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        with redirect_stdout(StringIO()):
            init.command(office, "zh")
        ran = subprocess.run(
            [*GONGKAI, "units", "import", str(table), "--config", str(office), "--json"],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        said = ran.stdout + ran.stderr
        if ran.returncode:
            return said if ran.returncode == REFUSED else f"ended with {ran.returncode}", None
        written = [tomllib.loads(file.read_text("utf-8")) for file in office.glob("units/*.toml")]
        return said, {
            unit["name"]: [
                unit["kind"],
                *sorted(_as_asked(site["url"]) for site in unit.get("sites", [])),
            ]
            for unit in written
        }


def _shortly(said: str) -> str:
    return "; ".join(said.split("\n"))[:120]


def _as_asked(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", "", ""))


def _asked_for(url: str, encoding: str) -> str:
    return quote(url, safe=":/?&=%#.;,+@!~*'()", encoding=encoding)


def inquiries(folder: str = "inquiries") -> dict[str, Score]:
    """Messages found and what is told as one (*found*, *told*), whether each is answered (*state*),
    and the days; a page without messages is one answer to *told*.
    """
    scores = {name: Score() for name in ("found", "told", "state", "asked", "answered")}
    for case in cases(folder):
        seen, name = read(folder, case)["inquiries"], case["file"]
        true = case["messages"]
        left = list(seen)
        for message in true:
            same = [one for one in left if _is_message(one, message)]
            scores["found"].count(f"{name} {message['title']}", "found", "found" if same else None)
            if not same:
                continue
            left.remove(same[0])
            about = f"{name} {message['title']}"
            said = None if same[0]["state"] == "untold" else same[0]["state"]
            truth = None if message["state"] == "unclear" else message["state"]
            scores["state"].count(about, truth, said)
            for day in ("asked", "answered"):
                scores[day].count(about, message.get(day), same[0][day])
        for one in left:
            scores["told"].count(f"{name} {one['title']}", "no message", one["state"])
        if not true and not seen:
            scores["told"].count(name, "no message", "no message")
    return scores


def _is_message(one: Case, other: Case) -> bool:
    is_titled = _letters(one["title"]) == _letters(other["title"])
    return is_titled and one["asked"] in (other.get("asked"), None)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def guides(folder: str = "guides") -> dict[str, Score]:
    """Guides told (*guides*, one answer a page), and of each the elements without a value: *missing*
    what has to be missed, *accused* what may not be, *unread* of what one cannot tell.
    """
    scores = {name: Score() for name in ("guides", "missing", "accused", "unread")}
    for case in cases(folder):
        seen, name, true = read(folder, case)["guides"], case["file"], case["guides"]
        scores["guides"].count(name, len(true), len(seen))
        for number, (said, guide) in enumerate(zip(seen, true, strict=False), start=1):
            states = {what: said["elements"].get(what, "empty") for what in _ELEMENTS}
            for what, state in states.items():
                asked = next((a for a in ("missing", "unread") if what in guide[a]), "accused")
                answer = {"missing": "empty", "unread": "elsewhere", "accused": "given"}[asked]
                is_none = asked == "missing" and state == "elsewhere"
                scores[asked].count(f"{name} {number} {what}", answer, None if is_none else state)
    return scores


_ELEMENTS = ("name", "basis", "conditions", "materials", "place", "hours", "phone", "steps")


def privacy_texts(file: str = "privacy_texts") -> dict[str, Score]:
    """Short texts of `FILE.toml` in which a whole identity number can be read (*found*), and in which
    none can (*accused*); of those with a `number`, whether it is left in what was read (*masked*).
    """
    scores = {name: Score() for name in ("found", "accused")}
    truth = tomllib.loads((HERE / f"{file}.toml").read_text(encoding="utf-8"))
    for case in truth["case"]:
        kind, body = _TYPES_OF_TEXTS[case["type"]], case["body"]
        if case["type"] == "html" and not body.startswith("<!DOCTYPE"):
            body = _PAGE_OF_TEXTS.format(body)
        url = f"http://www.example.gov.cn/gs/2026.{case['type']}"
        answer = ReceivedAnswer(body.encode(), url, 200, {}, f"{kind}; charset=utf-8")
        facts = read_answer(answer, ReadingContext(date(2026, 11, 20)))
        shown = [number for number in facts.personal_numbers or () if number.kind == "id_card"]
        said = "a number" if shown else "no number"
        if case["found"]:
            scores["found"].count(case["what"], "a number", "a number" if shown else None)
            if "number" in case:
                kept = (repr(with_masked_addresses(facts)), *_shown(body))
                is_left = any(case["number"] in _digits_said(text) for text in kept)
                answered = "left" if is_left else "masked"
                scores.setdefault("masked", Score()).count(case["what"], "masked", answered)
        else:
            scores["accused"].count(case["what"], "no number", said)
    return scores


def _shown(source: str) -> Iterator[str]:
    """What the console shows of a source: as it stands, and as people and programs read it."""
    masked = mask_markup(source)
    yield from (masked, unquote(masked), re.sub(r"<[^<>]*>", "", unescape(masked)))


def _digits_said(text: str) -> str:
    """Every digit of it, however it is written, with nothing between."""
    numerals = {sign: str(at) for at, sign in enumerate("〇一二三四五六七八九")}
    digits = ((one, unicodedata.digit(one, numerals.get(one))) for one in text)
    said = (str(digit) if digit is not None else "X" * (one in "xXＸХ×Ⅹ") for one, digit in digits)
    return "".join(said)


_TYPES_OF_TEXTS = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "txt": "text/plain",
}
_PAGE_OF_TEXTS = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>公示公告</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/gs/">公示公告</a></div><div class="con">{}</div>
<div class="foot">联系电话：0000-5212008　网站标识码：0000000000</div></body></html>"""


SETS: Mapping[str, Callable[[str], dict[str, Score]]] = (
    {
        f"{asked.__name__}{round_}": asked
        for asked in (lists, content, articles, pairs, walls, channels, tables_of_units, money)
        for round_ in ("", "_second")
    }
    | {
        f"{asked.__name__}{round_}": asked
        for round_, kinds in {
            "_third": (lists, articles, pairs, walls, money),
            "_fourth": (lists, articles, pairs, money),
            "_fifth": (lists, articles, pairs),
        }.items()
        for asked in kinds
    }
    | {"links": links, "inquiries": inquiries, "guides": guides}
    | {"inquiries_second": inquiries, "guides_second": guides}
    | {"privacy_texts": privacy_texts, "privacy_texts_second": privacy_texts}
    | {"privacy_texts_third": privacy_texts, "privacy_texts_fourth": privacy_texts}
)


def lines(wanted: list[str], tell_wrong: bool) -> Iterator[str]:
    for name in wanted:
        for asked, score in SETS[name](name).items():
            yield f"| {name} | {asked} | {score.of} | {score.right} | {score.wrong} | {score.none} |"
            if tell_wrong:
                yield from score.told


if __name__ == "__main__":
    asked = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    print("| set | asked | of | right | wrong | none |\n|---|---|---:|---:|---:|---:|")
    for line in lines(asked or list(SETS), "--wrong" in sys.argv):
        print(line)
