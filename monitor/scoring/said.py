"""A score in words: why there is none, what it is folded from, how each point was lost. Pure."""

from pathlib import Path

from config.folder import Config
from config.words import word_table
from monitor.report.gathering.basis import basis_words
from monitor.report.reasons import reason
from monitor.scoring.league import LeaguePlace
from monitor.scoring.score import WHOLE, IndicatorScore, Line, UnitScore

WORDS = word_table(Path(__file__).parent / "words.toml")


def method(config: Config, language: str) -> list[str]:
    """How it is reckoned, a sentence or two each."""
    settings = config.office.score
    shares = {
        "nights": f"{settings.least_nights:.0%}",
        "points": f"{settings.least_points:.0%}",
    }
    named = ["method.points", "method.unknown"]
    named += ["method.vetoes"] if settings.vetoes else []
    return [WORDS[name].text(language, **shares) for name in (*named, "method.left_out")]


def note(place: LeaguePlace, language: str) -> str:
    """What stands beside the score, as one line."""
    return WORDS["joint"].text(language).join(notes(place, language))


def notes(place: LeaguePlace, language: str) -> list[str]:
    """Why there is no score, or that it failed, first; then from what it is folded, and more."""
    score, said = place.score, []
    if score.why:
        said.append(why_text(score, language))
    elif score.has_failed:
        said.append(WORDS["failed"].text(language))
    if score.score is not None and round(score.points) < WHOLE:
        said.append(WORDS["folded"].text(language, points=score.points))
    if score.withdrawn:
        said.append(WORDS["withdrawn_too"].text(language, n=len(score.withdrawn)))
    if score.secret:
        said.append(WORDS["secret_too"].text(language, n=score.secret))
    if below := sum(len(one.lines) for one in place.below):
        said.append(WORDS["below_too"].text(language, n=below))
    return said


def why_text(score: UnitScore, language: str) -> str:
    """Why a unit has no score; "" where it has one."""
    if score.why is None:
        return ""
    values: dict[str, object] = {
        "n": score.nights,
        "all": score.of_nights,
        "points": score.points,
        "of": score.applicable,
    }
    return WORDS[f"why.{score.why}"].text(language, **values)


def reckoned(line: Line, language: str) -> str:
    """`5分 × 超出7% × 21/92夜 = 0.08分`."""
    name = "reckoned" if line.excess < 1 else "reckoned_whole"
    return WORDS[name].text(
        language,
        most=line.most,
        excess=line.excess,
        nights=line.nights,
        of=line.of_nights,
        cost=line.cost,
    )


def basis(line: Line, config: Config, language: str) -> str:
    """The clause; that it is a veto is said with it."""
    clause = basis_words(line.life.clause, config, is_short=True)
    return WORDS["vetoed"].text(language, clause=clause) if line.veto else clause


def capped_text(one: IndicatorScore, language: str) -> str:
    """That its lines are more than it has; "" where they are not."""
    if not one.is_capped:
        return ""
    return WORDS["capped"].text(language, sum=sum(line.cost for line in one.lines))


def unknown_text(one: IndicatorScore, language: str) -> str:
    """What of an indicator could not be judged, the commonest reason first."""
    if one.judged is None:
        return WORDS["not_applicable"].text(language)
    return (
        WORDS["joint"]
        .text(language)
        .join(
            WORDS["unknown_of"].text(language, why=reason(why, language), n=n)
            for why, n in one.unknown.items()
        )
    )
