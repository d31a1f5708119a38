"""Bytes in, facts out: all that is read from one answer. Pure; never raises, whatever the bytes."""

import re
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from urllib.parse import urlsplit

from config.rulebook import Rulebook
from config.rulebook_files import shipped_rulebook
from crawler.extract import money
from crawler.extract.answer import JudgedOutcome, ReadAnswer
from crawler.extract.blocks import (
    MAX_TEXT,
    lines_beside,
    list_blocks,
    prose_lines,
    row_lines,
    table_lines,
    text_blocks,
    text_lines,
)
from crawler.extract.data_answer import error_told, json_of, read_data
from crawler.extract.dialects import generic, script_rows
from crawler.extract.dialects.lists import read_list, settle
from crawler.extract.dialects.reading import ListPage, ListReading
from crawler.extract.dialects.script_made import why_a_browser
from crawler.extract.document_kind import GONE, document_kind
from crawler.extract.encoding import Decoded, decode
from crawler.extract.error_pages import by_emptiness, by_status, by_words, only_loads
from crawler.extract.fingerprint import fingerprint_of
from crawler.extract.flat import FlatPage, flatten
from crawler.extract.grids.amounts import parse_amount
from crawler.extract.grids.html import grids_of
from crawler.extract.identity import identity_of, missing_tags, sign_blocks
from crawler.extract.jumps import find_jump
from crawler.extract.kind import (
    KindWithReason,
    find_move_notice,
    find_placeholder,
    kind_of,
    shows_a_picture,
)
from crawler.extract.labelled.data_inquiries import inquiries_of_data
from crawler.extract.labelled.reading import blocks_of, read_labelled
from crawler.extract.links import (
    base_of,
    full_words,
    is_attachment,
    is_readable,
    query_codec,
    read_attachments,
    read_links,
    spell_queries,
    target_of,
)
from crawler.extract.mentions import find_mentions
from crawler.extract.money.promised import why_page_has_no_table
from crawler.extract.noise.places import settle_places
from crawler.extract.page_dates import PageDates, read_page_dates
from crawler.extract.privacy.shown_numbers import (
    data_surfaces,
    page_surfaces,
    with_numbers,
)
from crawler.extract.reader import EXTRACTOR, ReadingContext
from crawler.extract.received_answer import ReceivedAnswer
from crawler.extract.rows import to_items
from crawler.extract.safe_parse import ParsedTree, parse
from crawler.extract.sentences.fee_lines import fee_lines
from crawler.extract.sentences.fee_rows import fee_rows, list_in_a_picture, may_list_fees
from crawler.extract.sentences.old_names import old_names
from crawler.extract.title_and_text import (
    A_TEXT,
    NO_BODY,
    NO_TEXT,
    Body,
    breadcrumb,
    find_body,
    find_title,
    with_rows,
)
from crawler.extract.walls import find_wall
from store.outcomes import Outcome
from store.records import Block, Item, Link, Mention, PageFacts, PageKind, SpendTable


