"""One request, seen from a page: who asks, in which language, of which units; and how the page is
drawn.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse

from config.folder import Config
from config.unit import Unit
from config.words import word_table
from monitor.console.access import Right, may, may_ask, may_enter, units_seen
from monitor.console.context import Console
from monitor.console.rendered import Rendered
from monitor.report.material import KINDS_IN_ORDER
from monitor.report.templating import templates_of
from store.desk.users import Role, User
from store.ledger import Ledger
from store.privacy.logs import masked_line

LANGUAGE = "gongkai_language"
LANGUAGES = ("zh", "en")
LARGEST_ID = 2**63 - 1  # SQLite's integers
STATIC = Path(__file__).parent / "static"
WORDS = word_table(*sorted((Path(__file__).parent / "words").glob("*.toml")))

_templates = templates_of("monitor.console")


def _version() -> str:
    """Of the files that browsers keep: another content is another address."""
    return sha256(
        b"".join(path.read_bytes() for path in sorted(STATIC.rglob("*")) if path.is_file())
    ).hexdigest()[:12]


_templates.globals["version"] = _version()


@dataclass
class PageRequest:
    request: Request

    @cached_property
    def console(self) -> Console:
        console: Console = self.request.app.state.console
        return console

    @cached_property
    def config(self) -> Config:
        return self.console.config()

    @property
    def user(self) -> User | None:
        user: User | None = getattr(self.request.state, "user", None)
        return user

    @cached_property
    def language(self) -> str:
        wanted = self.request.cookies.get(LANGUAGE, "")
        return wanted if wanted in LANGUAGES else self.config.office.language

    @cached_property
    def own_units(self) -> frozenset[str] | None:
        """The units that this person sees; None: all."""
        return units_seen(self.user, self.config) if self.user else frozenset()

    @cached_property
    def units(self) -> list[Unit]:
        """Those of them that are in service, in the order in which a circular names them."""
        in_service = [
            unit
            for unit in self.config.units
            if unit.retired is None or self.console.today < unit.retired
        ]
        return sorted(
            (unit for unit in in_service if self.sees(unit.id)),
            key=lambda unit: (KINDS_IN_ORDER.index(unit.kind), unit.id),
        )

    def ledger(self) -> AbstractContextManager[Ledger]:
        """The ledger as far as it speaks of this person's units: whatever a page asks, it hears of
        no other. Raises StoreFailed, BeforeFirstNight.
        """
        return self.console.ledger(self.own_units)

    def sees(self, unit_id: str) -> bool:
        return self.own_units is None or unit_id in self.own_units

    def must_see(self, unit_id: str) -> None:
        """What is not this person's does not exist for them. Raises HTTPException."""
        if not self.sees(unit_id):
            raise HTTPException(404)

    def may(self, right: Right) -> bool:
        return self.user is not None and may(self.user, right)

    def must(self, right: Right) -> None:
        """Raises HTTPException for whoever may not."""
        if not self.may(right):
            raise HTTPException(403)

    def label(self, unit_id: str) -> str:
        """The unit's name in sentences; its id where the office no longer lists it."""
        return self._labels.get(unit_id, unit_id)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {unit.id: unit.label for unit in self.config.units}

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.language, **values)

    def id(self, name: str) -> int:
        """A number from the path. Raises HTTPException for one that no row can have."""
        number = int(self.request.path_params[name])
        if number > LARGEST_ID:
            raise HTTPException(404)
        return number

    def number(self, name: str, *, least: int, most: int, otherwise: int) -> int:
        """A number from the address line; anything else than a number in its bounds is `otherwise`."""
        given = self.request.query_params.get(name, "")
        is_number = given.isascii() and given.isdigit() and len(given) < 10
        return int(given) if is_number and least <= int(given) <= most else otherwise

    def page(self, template: str, status: int = 200, /, **values: object) -> HTMLResponse:
        text = _templates.get_template(template).render(**self._globals(), **values)
        return HTMLResponse(text.encode("utf-8", "replace"), status)

    def refused(self, status: int, message: str = "", *, said: str = "") -> HTMLResponse:
        """An answer that is none, in the console's own face; `said` where the number alone does not
        tell enough.
        """
        key = said or f"refused.{status}"
        said = key if key in WORDS else "refused"
        return self.page(
            "refused.html", status, code=status, said=said, message=message, back=self._page_before
        )

    @property
    def _page_before(self) -> str:
        """The page of this console whose form was refused; "" where nothing was sent."""
        before = urlsplit(self.request.headers.get("referer", ""))
        is_ours = before.netloc == self.request.headers.get("host")
        if self.request.method != "POST" or not is_ours or before.path[:2] in ("", "//", "/\\"):
            return ""
        return f"{before.path}?{before.query}" if before.query else before.path

    @property
    def is_office(self) -> bool:
        return self.user is not None and self.user.role is Role.OFFICE

    @property
    def is_of_a_unit(self) -> bool:
        return self.user is not None and self.user.role is Role.UNIT

    @property
    def origin(self) -> str:
        """Where this console stands: as the office says, else as it was asked."""
        return (self.config.office.console.url or str(self.request.base_url)).rstrip("/")

    @property
    def rendered(self) -> Rendered:
        return Rendered(self.language, self.config.office.zone)

    def _globals(self) -> Mapping[str, object]:
        language = self.language
        url = self.request.url
        path = masked_line(f"{url.path}?{url.query}" if url.query else url.path)
        mounts: frozenset[str] = self.request.app.state.mounts
        return {
            "say": self.say,
            "language": language,
            "city": self.config.office.city,
            "user": self.user,
            "path": path if self.request.method == "GET" else "/",
            "label": self.label,
            "show": self.rendered,
            "can_ask": "/data" in mounts
            and self.user is not None
            and may_enter(self.user, "/data"),
            "may": lambda right: self.may(Right(right)),
            "opens": lambda route: self.user is not None and may_ask(self.user, route),
            "sees": self.sees,
            "sees_all": self.user is not None and self.own_units is None,
            "has_counties": bool(self.config.office.province.counties),
            "has_scores": self.config.office.score.on,
            "done": self.request.query_params.get("done", ""),
            "words": WORDS,
        }
