"""A league table as lines of a terminal: rank, unit, score, and what is to be known of it. Pure."""

from collections.abc import Iterator

from config.kind_words import KIND_WORDS
from monitor.judging.plain_text import printable
from monitor.scoring.league import League, LeaguePlace
from monitor.scoring.said import note


def league_lines(league: League, language: str) -> Iterator[str]:
    for kind, places in league.by_kind.items():
        yield next(words for name, words in KIND_WORDS.items() if name == kind).text(language)
        yield from (_line(place, language) for place in places)


def _line(place: LeaguePlace, language: str) -> str:
    score = "—" if place.score.score is None else f"{place.score.score:.1f}"
    told = f"{place.rank or '—':>4}  {score:>5}  {place.unit.label}  {note(place, language)}"
    return printable(told).rstrip()
