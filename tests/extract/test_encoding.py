"""Bytes decide: own text in every code, under every label, damaged and cut."""

from datetime import date

import pytest

from crawler.extract.encoding import decode
from store.outcomes import Outcome
from tests.reading import read_page

SIMPLIFIED = (
    "老河口市人民政府办公室关于印发全市政务公开工作要点的通知，各乡镇人民政府、办事处，市政府各部门：现将工作要点印发给你们，请结合实际认真贯彻落实。"
    * 6
)
TRADITIONAL = (
    "關於發布全市政務公開工作要點的通知，各鄉鎮人民政府、辦事處，市政府各部門：現將工作要點發給你們，請結合實際認真貫徹落實，並於月底前報告執行情況。"
    * 6
)
TEXTS = {
    "utf-8": SIMPLIFIED,
    "gb18030": SIMPLIFIED,
    "big5": TRADITIONAL,
    "utf-16": SIMPLIFIED,
    "utf-16-le": SIMPLIFIED,
    "utf-16-be": SIMPLIFIED,
}
LABELS = [
    "",
    "utf-8",
    "gb2312",
    "gbk",
    "big5",
    "iso-8859-1",
    "windows-1252",
    "shift_jis",
    "x-unknown",
]


def page(text: str, label: str) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    return f"<html><head>{meta}<title>通知</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("codec", TEXTS)
@pytest.mark.parametrize("in_meta", LABELS)
@pytest.mark.parametrize(
    "in_header",
    [
        "",
        "text/html; charset=utf-8",
        "text/html; charset=gbk",
        "text/html; charset=big5",
        "text/html; charset=iso-8859-1",
    ],
)
def test_labels_never_decide(codec: str, in_meta: str, in_header: str) -> None:
    source = page(TEXTS[codec], in_meta)
    assert decode(source.encode(codec), in_header).text == source


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_three_damaged_bytes_do_not_change_the_code(codec: str) -> None:
    source = page(TEXTS[codec], "")
    body = bytearray(source.encode(codec))
    for place in (len(body) // 4 | 1, len(body) // 2 | 1, 3 * len(body) // 4 | 1):
        body[place] = 0x80
    decoded = decode(bytes(body))
    assert decoded.used == codec
    assert ("要點" if codec == "big5" else "要点") in decoded.text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("cut", [1, 2, 3, 7])
def test_a_body_cut_inside_a_character(codec: str, cut: int) -> None:
    source = page(TEXTS[codec], "")
    body = source.encode(codec)[: -len("</p></body></html>") - cut]
    decoded = decode(body, "text/html; charset=iso-8859-1")
    assert decoded.used == codec and not decoded.is_mojibake
    assert source.startswith(decoded.text)


def test_a_lie_is_recorded_and_the_header_is_the_first_claim() -> None:
    decoded = decode(page(SIMPLIFIED, "gb2312").encode(), "text/html; charset=GBK")
    assert (decoded.declared, decoded.used) == ("gbk", "utf-8")
    assert decoded.lies == ("header:gbk", "meta:gb2312")


def test_plain_ascii_cannot_lie() -> None:
    assert decode(b"<html><meta charset=gbk><p>plain</p></html>").lies == ()


def test_gb2312_is_no_lie_for_gb18030() -> None:
    assert decode(page(SIMPLIFIED, "gb2312").encode("gb18030")).lies == ()


def test_a_charset_inside_a_script_tag_is_not_the_pages() -> None:
    source = '<html><script src="a.js" charset="gb2312"></script><body>中文页面</body></html>'
    assert decode(source.encode()).declared == ""


@pytest.mark.parametrize("bom", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])
def test_a_bom_alone_is_an_empty_text(bom: bytes) -> None:
    assert decode(bom).text == ""


def test_short_texts() -> None:
    for text in ("通知公告", "<li>工作动态</li>", "<p>县长信箱</p>"):
        assert decode(text.encode("gb18030")).text == text
        assert decode(text.encode()).text == text


