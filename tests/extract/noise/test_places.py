"""Where the lines of a page stand decides what they are worth."""

import pytest

from crawler.extract.flat import FlatPage, Place, RawBlock, flatten
from crawler.extract.noise.places import settle_places
from crawler.extract.safe_parse import parse
from crawler.extract.title_and_text import NO_BODY, find_body

SENTENCE = "各单位应当按照规定的内容、程序和时限公开政府信息，由办公室负责落实。"
PAGE = """<html><head><title>管理办法-某局</title></head><body><div class=strip>{strip}</div>
<div class=column>{head}<h2>管理办法</h2><div class=line>{line}</div>
<div class=words><p>{sentence}</p>{inside}<p>{sentence}</p></div>{below}</div>{box}</body></html>"""


def settled(**parts: str) -> FlatPage:
    names = dict.fromkeys(("strip", "head", "line", "inside", "below", "box"), "") | parts
    page = flatten(parse(PAGE.format(sentence=SENTENCE, **names)))
    settle_places(page, find_body(page))
    return page


def found(page: FlatPage, words: str) -> RawBlock:
    return next(block for block in page.blocks if words in block.text)


def test_what_stands_between_sentences_is_the_texts() -> None:
    page = settled(inside="<ul><li>写作：12</li><li>阅读：16</li></ul>")
    assert found(page, "阅读").place is Place.TEXT


def test_the_line_under_the_title_and_the_bar_below_the_text_stand_beside_it() -> None:
    page = settled(line="某局 曝光 12", below="<div>曝光 13</div>")
    assert found(page, "12").place is found(page, "13").place is Place.BESIDE
    assert found(page, "12").area == "main"


@pytest.mark.parametrize("where", ["strip", "box"])
def test_outside_the_article_only_what_people_act_on_counts(where: str) -> None:
    assert found(settled(**{where: "气压 1013"}), "气压").area == "beside"
    kept = found(settled(**{where: "热线 0700-1234567 气压 1013"}), "热线")
    assert (kept.area, kept.words) == ("main", "热线 0700-1234567")


def test_the_head_of_a_document_stands_above_its_title_and_counts() -> None:
    head = "<table><tr><th>文号</th><td>某发〔2024〕1号</td></tr><tr><th>状态</th><td>有效</td></tr></table>"
    cell = found(settled(head=head), "有效")
    assert cell.area == "main" and cell.row >= 0 and cell.place is not Place.BESIDE


def test_a_reply_below_the_text_counts_and_a_box_of_links_does_not() -> None:
    reply = "<div class=replies><p>经核查，该工地未办理许可，已责令整改。</p></div>"
    assert found(settled(below=reply), "经核查").area == "main"
    links = "".join(f"<a href=/{n}.html>关于第{n}号事项的通知</a>" for n in range(4))
    page = settled(below=f"<div><b>看了又看</b>{links}</div>")
    assert found(page, "看了又看").area == found(page, "通知").area == "beside"


def test_a_count_in_a_card_stands_beside_its_title() -> None:
    card = "<div class=card><a href=/{0}>视频展播第{0}集</a><p>2{0}</p></div>"
    page = flatten(parse("<div>" + "".join(map(card.format, range(4))) + "</div>"))
    settle_places(page, NO_BODY)
    assert found(page, "22").place is Place.BESIDE
