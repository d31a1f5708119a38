"""A page or an attachment shows the numbers of persons that nobody may publish.

依据 Clauses: reg2019.15, pipl.25, penalty2021.50 (处罚决定). None is in force before 2019-05-15.
Problem: one identity number of 18 places whose region, day of birth and check digit are right, not
masked, in the words of a page, in its source, in an attachment, in an attachment's name. Critical:
the unit and the office are told at once, everybody else a count. Fifteen digits, bank cards and
mobile numbers in lists of persons where the office asks for them (limits.toml).
Not a problem: a number of which four places or more are masked; a credit code, an index number, an
account, and whatever its label, the head of its column or its key names as another number; a number
of eighteen places in a script or an address of which nothing says what it is.
Cannot tell: the page was not asked for tonight; it was read before this was looked for; a document
could not be read whole, a picture among them.
Note: the number itself is kept nowhere that people read: its masked form, its place, and a digest
made with the office's own key. A page that is gone no longer shows it.

问题：页面（包括源代码）、附件或附件名称中有未作遮盖的18位公民身份号码，其行政区划、出生日期和校验码均
正确，有一个即计。判为严重，立即告知该单位和检查机关，对其他人只告知数量。15位旧号、银行卡号、人员名单中
的手机号码，由检查机关在 limits.toml 中决定是否检查。
不属问题：已遮盖四位以上的号码；统一社会信用代码、索引号、账号，以及标签、表头或字段名注明为其他编号的；
脚本和网址中没有任何字样说明其为身份证号的18位数字。
无法判断：本次没有访问该页面；页面是在开始检查此项之前读取的；附件未能全部读取，包括图片。
说明：号码本身不写入任何可供查阅之处，只保存遮盖后的形式、位置和用本机关密钥计算的摘要。页面已撤下的，视
为已整改。
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from config.words import Words
from monitor.dossier.facts import Dossier, PageView, SearchedPage
from monitor.judging.answers import Subject, clause_in_force, measure, seen, subject_of
from monitor.judging.rule import Rule
from monitor.judging.verdict import Severity, Verdict, Why
from store.outcomes import OutcomeGroup
from store.records import PersonalNumber
from store.urls import canonical

RULE = Rule(
    title=Words("公开个人隐私信息", "Persons' numbers published"),
    short=Words("个人信息", "privacy"),
    looked_at=Words("有无公开个人隐私信息", "persons' numbers"),
    fault=Words(
        "页面或附件公开了未作遮盖的身份证号码",
        "a page or an attachment shows unmasked identity numbers",
    ),
    needs=("searched_pages",),
    clauses=("reg2019.15", "pipl.25", "penalty2021.50"),
    defences=("our_own_list",),
    theme=4,
    is_for_everybody=True,
    is_confidential=True,
)

ABOUT = Words(
    "{unit}《{title}》有无公开个人隐私信息", "whether {title} of {unit} shows persons' numbers"
)
ABOUT_ALL = Words("{unit}有无公开个人隐私信息", "whether {unit} shows persons' numbers")
ABOUT_FILES = Words(
    "{unit}的{n}个附件（含图片）有无公开个人隐私信息",
    "whether {n} files and pictures of {unit} show persons' numbers",
)
PROBLEM = Words(
    "{unit}《{title}》公开了{what}，请立即处理。",
    "{unit}: {title} shows {what}; see to it at once.",
)
CLEAR = Words(
    "未发现{unit}公开身份证号码等个人隐私信息（共查{n}个页面和附件）。",
    "No persons' numbers were found on {n} pages and files of {unit}.",
)
CLEAR_PAGE = Words(
    "{unit}《{title}》已不再显示个人号码。", "{unit}: {title} shows no persons' numbers any more."
)
CLEAR_GONE = Words("{unit}《{title}》已撤下。", "{unit}: {title} was taken off.")
NOTE = Words("{what}，如{shown}", "{what}, such as {shown}")
WHAT = {
    "id_card": Words("{n}个未作遮盖的身份证号码", "{n} unmasked ID numbers"),
    "old_id_card": Words("{n}个未作遮盖的旧身份证号码", "{n} unmasked old ID numbers"),
    "bank_card": Words("{n}个未作遮盖的银行卡号", "{n} unmasked bank card numbers"),
    "mobile": Words("{n}个未作遮盖的手机号码", "{n} unmasked mobile numbers"),
}
PLACES = {
    "title": Words("标题", "title"),
    "text": Words("正文", "text"),
    "meta": Words("页面描述", "meta tag"),
    "attribute": Words("页面元素属性", "attribute"),
    "comment": Words("源代码注释", "comment in the source"),
    "script": Words("脚本", "script"),
    "hidden": Words("文件内隐藏的单元格等", "hidden cells and the like"),
    "address": Words("文件名或网址", "file name or address"),
}
_SHOWN = 3  # masked numbers in the evidence
_PENALTY = ("处罚",)
_LISTS_OF_PERSONS = ("名单", "名册", "人员信息")
_A_HEAD = 80  # characters of a title and the line below it


def inspect(dossier: Dossier) -> Iterator[Verdict]:
    pages = dossier.searched_pages
    yield from (_judge_page(page, dossier) for page in pages if page.numbers or page.showed_some)
    yield from _judge_unit(pages, dossier)
    unread = [page for page in pages if page.is_unread_document or _is_a_picture_of_persons(page)]
    if unread:
        subject = subject_of(dossier, "documents", ABOUT_FILES, n=len(unread))
        yield subject.cannot_tell(Why.DOCUMENT_UNREADABLE)


def _is_a_picture_of_persons(searched: SearchedPage) -> bool:
    """A list of persons by its title, of whom the page's words say nothing."""
    page = searched.page
    says_nothing = page.kind == "other" and page.text_length <= _A_HEAD + len(page.title)
    return (
        says_nothing
        and page.is_open
        and not (page.attachments or page.placeholder)
        and any(word in page.title for word in _LISTS_OF_PERSONS)
    )


