"""Pages that stand in the page's place: not found, under repair, parked, taken over, moved, empty
shells (docs/field-notes.md §6).

Every test asks for the words *and* for a page that says little else: an article about a maintenance
is an article.
"""

import re
from urllib.parse import urlsplit

from crawler.extract.answer import JudgedOutcome, ReadAnswer
from crawler.extract.document_kind import GONE
from crawler.extract.links import is_attachment, target_of
from crawler.extract.patterns import patterns
from crawler.extract.published import is_published
from store.outcomes import Outcome

_PATTERNS = patterns(__name__)
_STATUS = {404: Outcome.HTTP_404_410, 410: Outcome.HTTP_404_410}


def by_status(answer: ReadAnswer) -> JudgedOutcome | None:
    """What the status alone settles, walls having been looked for before."""
    status = answer.status
    if status in _STATUS:
        return JudgedOutcome(_STATUS[status], str(status))
    if status == 429:
        return JudgedOutcome(Outcome.RATE_LIMITED, str(status))
    if 500 <= status <= 599:
        words = (
            _MAINTENANCE.search(answer.title + " " + answer.words[:2000]) if status == 503 else None
        )
        return (
            JudgedOutcome(Outcome.MAINTENANCE, words.group())
            if words
            else JudgedOutcome(Outcome.HTTP_5XX, str(status))
        )
    if 400 <= status <= 499:
        return JudgedOutcome(Outcome.HTTP_4XX, str(status))
    if status == 206 and not _is_whole(said := answer.headers.get("content-range", "")):
        return JudgedOutcome(Outcome.TRUNCATED, f"206 unasked: {said[:60] or 'of nothing said'}")
    if not 200 <= status <= 599:
        # interim, or none of HTTP's (RFC 9110 §15): no page, and no fault that the RFC names
        return JudgedOutcome(Outcome.PARSE_ANOMALY, f"status {status}")
    return None


def _is_whole(content_range: str) -> bool:
    """A piece that is all there is, from the first byte to the last."""
    found = re.fullmatch(r"bytes 0-(\d{1,15})/(\d{1,15})", content_range.strip())
    return found is not None and int(found[1]) + 1 == int(found[2])


def by_words(answer: ReadAnswer) -> JudgedOutcome | None:
    """What a page with a good status says of itself; a published document says it of others."""
    if hijacked := _hijacked(answer):
        return hijacked
    if judged := _in_a_files_place(answer):
        return judged
    if judged := _at_an_error_address(answer):
        return judged
    # An office that closes its site and says where it went has parked nothing.
    for find in (_moved, _parked, _not_found, _server_error, _maintenance, _login):
        judged = find(answer)
        if judged is not None:
            is_about_others = is_published(answer) and not _is_titled_an_error(answer)
            return None if is_about_others else judged
    return None


def by_emptiness(answer: ReadAnswer, jumps_to: str) -> JudgedOutcome | None:
    """A page that says nothing: a jump, a shell for a script, or a stub."""
    said = answer.said
    if jumps_to or answer.flat.frames or said >= 600:
        return None
    if (
        _SHELL.search(answer.source)
        and (said < 60 or _LOADING.search(answer.words))
        and answer.prose < 120
        and len(answer.flat.anchors) < 40
    ):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "application shell")
    if (
        _SHELL.search(answer.source)
        and answer.prose < 400
        and len(answer.flat.anchors) < 40
        and _has_a_block_that_loads(answer)
    ):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "application shell, loading")
    if said < 300 and _LOADING.fullmatch(_innermost_words(answer)):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "loading")
    if said < 60 and _NOSCRIPT.search(answer.source):
        return JudgedOutcome(Outcome.NEEDS_BROWSER, "asks for JavaScript")
    if said == 0 and answer.flat.images == 0 and not answer.flat.anchors:
        if re.search(r"<script\b", answer.source, re.IGNORECASE):
            return JudgedOutcome(Outcome.NEEDS_BROWSER, "scripts only")
        return JudgedOutcome(Outcome.STUB, f"{answer.size} bytes without words")
    return None


# --- not found

_NOT_FOUND = _PATTERNS["not_found"]
_NOT_FOUND_TITLE = _PATTERNS["not_found_title"]
_ALERT = _PATTERNS["alert"]
_SAYS_ONLY_THAT = 120  # characters of prose
_SAYS_LITTLE = 300  # characters in the main area


