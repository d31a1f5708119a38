"""A page's source, and what people see of it, without the middle of a number."""

import pytest

from store.privacy.markup import mask_markup

NUMBER = "11010519491231002X"


@pytest.mark.parametrize(
    "source",
    [
        f"<p>{NUMBER}</p>",
        f"<p><b>{NUMBER[:4]}</b><i>{NUMBER[4:9]}</i>{NUMBER[9:]}</p>",
        f"<td>{NUMBER[:10]}</td><td>{NUMBER[10:]}</td>",
        f"<td>{NUMBER[:10]}</td>\n            <td>{NUMBER[10:]}</td>",
        f"<p>{NUMBER[:10]}\n            {NUMBER[10:]}</p>",
        '{"sfz":"' + "".join(f"\\u{ord(sign):04x}" for sign in NUMBER) + '"}',
        f'{{"title":"\\u4e00{NUMBER}"}}',
        "<p>" + "".join(f"&#{ord(sign)};" for sign in NUMBER) + "</p>",
        f"<!-- {NUMBER} -->",
        f"<!-- <td>{NUMBER[:10]}</td><td>{NUMBER[10:]}</td> -->",
        f"<img alt='{NUMBER}'>",
        f"<a href='/f/%E5%BC%A0{NUMBER}.pdf'>",
        f"<p>{NUMBER[:6]}&nbsp;{NUMBER[6:14]}&#8203;{NUMBER[14:]}</p>",
        f"<p>{NUMBER[:6]}<!-- x -->{NUMBER[6:]}</p>",
    ],
)
def test_no_source_shows_it(source: str) -> None:
    masked = mask_markup(source)
    assert "*" * 3 in masked
    assert NUMBER[6:14] not in masked
    assert mask_markup(masked) == masked


def test_what_holds_none_is_left_as_it_is() -> None:
    source = "<p>2021-03-15 12:30:45 &amp; 索引号 11441700007280420Y/2021-00050</p>"
    assert mask_markup(source) == source


def test_an_entity_of_another_sign_is_none_of_a_digit() -> None:
    for source in ("群众少跑腿&#x3002;河道", "&#4800;&#x3041;", f"{NUMBER}&#x3002;"):
        assert mask_markup(source).count("&#") == source.count("&#")
