"""A league table as programs read it: `gongkai report --score … --json`. Pure."""

from monitor.scoring.league import League, LeaguePlace
from monitor.scoring.said import note
from monitor.scoring.score import IndicatorScore, Line


def league_json(league: League, language: str) -> dict[str, object]:
    return {
        "quarter": str(league.quarter),
        "until": league.until.isoformat(),
        "units": [_unit(place, language) for place in league.places],
    }


def _unit(place: LeaguePlace, language: str) -> dict[str, object]:
    score = place.score
    return {
        "unit": place.unit.id,
        "name": place.unit.name,
        "kind": place.unit.kind,
        "rank": place.rank,
        "score": score.score,
        "why": score.why.value if score.why else "",
        "failed": score.has_failed,
        "note": note(place, language),
        "nights": score.nights,
        "of_nights": score.of_nights,
        "points": round(score.points, 2),
        "applicable": score.applicable,
        "lost": round(score.cost, 2),
        "vetoes": [line.veto for line in score.vetoes],
        "withdrawn": [life.number for life in score.withdrawn],
        "secret": score.secret,
        "indicators": [_indicator(one, language) for one in score.indicators],
        "below": [line.life.number for one in place.below for line in one.lines],
    }


def _indicator(one: IndicatorScore, language: str) -> dict[str, object]:
    return {
        "indicator": one.indicator.id,
        "of": one.indicator.points,
        "judged": None if one.judged is None else round(one.judged, 3),
        "points": round(one.points, 2),
        "lost": round(one.cost, 2),
        "unknown": dict(one.unknown),
        "lines": [_line(line, language) for line in one.lines],
    }


def _line(line: Line, language: str) -> dict[str, object]:
    life = line.life
    return {
        "finding": life.number,
        "rule": life.rule,
        "clause": life.clause,
        "sentence": life.sentence(language),
        "begun": life.begun.isoformat(),
        "ended": life.ended.isoformat() if life.ended else None,
        "measured": line.measured,
        "threshold": line.threshold,
        "most": line.most,
        "excess": round(line.excess, 3),
        "nights": line.nights,
        "of_nights": line.of_nights,
        "lost": round(line.cost, 3),
        "veto": line.veto,
    }