def _not_found(answer: ReadAnswer) -> JudgedOutcome | None:
    if answer.dated_rows >= 2 or answer.prose >= 300:
        return None
    in_title = _NOT_FOUND.search(answer.title) or _NOT_FOUND_TITLE.search(answer.title)
    in_text = answer.line_with(_NOT_FOUND, 160, with_footer=False)
    said = answer.said_in_main
    if said == 0 and (alert := _ALERT.search(answer.source)) and _NOT_FOUND.search(alert[1]):
        return JudgedOutcome(Outcome.SOFT_404, alert[1][:60])
    if in_title and (in_text or said < 600):
        return JudgedOutcome(Outcome.SOFT_404, answer.title.strip()[:60])
    if (
        in_text
        and answer.prose < _SAYS_ONLY_THAT
        and any(b.heading and _NOT_FOUND.search(b.text) for b in answer.flat.blocks)
    ):
        # as its heading, with the whole of the site's frame around it
        return JudgedOutcome(Outcome.SOFT_404, in_text.group()[:60])
    if in_text and said < 300 and len(answer.flat.anchors) < 60:
        return JudgedOutcome(Outcome.SOFT_404, in_text.group()[:60])
    return None


_A_FILE = _PATTERNS["a_file"]
_SHOWS_A_FILE = _PATTERNS["shows_a_file"]
_A_MENU = 5  # links to pages: what an office program saves as a page has none


def _in_a_files_place(answer: ReadAnswer) -> JudgedOutcome | None:
    """Nothing, or a page of the site with its menus, where a document stood: it is gone. What an
    office program saved as a page, or a page that shows the document, is the document.
    """
    if not _A_FILE.search(urlsplit(answer.url).path):
        return None
    if answer.size <= GONE:
        return JudgedOutcome(Outcome.SOFT_404, f"{answer.size} bytes in the file's place")
    here = urlsplit(answer.url).hostname
    if _SHOWS_A_FILE.search(answer.source):
        return None
    targets = {target_of(anchor, answer.url) for anchor in answer.flat.anchors[:200]}
    pages = [t for t in targets if t and urlsplit(t).hostname == here and not is_attachment(t)]
    if len(pages) < _A_MENU or answer.flat.has_password_field:
        return None
    return JudgedOutcome(Outcome.SOFT_404, "a page in the file's place")


_SENT_FOR_AN_ERROR = _PATTERNS["sent_for_an_error"]
_ERROR_ADDRESS = _PATTERNS["error_address"]
_SPEAKS_OF_AN_ERROR = _PATTERNS["speaks_of_an_error"]
_TITLED_AN_ERROR = _PATTERNS["titled_an_error"]
_LONGEST_TITLE = 60


def _at_an_error_address(answer: ReadAnswer) -> JudgedOutcome | None:
    """Sent there by its server, the page says next to nothing of its own; the site's frame and its
    latest news may stand round it.
    """
    if answer.prose >= _SAYS_ONLY_THAT:
        return None
    if _SENT_FOR_AN_ERROR.search(answer.url) or (
        _ERROR_ADDRESS.search(answer.url)
        and not is_published(answer)
        and (_SPEAKS_OF_AN_ERROR.search(answer.title) or answer.line_with(_SPEAKS_OF_AN_ERROR, 160))
    ):
        return JudgedOutcome(Outcome.SOFT_404, f"sent to {urlsplit(answer.url).path}"[:60])
    return None


def _is_titled_an_error(answer: ReadAnswer) -> bool:
    """The page's own title or heading is an error's and little is said below it: a document that
    speaks of errors has more in its title.
    """
    if answer.prose >= _SAYS_ONLY_THAT or answer.said_in_main >= _SAYS_LITTLE:
        return False
    headings = (b.text for b in answer.flat.blocks if b.heading and b.area == "main")
    return any(
        len(title) <= _LONGEST_TITLE and _TITLED_AN_ERROR.fullmatch(title)
        for title in (_TITLE_PARTS.split(answer.title)[0], *headings)
    )


_TITLE_PARTS = re.compile(r"[|_｜—]|-(?!\s*\d)")
_SERVER_ERROR = _PATTERNS["server_error"]


def _server_error(answer: ReadAnswer) -> JudgedOutcome | None:
    """200 with the words of a crash (error_200): the page is not there, nor is it gone."""
    if answer.dated_rows or answer.prose >= 400:
        return None
    match = _SERVER_ERROR.search(answer.title) or (
        _SERVER_ERROR.search(answer.words)
        if answer.said < 1200 and len(answer.flat.anchors) < 20
        else None
    )
    return (
        JudgedOutcome(Outcome.HTTP_5XX, f"200 with words: {match.group()[:50]}") if match else None
    )


# --- under repair

_MAINTENANCE = _PATTERNS["maintenance"]
_MAINTAINED_BY = _PATTERNS["maintained_by"]
_COLUMN_EMPTY = _PATTERNS["column_empty"]


