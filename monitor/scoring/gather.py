"""A quarter's league table from the ledger and the desk, read-only."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from config.folder import Config
from monitor.scoring.league import League, league
from monitor.scoring.lives import lives
from monitor.scoring.nights import Nights
from monitor.scoring.quarter import QuarterOfYear
from store.desk.desk import Desk
from store.desk.entries import held_secret_until, lives_withdrawn
from store.ledger import Ledger
from store.queries.quarters.answers import answers_between, nights_between, turns_between


def score_quarter(
    config: Config, ledger: Ledger, desk: Desk | None, quarter: QuarterOfYear, today: date
) -> League:
    """As of `today`: of a quarter that is not over, its days until now. `desk` None: nobody has
    said anything in the console yet.
    """
    until = max(quarter.first, min(quarter.last, today))
    days = nights_between(ledger, quarter.first, until)
    if until == today and until not in days:
        until_now = (until - quarter.first).days  # tonight's is still to come
    else:
        until_now = (until - quarter.first).days + 1
    turns = turns_between(ledger, quarter.first, until)
    numbers = {turn.finding for turn in turns}
    taken_back = lives_withdrawn(desk, numbers) if desk else {}
    secret = held_secret_until(desk, numbers) if desk else {}
    over = until if until < today else None
    every = (
        replace(life, secret_until=secret.get(number))
        for number, of_it in groupby(turns, key=lambda turn: turn.finding)
        for life in lives(of_it, taken_back.get(number, ()), over=over)
    )
    nights = Nights(days, until_now, until)
    return league(config, quarter, nights, answers_between(ledger, quarter.first, until), every)
