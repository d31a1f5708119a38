"""One site looked at once, for who wants to see the product work on a site of their own: the crawl,
the reader and the rules of any night, in a temporary folder that is gone afterwards.

A night names nobody without a second look, and knows earlier nights. This knows neither, so nothing
it says is a finding: what was seen, and what the rule asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.data_folder import open_data_folder
from app.looking.typed_address import refuse_unless_address
from app.night.by_hand import crawl_once
from app.night.by_unit import UnitTask, open_dossier, opened_with
from app.night.crawl_and_merge import Progress
from app.night.lock import held_night
from app.office_config import opened_config
from config.errors import Miswritten
from config.folder import Config
from config.kind_words import KIND_WORDS
from config.office import Office
from config.rulebook_files import merged_rulebook
from config.unit import Site, Unit
from config.words import Spoken, Words, word_table
from crawler.canary import NONE_CONFIGURED
from crawler.scope import host_of
from monitor.alerts.night_note import note_text
from monitor.dossier.facts import ChannelView, Dossier
from monitor.judging.judge import judge
from monitor.judging.registry import rules
from monitor.judging.verdict import Answer, Verdict
from monitor.judging.words import reason_words
from monitor.measures.deadlines import class_of, limit_of_class
from monitor.measures.freshness import newest_of_channel
from monitor.report.gathering.basis import basis_words
from monitor.report.measures import measure_text
from monitor.report.subjects import subject_text
from store.clock import Clock
from store.outcomes import Outcome
from store.queries.console.runs import unit_nights

WORDS = word_table(Path(__file__).with_suffix(".toml"))
NO_KIND = Words(
    "没有单位类别“{kind}”：请用 {kinds}。", "There is no kind of unit {kind!r}: use one of {kinds}."
)
PAGES = 200  # at two requests a second no more can be asked for in two minutes
CHANNELS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class OneLook:
    """What was seen, and what every rule would make of it; of none of it anything is on record."""

    url: str
    config: Config
    dossier: Dossier
    verdicts: tuple[Verdict, ...]
    begun: datetime
    seconds: float
    visits: int
    opened: int
    note: str = ""  # what speaks against our own line or clock
    is_inner: bool = False  # no public address: never connected to

    def as_json(self) -> dict[str, object]:
        return {
            "url": self.url,
            "seconds": round(self.seconds, 1),
            "visits": self.visits,
            "opened": self.opened,
            "note": self.note,
            "channels": [_channel_json(one, self.dossier) for one in _channels(self.dossier)],
            "would_look_again": [_asked_json(one) for one in self._of(Answer.PROBLEM)],
            "within": sorted({one.rule for one in self._of(Answer.CLEAR)}),
            "cannot_tell": {
                rule: sorted({one.reason for one in verdicts})
                for rule, verdicts in _by_rule(self._of(Answer.CANNOT_TELL)).items()
            },
        }

    def text(self, language: str) -> str:
        return "\n".join(self._lines(Spoken(WORDS, language)))

    def _lines(self, say: Spoken) -> Iterator[str]:
        yield say(
            "head",
            url=self.url,
            when=f"{self.begun.astimezone(self.config.office.zone):%Y-%m-%d %H:%M}",
            seconds=round(self.seconds),
            pages=self.visits,
            opened=self.opened,
        )
        if not self.opened:
            yield say("inner", url=self.url) if self.is_inner else say("blind", url=self.url)
            if self.note not in ("", NONE_CONFIGURED):
                yield note_text(self.note, say.language)
            return
        yield say("caveat")
        yield from self._channel_lines(say)
        yield from self._asked_lines(say)
        yield from self._titles(say, "within", Answer.CLEAR)
        yield from self._untold_lines(say)
        yield from self._titles(say, "not_asked", Answer.NOT_APPLICABLE)
        yield f"\n{say('next')}"

    def _channel_lines(self, say: Spoken) -> Iterator[str]:
        channels = _channels(self.dossier)
        yield "\n" + (say("channels", n=len(channels)) if channels else say("no_channels"))
        for channel in channels[:CHANNELS_SHOWN]:
            yield "  " + _channel_text(channel, self.dossier, say)
        if rest := len(channels) - CHANNELS_SHOWN:
            yield from [f"  {say('more_channels', n=rest)}"] if rest > 0 else ()

    def _asked_lines(self, say: Spoken) -> Iterator[str]:
        asked = self._of(Answer.PROBLEM)
        if asked:
            yield f"\n{say('noticed')}"
        for one in asked:
            values = {
                "title": rules()[one.rule].rule.looked_at.text(say.language),
                "subject": subject_text(one.subject, say.language),
                "basis": basis_words(one.clause, self.config),
            }
            if not one.measured:
                yield "  " + say("would_ask_plain", **values)
                continue
            measured, threshold = (
                measure_text(text, say.language) for text in (one.measured, one.threshold)
            )
            yield "  " + say("would_ask", measured=measured, threshold=threshold, **values)

    def _untold_lines(self, say: Spoken) -> Iterator[str]:
        untold = _by_rule(self._of(Answer.CANNOT_TELL))
        if untold:
            yield f"\n{say('untold')}"
        for rule, verdicts in untold.items():
            reasons = dict.fromkeys(reason_words(one.reason).text(say.language) for one in verdicts)
            title = rules()[rule].rule.looked_at.text(say.language)
            yield "  " + say("untold_row", title=title, reasons=say("joint").join(reasons))

    def _titles(self, say: Spoken, name: str, answer: Answer) -> Iterator[str]:
        """The rules that have this answer and no graver one."""
        graver = {
            one.rule
            for one in self.verdicts
            if one.answer is not answer
            and (answer is Answer.NOT_APPLICABLE or one.answer is not Answer.NOT_APPLICABLE)
        }
        titles = [
            rules()[rule].rule.looked_at.text(say.language)
            for rule in _by_rule(self._of(answer))
            if rule not in graver
        ]
        if titles:
            yield "\n" + say(name, titles=say("joint").join(titles))

    def _of(self, answer: Answer) -> list[Verdict]:
        return [one for one in self.verdicts if one.answer is answer]


def look_once(
    url: str, kind: str, minutes: float, folder: Path, clock: Clock, progress: Progress
) -> OneLook:
    """Crawl the site behind `url` for so many minutes at most and judge it as a unit of `kind`,
    asked as the office of `folder` would where there is one. Raises Miswritten.
    """
    refuse_unless_address(url)
    if kind not in KIND_WORDS:
        raise Miswritten(NO_KIND.filled(kind=kind, kinds=", ".join(KIND_WORDS)))
    begun = clock.now()
    with TemporaryDirectory(prefix="gongkai-try-") as empty:
        config = _office_of_one(url, kind, minutes, folder, Path(empty))
        run = crawl_once(config, clock, progress)
        with held_night(config.data), open_data_folder(config) as data_folder:
            known = opened_with(
                data_folder.ledger, config, run, clock_suspect="clock_suspect" in run.note
            )
            dossier = open_dossier(data_folder.ledger, known, UnitTask(config.units[0]))
            night = next(iter(unit_nights(data_folder.ledger, run.id)), None)
    seconds = (clock.now() - begun).total_seconds()
    visited = {} if night is None else night.outcomes
    visits, opened = sum(visited.values()), visited.get(Outcome.OPEN, 0)
    is_inner = visits > 0 and visited.get(Outcome.REFUSED_BY_OUR_POLICY) == visits
    return OneLook(
        *(url, config, dossier, judge(dossier), begun, seconds, visits, opened, run.note),
        is_inner=is_inner,
    )


def _office_of_one(url: str, kind: str, minutes: float, folder: Path, empty: Path) -> Config:
    """An office that minds this one site, politely and briefly, and leaves nothing behind."""
    if (folder / "office.toml").exists():
        ours = opened_config(folder)
        office, rulebook = ours.office, ours.rulebook
    else:
        office, rulebook = Office(name="gongkai", city="gongkai"), merged_rulebook({})[0]
    crawl = office.crawl.model_copy(
        update={"minutes_per_unit": minutes, "pages_per_unit": PAGES, "browser_pages_per_unit": 0}
    )
    host = host_of(url)
    unit = Unit(id="site", name=host, short=host, kind=kind, sites=[Site(kind="own", url=url)])
    alone = {"crawl": crawl, "people": [], "vantages": [], "data_group": ""}
    return Config(office.model_copy(update=alone), (unit,), rulebook, empty, empty / "data")


def _channels(dossier: Dossier) -> list[ChannelView]:
    return [channel for site in dossier.sites for channel in site.channels]


def _by_rule(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    sorted_out: dict[str, list[Verdict]] = {}
    for one in verdicts:
        sorted_out.setdefault(one.rule, []).append(one)
    return sorted_out


def _channel_text(channel: ChannelView, dossier: Dossier, say: Spoken) -> str:
    of = class_of(channel, dossier)
    limit = limit_of_class(of, dossier.profile)
    newest = newest_of_channel(channel, dossier.as_of)
    values: dict[str, object] = {
        "name": channel.name,
        "kind": of.name if say.language == "zh" else of.id,
        "items": len(channel.items),
        "asks": say("asks", limit=limit.text.text(say.language)) if limit else say("asks_nothing"),
    }
    if newest is None or newest.observed:
        return say("undated" if channel.items else "empty", **values)
    return say("dated", day=newest.day, age=(dossier.as_of - newest.day).days, **values)


def _channel_json(channel: ChannelView, dossier: Dossier) -> dict[str, object]:
    newest = newest_of_channel(channel, dossier.as_of)
    limit = limit_of_class(class_of(channel, dossier), dossier.profile)
    return {
        "name": channel.name,
        "url": channel.url,
        "class": channel.channel_class,
        "items": len(channel.items),
        "newest": newest.day.isoformat() if newest and not newest.observed else None,
        "limit": limit.text.en if limit else None,
    }


def _asked_json(one: Verdict) -> dict[str, object]:
    return {
        "rule": one.rule,
        "subject": one.subject,
        "measured": one.measured,
        "threshold": one.threshold,
        "clause": one.clause,
    }