def _maintenance(answer: ReadAnswer) -> JudgedOutcome | None:
    """The whole page is being repaired. A living site's channel that says so is empty, not out."""
    if answer.dated_rows or answer.prose >= 300:
        return None
    spoken = [
        (m, block.text)
        for block in answer.flat.blocks
        if len(block.text) <= 200
        and block.area != "footer"
        and block.link_characters < len(block.text)
        and (m := _MAINTENANCE.search(_MAINTAINED_BY.sub("", block.text)))
    ]
    in_title = _MAINTENANCE.search(answer.title) if len(answer.title) <= 40 else None
    if not spoken and not in_title:
        return None
    said = answer.said_in_main
    of_the_site = re.compile(
        r"网站|本站|系统|平台|服务器|站点|访问|门户|主页|site|server|maintenance"
    )
    # “环城路正在建设” is about a road; “正在建设中” and “网站升级” say it of the place where they
    # stand.
    is_titled_so = in_title is not None and (
        in_title.start() == 0 or bool(of_the_site.search(answer.title))
    )
    is_about_site = is_titled_so or any(of_the_site.search(text) for _, text in spoken)
    is_bare = len(answer.flat.anchors) < 5
    if said < 500 and (
        is_bare
        or (
            is_about_site
            and not any(_COLUMN_EMPTY.search(text) and "栏目" in text for _, text in spoken)
        )
    ):
        match = in_title or spoken[0][0]
        return JudgedOutcome(Outcome.MAINTENANCE, match.group().strip()[:60])
    return None


# --- somebody else's

_PARKED = _PATTERNS["parked"]


def _parked(answer: ReadAnswer) -> JudgedOutcome | None:
    if answer.dated_rows or answer.prose >= 300 or len(answer.flat.anchors) > 60:
        return None
    match = _PARKED.search(answer.title) or answer.line_with(_PARKED, 199)
    return (
        JudgedOutcome(Outcome.PARKED, match.group()[:60])
        if match and len(answer.words) < 1500
        else None
    )


_FOREIGN = _PATTERNS["foreign"]
# So reporters speak of it, and hardly ever those who sell it: alone they prove nothing.
_OF_REPORTERS = frozenset({"赌博", "赌场", "色情", "情色", "裸聊", "一夜情", "代开发票", "私服"})
_REPORTING = _PATTERNS["reporting"]


def _hijacked(answer: ReadAnswer) -> JudgedOutcome | None:
    """Gambling or pornography in title, tags and text, and no words of offices reporting on it."""
    head = " ".join(
        (
            answer.title,
            answer.flat.metas.get("keywords", ""),
            answer.flat.metas.get("description", ""),
        )
    )
    in_head = set(_FOREIGN.findall(head))
    if in_head <= _OF_REPORTERS:
        return None
    words = answer.words[:20_000]
    in_title, in_text = bool(_FOREIGN.search(answer.title)), len(_FOREIGN.findall(words))
    if _REPORTING.search(head) or len(_REPORTING.findall(words)) > 2:
        return None
    if in_title and (len(in_head) >= 2 or in_text >= 3):
        return JudgedOutcome(
            Outcome.HIJACKED, "foreign words in title and text: " + "、".join(sorted(in_head)[:3])
        )
    return None


_MOVED = _PATTERNS["moved"]


def _moved(answer: ReadAnswer) -> JudgedOutcome | None:
    """A migration notice with the new address, and little else."""
    if answer.dated_rows or answer.prose >= 400 or len(answer.flat.anchors) > 15:
        return None
    here = urlsplit(answer.url).hostname
    match = answer.line_with(_MOVED, 299)
    if match is None:
        return None
    targets = [target_of(anchor, answer.url) for anchor in answer.flat.anchors]
    away = next((t for t in targets if t and urlsplit(t).hostname != here), "")
    spelled = re.search(r"https?://[\w.\-/:]+", answer.words)
    target = away or (spelled.group() if spelled else "")
    if not target and _MAINTENANCE.search(answer.words):
        return None  # “因网站迁移，暂停访问”: nobody is told where to
    return JudgedOutcome(Outcome.MOVED, target or match.group()[:60])


_LOGIN = _PATTERNS["login"]


def _login(answer: ReadAnswer) -> JudgedOutcome | None:
    """A password field where a page was: only when there is nothing else to read."""
    is_asked = answer.flat.has_password_field and (
        _LOGIN.search(answer.title) or _LOGIN.search(answer.words)
    )
    if is_asked and not answer.dated_rows and answer.prose < 200 and len(answer.flat.anchors) < 25:
        return JudgedOutcome(Outcome.LOGIN_REQUIRED, answer.title.strip()[:60] or "password field")
    return None


# --- nothing said

_SHELL = _PATTERNS["shell"]
_NOSCRIPT = _PATTERNS["noscript"]
_LOADING = _PATTERNS["loading"]


def only_loads(words: str) -> bool:
    """加载中… and nothing else: what is to stand there comes by a script."""
    return _LOADING.fullmatch(words) is not None


def _has_a_block_that_loads(answer: ReadAnswer) -> bool:
    """“加载中…” stands where the text should be; a notice about cookies beside it is no prose."""
    return any(
        block.area == "main" and len(block.text) <= 40 and _LOADING.fullmatch(block.text)
        for block in answer.flat.blocks
    )


def _innermost_words(answer: ReadAnswer) -> str:
    return " ".join(block.text for block in answer.flat.blocks if block.area == "main")