def read_page(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    """Everything that can be read from one answer; a document is named and not opened.

    The facts' outcome says what the answer is; only where it shows the page are they its facts.
    """
    url = answer.url if is_readable(answer.url) else ""
    try:
        facts = _read(replace(answer, url=url), context)
    except (
        RecursionError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        TypeError,
        MemoryError,
    ) as error:
        # A page that breaks the reader is our fault: named as such, never "no items" and never a
        # crash of the crawl.
        facts = PageFacts(
            PageKind.OTHER,
            "reader failed",
            Outcome.PARSE_ANOMALY,
            f"reader: {type(error).__name__}: {error}"[:200],
        )
    return replace(facts, extractor=EXTRACTOR)


def _read(answer: ReceivedAnswer, context: ReadingContext) -> PageFacts:
    status = answer.status_read_as
    if status == 304:
        return PageFacts(PageKind.OTHER, "not modified", Outcome.OPEN, "304")
    content_type = answer.declared_type
    document = document_kind(answer.body, answer.url, content_type) if status == 200 else ""
    if document:
        return _document_by_name(answer, document)
    decoded = decode(answer.body, content_type)
    data = read_data(decoded.text, url=answer.url, as_of=context.as_of) if status == 200 else None
    if data is not None:
        found = inquiries_of_data(json_of(decoded.text), url=answer.url, as_of=context.as_of)
        facts = _data_answer(data, decoded, context.masks)
        facts = _with_blocks(facts, blocks_of(found), context.masks) if found else facts
        facts = replace(facts, inquiries=found, guides=())
        facts = with_numbers(facts, data_surfaces(decoded.text), context)
        told = "" if facts.items else error_told(decoded.text)
        outcome = Outcome.HTTP_5XX if told.startswith("5") else Outcome.SOFT_404
        return replace(facts, outcome=outcome, outcome_reason=told) if told else facts
    return _page(answer, decoded, context)


# --- pages


def _page(received: ReceivedAnswer, decoded: Decoded, context: ReadingContext) -> PageFacts:
    url, rulebook = received.url, context.rulebook or shipped_rulebook()
    tree = parse(decoded.text)
    flat = flatten(tree)
    codec = query_codec(decoded.used, decoded.declared)
    spell_queries(flat, codec)
    base = base_of(flat, url)
    prose = find_body(flat)
    page = ListPage(flat, decoded.text, url, base, context.as_of)
    reading = read_list(page)
    jumps_to = find_jump(flat, decoded.text, url, codec)
    answer = ReadAnswer(
        received.status_read_as,
        {name.lower(): value for name, value in received.headers.items()},
        len(received.body),
        decoded.text,
        flat,
        url,
        prose.prose,
        reading.with_days,
    )
    judged = _outcome(answer, decoded, tree, jumps_to)

    links, link_count = read_links(flat, base)
    dates = read_page_dates(
        flat,
        prose.blocks,
        url,
        context.as_of,
        source=decoded.text,
        rows=reading.spans if reading.with_days else (),
    )
    attachments = _attachments(links, flat, prose, base)
    crumb = breadcrumb(flat)
    if not reading.with_days and not (prose.is_named and prose.prose >= NO_TEXT):
        prose = with_rows(flat, prose)
    kind = _kind(judged, page, prose, reading, crumb, attachments, dates, jumps_to)
    if judged.outcome is Outcome.MAINTENANCE and answer.status == 200:
        # 正在建设中 in a channel of a site that is otherwise open
        kind = replace(kind, placeholder=find_placeholder(flat, prose))
    script = _made_by_a_script(
        kind, page, prose, reading, jumps_to, is_rendered=received.is_rendered
    )
    if script:
        judged = JudgedOutcome(Outcome.NEEDS_BROWSER, script)
        kind = KindWithReason(PageKind.ERROR_PAGE, judged.outcome.value)
    is_article = kind.kind in (PageKind.ARTICLE, PageKind.ATTACHMENT)
    is_list, shows_lists = kind.kind is PageKind.LIST, kind.kind in (PageKind.LIST, PageKind.HOME)
    if shows_lists:
        reading = settle(reading, page)
    title = find_title(flat, prose, is_article=is_article)
    items = _items(kind, reading, page)
    identity = identity_of(flat, links, decoded.text, url, kind.kind, rulebook.lexicon)
    settle_places(flat, NO_BODY if shows_lists else prose)
    blocks, text = _meaning(kind, title, items, flat, prose, attachments)
    blocks += sign_blocks(identity)
    facts = PageFacts(
        kind=kind.kind,
        kind_reason=kind.reason,
        outcome=judged.outcome,
        outcome_reason=judged.reason,
        encoding_declared=decoded.declared,
        encoding_used=decoded.used,
        title=title[:500],
        site_name=flat.metas.get("sitename", ""),
        column_name=_column_name(flat, crumb, kind, title),
        column_type=flat.metas.get("columntype", ""),
        items=items,
        items_claimed=reading.items_claimed,
        list_dialect=reading.dialect if shows_lists else "",
        next_pages=reading.next_pages if is_list else (),
        data_requests=reading.data_requests if shows_lists else (),
        links=links,
        link_count=link_count,
        attachments=attachments,
        jumps_to=jumps_to,
        placeholder=kind.placeholder,
        move_notice="" if is_article else find_move_notice(flat),
        blocks=blocks,
        fingerprint=fingerprint_of((block.hash for block in blocks), context.masks),
        text=text[:MAX_TEXT],
        text_length=len(text),
        anomalies=_anomalies(decoded, tree, flat, reading, dates),
        identity=identity,
        missing_tags=missing_tags(flat, kind.kind),
    )
    if is_article:
        facts = replace(
            facts,
            published=dates.published,
            published_from=dates.published_from,
            signed=dates.signed,
            updated=dates.updated,
            url_date=dates.url_date,
        )
    if not judged.outcome.shows_the_page:
        return with_numbers(facts, page_surfaces(flat, decoded.text, url), context)
    tables = _tables(tree, flat, title, text, rulebook)
    inquiries, guides = read_labelled(
        facts, flat, tree.lexbor, decoded.text, crumb, base, context.as_of
    )
    if is_list and inquiries:
        facts = _with_blocks(facts, blocks_of(inquiries), context.masks)
    facts = replace(
        facts,
        inquiries=inquiries,
        guides=guides,
        tables=tables,
        document_unreadable=why_page_has_no_table(
            title, tables, tree.lexbor, has_attachments=bool(attachments)
        )
        if kind.kind in (PageKind.ARTICLE, PageKind.OTHER)
        else "",
        mentions=(
            *_mentions(kind, title, text, prose, rulebook),
            *_fees(kind, tree, title, text, attachments),
            *(list_in_a_picture(title) if _is_a_picture(kind, flat, text, attachments) else ()),
            *_old_names(kind, title, text, dates, rulebook),
        ),
    )
    return with_numbers(facts, page_surfaces(flat, decoded.text, url), context)


def _with_blocks(facts: PageFacts, more: tuple[Block, ...], masks: frozenset[str]) -> PageFacts:
    blocks = facts.blocks + more
    return replace(
        facts, blocks=blocks, fingerprint=fingerprint_of((block.hash for block in blocks), masks)
    )


def _outcome(
    answer: ReadAnswer, decoded: Decoded, tree: ParsedTree, jumps_to: str
) -> JudgedOutcome:
    """Walls before errors (a wall's 404 is not the origin's), words before emptiness."""
    judged = find_wall(answer) or by_status(answer)
    if judged is not None:
        return judged
    if answer.status in (204, 205) or not answer.source.strip("\ufeff\0 \t\r\n"):
        return JudgedOutcome(Outcome.EMPTY_200, f"{answer.status}, {answer.size} bytes")
    if _is_truncated(answer):
        return JudgedOutcome(
            Outcome.TRUNCATED, f"{answer.size} of {answer.headers.get('content-length')} bytes"
        )
    if decoded.is_mojibake:
        return JudgedOutcome(
            Outcome.MOJIBAKE, f"{decoded.replaced_share:.2%} undecodable as {decoded.used}"
        )
    if tree.anomaly and not answer.flat.runs:
        # its words may stand in what was cut
        return JudgedOutcome(Outcome.PARSE_ANOMALY, tree.anomaly)
    judged = by_words(answer) or by_emptiness(answer, jumps_to)
    if judged is not None:
        return judged
    if (
        not answer.flat.runs
        and not answer.flat.anchors
        and not jumps_to
        and not answer.flat.frames
        and answer.flat.images == 0
    ):
        return JudgedOutcome(Outcome.PARSE_ANOMALY, "nothing read from a non-empty body")
    return JudgedOutcome(Outcome.OPEN, tree.anomaly)


# bytes; a tiny body can be longer when compressed, and the header may still tell the compressed
# length
_LOST = 256


def _is_truncated(answer: ReadAnswer) -> bool:
    """More bytes were promised than came; only said of plain bodies, whose length is known."""
    promised = answer.headers.get("content-length", "")
    is_plain = not answer.headers.get("content-encoding") and not answer.headers.get(
        "transfer-encoding"
    )
    return (
        promised.isdecimal()
        and is_plain
        and int(promised) > answer.size + _LOST
        and "</html" not in answer.source[-400:].lower()
    )


def _kind(
    judged: JudgedOutcome,
    page: ListPage,
    prose: Body,
    reading: ListReading,
    crumb: tuple[str, ...],
    attachments: tuple[Link, ...],
    dates: PageDates,
    jumps_to: str,
) -> KindWithReason:
    if not judged.outcome.shows_the_page:
        return KindWithReason(PageKind.ERROR_PAGE, judged.outcome.value)
    if jumps_to:
        return KindWithReason(PageKind.OTHER, f"leads to {jumps_to}")
    return kind_of(
        page.flat,
        prose,
        reading,
        crumb,
        attachments,
        page.url,
        has_byline=dates.published_from in ("meta", "labelled"),
    )


def _made_by_a_script(
    kind: KindWithReason,
    page: ListPage,
    prose: Body,
    reading: ListReading,
    jumps_to: str,
    *,
    is_rendered: bool,
) -> str:
    """Why the page was not seen without a browser; "" where it shows entries or words, says that it
    has none, or names what to ask for them. A front page leads on whatever its lists are.
    """
    is_bare = (
        kind.kind in (PageKind.LIST, PageKind.OTHER)
        and not reading.items
        and not reading.data_requests
        and not page.flat.frames
        and not jumps_to
        and prose.prose < A_TEXT
    )
    if not is_bare:
        return ""
    if only_loads(" ".join(block.text for block in prose.blocks)):
        return "loading"
    return why_a_browser(
        page,
        is_list=kind.kind is PageKind.LIST,
        says_it_is_empty=bool(kind.placeholder),
        is_rendered=is_rendered,
    )


def _items(kind: KindWithReason, reading: ListReading, page: ListPage) -> tuple[Item, ...]:
    if kind.kind is PageKind.LIST:
        return reading.items
    if kind.kind is PageKind.HOME:
        whole = to_items(generic.all_lists(page), page.as_of)
        from_scripts = script_rows.read(page)
        more = (*reading.items, *(from_scripts.items if from_scripts else ()))
        new = {item.url: item for item in more}
        for item in whole:
            new.pop(item.url, None)
        return whole + tuple(new.values())
    return ()


def _meaning(
    kind: KindWithReason,
    title: str,
    items: tuple[Item, ...],
    flat: FlatPage,
    prose: Body,
    attachments: tuple[Link, ...],
) -> tuple[tuple[Block, ...], str]:
    """The page's meaningful blocks, and its words as one text."""
    if kind.kind in (PageKind.LIST, PageKind.HOME):
        lines = prose_lines(flat) or ([kind.placeholder] if kind.placeholder and not items else [])
        # the entries of a catalogue without dates say more in their rows than their titles
        lines += row_lines(prose.rows) if items else []
        lines += table_lines(flat)
        entries = [f"{item.title} {item.claimed or ''}".strip() for item in items]
        return list_blocks(items, lines), "\n".join([*lines, *entries])
    lines = text_lines(flat, prose)
    return text_blocks(title, [*lines, *lines_beside(flat, prose)], attachments), "\n".join(lines)


def _attachments(
    links: tuple[Link, ...], flat: FlatPage, prose: Body, base: str
) -> tuple[Link, ...]:
    """Documents linked in the main area, or anywhere inside the text."""
    found = {link.url: link for link in read_attachments(links)}
    if prose.is_named:
        for anchor in flat.anchors:
            if prose.run_start <= anchor.run <= prose.run_end and is_attachment(
                target := target_of(anchor, base)
            ):
                found.setdefault(target, Link(target, full_words(anchor), anchor.area))
    return tuple(found.values())


def _column_name(flat: FlatPage, crumb: tuple[str, ...], kind: KindWithReason, title: str) -> str:
    meta = flat.metas.get("columnname", "")
    if meta:
        return meta
    steps = [step for step in crumb if step not in ("正文", "首页", "列表", "内容")]
    if kind.kind is PageKind.LIST:
        return steps[-1] if steps else title
    return next((step for step in reversed(steps) if step != title), "")


_MONEY_TEXT = 60_000  # characters of prose in which reasons for spending are looked for
_LONGEST_AMOUNT = 33  # characters
_MAY_BE_AN_AMOUNT = re.compile(r"\A.{0,20}\d.{0,12}\Z")
_MONEY = re.compile(
    r"支出|经费|經費|三公|预算|預算|决算|決算|开支|開支|费用|費用|收支|金额|金額|expend|spend|payments?",
    re.IGNORECASE,
)


def _tables(
    tree: ParsedTree, flat: FlatPage, title: str, text: str, rulebook: Rulebook
) -> tuple[SpendTable, ...]:
    if not any(tag.name == "table" for tag in flat.tags):
        return ()
    amounts = (
        block
        for block in flat.blocks
        if len(block.text) <= _LONGEST_AMOUNT
        and _MAY_BE_AN_AMOUNT.search(block.text)
        and parse_amount(block.text)
    )
    if len(list(islice(amounts, 2))) < 2 or not any(
        _MONEY.search(block.text) for block in flat.blocks
    ):
        # old sites lay out everything in tables: no grid is worth making without two amounts to
        # stand in it
        return ()
    return money.read_tables_html(
        tree.lexbor,
        text[:_MONEY_TEXT],
        title=title,
        tolerance=rulebook.limits.vague_expense.sum_tolerance,
        vague=rulebook.lexicon.vague,
    )


def _mentions(
    kind: KindWithReason, title: str, text: str, prose: Body, rulebook: Rulebook
) -> tuple[Mention, ...]:
    """Documents speak for the unit; lists and home pages only name them, but for what stands in the
    rows of a catalogue.
    """
    if kind.kind is PageKind.LIST:
        return find_mentions("", "\n".join(row_lines(prose.rows)), rulebook.lexicon)
    if kind.kind in (PageKind.ARTICLE, PageKind.ATTACHMENT, PageKind.OTHER):
        return find_mentions(title, text, rulebook.lexicon)
    return ()


def _old_names(
    kind: KindWithReason, title: str, text: str, dates: PageDates, rulebook: Rulebook
) -> tuple[Mention, ...]:
    if kind.kind not in (PageKind.ARTICLE, PageKind.OTHER):
        return ()
    days = (dates.published, dates.signed, dates.url_date)
    return old_names(title, text, rulebook.old_names, days)


def _fees(
    kind: KindWithReason, tree: ParsedTree, title: str, text: str, attachments: tuple[Link, ...]
) -> tuple[Mention, ...]:
    speaks = kind.kind in (PageKind.ARTICLE, PageKind.OTHER) and may_list_fees(title, text)
    if not speaks:
        return ()
    rows = fee_rows(title, text, grids_of(tree.lexbor, with_amounts=False), attachments)
    return rows or fee_lines(title, text, attachments)


def _is_a_picture(
    kind: KindWithReason, flat: FlatPage, text: str, attachments: tuple[Link, ...]
) -> bool:
    is_bare = kind.kind is PageKind.OTHER and not text.strip() and not attachments
    return is_bare and shows_a_picture(flat)


def _anomalies(
    decoded: Decoded,
    tree: ParsedTree,
    flat: FlatPage,
    reading: ListReading,
    dates: PageDates,
) -> tuple[str, ...]:
    return (
        *(f"encoding_lie:{lie}, bytes {decoded.used}" for lie in decoded.lies),
        *(
            [f"damaged_text:{decoded.replaced} undecodable as {decoded.used}"]
            if decoded.replaced
            else []
        ),
        *([tree.anomaly] if tree.anomaly else []),
        *(["cut: too many links"] if flat.is_cut else []),
        *([f"dates_ahead:{reading.ahead}"] if reading.ahead and not reading.dated else []),
        *reading.anomalies,
        *dates.anomalies,
    )


# --- what is no page


def _data_answer(reading: ListReading, decoded: Decoded, masks: frozenset[str]) -> PageFacts:
    blocks = list_blocks(reading.items, [])
    text = "\n".join(f"{item.title} {item.claimed or ''}".strip() for item in reading.items)
    return PageFacts(
        kind=PageKind.LIST if reading.items or reading.items_claimed == 0 else PageKind.OTHER,
        kind_reason=f"data answer ({reading.dialect})",
        outcome=Outcome.OPEN,
        encoding_declared=decoded.declared,
        encoding_used=decoded.used,
        items=reading.items,
        items_claimed=reading.items_claimed,
        list_dialect=reading.dialect,
        data_requests=reading.data_requests,
        blocks=blocks,
        fingerprint=fingerprint_of((block.hash for block in blocks), masks),
        text=text[:MAX_TEXT],
        text_length=len(text),
        anomalies=reading.anomalies,
    )


def _document_by_name(answer: ReceivedAnswer, kind: str) -> PageFacts:
    """What is said of a document without opening it: that it is one, and not read here; never
    "nothing found". `crawler.documents.answers` reads it, in a process of its own (decision 0005).
    """
    size = len(answer.body)
    is_gone = size <= GONE
    block = Block(sha256(answer.body).hexdigest()[:16], f"{size} bytes")
    return PageFacts(
        PageKind.ATTACHMENT,
        kind,
        Outcome.SOFT_404 if is_gone else Outcome.OPEN,
        outcome_reason=f"{size} bytes in the file's place" if is_gone else "",
        title=urlsplit(answer.url).path.rsplit("/", 1)[-1],
        document_unreadable=f"{size} bytes: the file is gone" if is_gone else f"{kind}: not read",
        blocks=(block,),
        fingerprint=fingerprint_of((block.hash,)),
    )