def test_western_letters_are_not_chinese() -> None:
    text = "<html><meta charset=iso-8859-1><p>Politique de confidentialité, données à caractère personnel</p></html>"
    assert decode(text.encode("cp1252")).text == text


def test_random_bytes_are_mojibake_and_say_so() -> None:
    assert decode(b"<p>" + b"\xff\xfe\x81 \x80" * 50).is_mojibake


TITLES = (
    "关于印发全县农村饮水安全工程建设管理实施办法的通知",
    "县水利局召开防汛抗旱工作会议部署当前重点任务",
    "关于公布行政事业性收费项目目录的公告",
    "农业局组织专家深入田间地头指导春耕生产",
    "关于做好城乡居民最低生活保障工作的意见",
)


def cut_titles(codec: str, bytes_kept: int, dots: bytes, whole: int = 0) -> bytes:
    """A list whose titles its own system cut after so many bytes, in the midst of a character."""
    cut = [title.encode(codec)[:bytes_kept] + dots for title in TITLES]
    rows = b"".join(
        b'<li><a href="/tz/%d.html">%s</a><span>2012-03-%d</span></li>' % (n, title, 28 - n)
        for n, title in enumerate([*cut, *(title.encode(codec) for title in TITLES[:whole])])
    )
    return f"<html><title>{TITLES[0][:4]}</title><ul>".encode(codec) + rows + b"</ul></html>"


@pytest.mark.parametrize(("codec", "bytes_kept"), [("gb18030", 25), ("gb18030", 31), ("utf-8", 31)])
@pytest.mark.parametrize("dots", [b"", b"...", b" "])
@pytest.mark.parametrize("whole", [0, 5])
def test_titles_cut_inside_a_character_are_read_and_the_damage_remarked(
    codec: str, bytes_kept: int, dots: bytes, whole: int
) -> None:
    facts = read_page(
        cut_titles(codec, bytes_kept, dots, whole),
        url="http://a.example/tz/index.html",
        as_of=date(2012, 3, 30),
    )
    assert (facts.outcome, facts.encoding_used) == (Outcome.OPEN, codec)
    assert [item.title[:8] for item in facts.items[:5]] == [title[:8] for title in TITLES]
    assert all(item.claimed for item in facts.items)
    assert f"damaged_text:5 undecodable as {codec}" in facts.anomalies


def test_words_that_cannot_be_read_are_mojibake_however_much_markup_stands_round_them() -> None:
    garbage = b"\xff\x81\xfe\xc3\x28 \xa0 " * 40
    body = b"<p class='a long name that can be read'>" + garbage + b"</p>"
    assert decode(body + b"<script>var read = 'me';</script>" * 100).is_mojibake


def test_marks_lost_from_a_latin_text_leave_it_readable() -> None:
    text = b"<p>The council\x92s plan for the year is published here in full.</p>" * 20
    decoded = decode("<p>été, déjà, où</p>".encode() * 20 + text)
    assert (decoded.used, decoded.is_mojibake) == ("utf-8", False)
    assert decoded.replaced == 20


@pytest.mark.parametrize(
    "damaged",
    [
        SIMPLIFIED.encode().decode("latin-1"),
        SIMPLIFIED.encode("gb18030").decode("latin-1"),
        SIMPLIFIED.encode("gb18030").decode("utf-8", "replace"),
        SIMPLIFIED.encode("gb18030").decode("utf-8", "replace").encode().decode("gbk", "replace"),
    ],
)
def test_text_read_in_a_wrong_code_and_saved_cannot_be_read(damaged: str) -> None:
    body = page(damaged, "utf-8").encode()
    facts = read_page(body, url="http://a.example/tz/5.html", as_of=date(2012, 3, 30))
    assert facts.outcome is Outcome.MOJIBAKE


def test_western_languages_can_be_read() -> None:
    text = "<p>Où étaient-ils allés ? « Là-bas », à l'été. Größe, Füße, señor, naïveté, ÉÀÙ.</p>"
    assert not decode(text.encode() * 9, "text/html; charset=iso-8859-1").is_mojibake
