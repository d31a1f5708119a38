"""An answer as it was received: all that a reader is given of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from store.records import declared_type


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """`status` None is a page kept without its status; it is read as one that was shown.

    `headers` may be in any case. `content_type`, where given, goes before what they declare.
    `linked_from_encoding` is the encoding that the page which led here used, "" where unknown: the
    links of a page are spelled in it. `is_rendered`: the body is the page after its scripts ran.
    """

    body: bytes
    url: str
    status: int | None = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    linked_from_encoding: str = ""
    is_rendered: bool = False

    @property
    def status_read_as(self) -> int:
        """200 where the page was kept without its status."""
        return 200 if self.status is None else self.status

    @property
    def declared_type(self) -> str:
        """The Content-Type in force, "" where none was declared."""
        return self.content_type or declared_type(self.headers.items())
