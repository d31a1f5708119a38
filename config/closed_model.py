"""The closed model that everything the office writes is read with, and the few types that its keys
share.
"""

import re
from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from config.addresses import is_an_address

# As a browser sends it in `Host`, without the port: a name in ASCII, or an address.
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\]")
# RFC 1123 §2.1, and the underscore that names in use have
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_LONGEST_NAME = 253  # RFC 1035 §2.3.4, without the last dot


class ClosedModel(BaseModel):
    """Unknown keys are refused: a mistyped key must never be a setting silently not made."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _one_line(value: str) -> str:
    """What goes into headers, subjects and titles of others: a line break in it begins a header of
    its own.
    """
    if len(value.splitlines()) > 1:
        raise ValueError("a line break where one line is written")
    return value


def _http_url(value: str) -> str:
    _web_address(value)
    if "@" in urlsplit(value).netloc:
        raise ValueError("a user or password in a web address")
    return value


def _http_url_or_none(value: str) -> str:
    return _http_url(value) if value else value


def _web_address(value: str) -> None:
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError as error:
        raise ValueError("not a web address") from error
    try:
        is_a_port = parts.port is None or parts.port > 0
    except ValueError:
        is_a_port = False
    if not is_a_port:
        raise ValueError("no such port")
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError("a web address begins with http:// or https:// and names a host")
    if "\\" in value or any(c.isspace() or (ord(c) > 126 and c in "：／。．") for c in value):
        raise ValueError("full-width characters, blanks or backslashes in a web address")
    if not _can_be_a_host(host):
        raise ValueError(f"no host can be called {host!r}")


def _can_be_a_host(host: str) -> bool:
    """Whether `host` is an address or could be a name. What cannot be one never opens, and the unit
    would be told so: a slip of the office's pen must not become a missing site.
    """
    try:
        name = host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError:
        return is_an_address(host)
    labels = name.split(".")
    is_a_name = all(map(_LABEL.fullmatch, labels)) and not labels[-1].isdigit()
    return is_an_address(name) or (is_a_name and len(name) <= _LONGEST_NAME)


def _network(value: str) -> str:
    try:
        ip_network(value)
    except ValueError as error:
        raise ValueError(f"not an address range: {value!r}") from error
    return value


def _proxy_url(value: str) -> str:
    if not value:
        return value
    _web_address(value)
    parts = urlsplit(value)
    if parts.scheme != "http" or not parts.port or parts.path not in ("", "/") or parts.query:
        raise ValueError(
            "a proxy is written http://host:port, with user:password@ before the host where it asks for them"
        )
    return value


def _host_name(value: str) -> str:
    if not _HOST.fullmatch(value):
        raise ValueError(f"not the name of a host: {value!r}")
    return value.lower()


Line = Annotated[str, AfterValidator(_one_line)]
ProxyUrl = Annotated[str, AfterValidator(_proxy_url)]
HostName = Annotated[str, AfterValidator(_host_name)]
HttpUrl = Annotated[str, AfterValidator(_http_url)]
HttpUrlOrNone = Annotated[str, AfterValidator(_http_url_or_none)]
Network = Annotated[str, AfterValidator(_network)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
