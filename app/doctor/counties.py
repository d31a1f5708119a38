"""The counties below this office: each that cannot be read, by its name, with what mends it."""

from collections.abc import Iterator
from datetime import date

from app.counties.reading import read_counties
from app.doctor.check import BAD, GOOD, Check, words
from config.folder import Config
from config.words import Words

TITLE = Words("县（市、区）", "counties")


def county_checks(config: Config, today: date) -> Iterator[Check]:
    """Nothing where the office names none. Every ledger is read whole."""
    found = read_counties(config, today)
    for one in found.unread:
        seen = words("{name}：{why}", "{name}: {why}", name=one.county.name, why=one.line.why)
        yield Check("counties", TITLE, BAD, seen, one.detail)
    if found.read:
        n, of = len(found.read), len(found.all)
        read = words("{of}个中读取{n}个", "{n} of {of} were read", of=of, n=n)
        yield Check("counties", TITLE, GOOD, read)