def _judge_page(searched: SearchedPage, dossier: Dossier) -> Verdict:
    page, numbers = searched.page, searched.numbers
    subject = _subject(page, dossier)
    if not page.visited_tonight or page.now is None:
        return subject.cannot_tell(Why.NOT_VISITED)
    if page.now.outcome.group is OutcomeGroup.GONE:
        return subject.clear(CLEAR_GONE, evidence=[seen(page)])
    if not page.is_open:
        return subject.cannot_tell(_why_unseen(page))
    if numbers is None:
        return subject.cannot_tell(Why.EXTRACTOR_CHANGED)
    if len(numbers) < dossier.rulebook.limits.privacy_leak.numbers:
        return subject.clear(CLEAR_PAGE, evidence=[seen(page)])
    return _leak(page, numbers, subject, dossier)


def _leak(
    page: PageView, numbers: Sequence[PersonalNumber], subject: Subject, dossier: Dossier
) -> Verdict:
    counts = Counter(number.kind for number in numbers)
    what = _joined([WHAT[kind].filled(n=n) for kind, n in counts.items()])
    return subject.problem(
        PROBLEM,
        measure(
            f"{len(numbers)} numbers", dossier.rulebook.limits.privacy_leak, "{numbers} numbers"
        ),
        {"what": what},
        kind="+".join(sorted(counts)),
        severity=Severity.CRITICAL,
        evidence=[seen(page, NOTE, {"what": what, "shown": _shown(numbers)})],
        details={"url": page.url},
    )


def _judge_unit(pages: Sequence[SearchedPage], dossier: Dossier) -> Iterator[Verdict]:
    """Of all pages together, where none of them shows a number."""
    subject = subject_of(
        dossier, "unit", ABOUT_ALL, clause_in_force(dossier, RULE.clauses), n=len(pages)
    )
    looked = [page for page in pages if page.numbers is not None]
    if not any(page.page.is_open for page in pages):
        yield subject.cannot_tell(Why.SITE_DOWN if pages else Why.NOT_VISITED)
    elif any(page.numbers is None and not page.is_unread_document for page in pages):
        yield subject.cannot_tell(Why.EXTRACTOR_CHANGED)
    elif looked and not any(page.numbers for page in looked):
        yield subject.clear(CLEAR, {"n": len(looked)})


def _subject(page: PageView, dossier: Dossier) -> Subject:
    clauses = RULE.clauses
    if any(word in page.title for word in _PENALTY):
        clauses = ("penalty2021.50", *clauses)
    return subject_of(
        dossier,
        f"page:{canonical(page.url)}",
        ABOUT,
        clause_in_force(dossier, clauses),
        title=page.title or page.url,
    )


def _why_unseen(page: PageView) -> Why:
    is_blocked = page.now is not None and page.now.outcome.group is OutcomeGroup.BLOCKED
    return Why.BLOCKED if is_blocked else Why.SITE_DOWN


def _shown(numbers: Sequence[PersonalNumber]) -> Words:
    return _joined(
        [
            Words(
                f"{one.masked}（{PLACES[one.place].zh}）", f"{one.masked} ({PLACES[one.place].en})"
            )
            for one in numbers[:_SHOWN]
        ]
    )


def _joined(words: Sequence[Words]) -> Words:
    return Words("、".join(one.zh for one in words), ", ".join(one.en for one in words))
