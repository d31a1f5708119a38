"""What a frame shows of a captured page: its look, and nothing that acts, however it was nested."""

import pytest

from crawler.documents.sanitizing import sanitized


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p style='color:red'>字</p>", '<p style="color:red">字</p>'),
        ("<p style='background:url(//a.example/x)'>字</p>", "<p>字</p>"),
        ("<style>p{color:red}</style>", "<style>p{color:red}</style>"),
        ("<a href='http://a.example/' onclick='x()'>字</a>", "<a>字</a>"),
        ("<script>x()</script>", ""),
        ("<style>@import '//a.example/x'</style>", ""),
    ],
)
def test_look_without_acts(markup: str, kept: str) -> None:
    body = f"<html><head></head><body>{markup}</body></html>".encode()
    assert f"<body>{kept}</body>" in sanitized(body, "text/html; charset=utf-8")


def test_a_page_nested_out_of_reason_keeps_its_words_and_is_quick() -> None:
    assert "字" in sanitized(b"<div>" * 90_000 + "字".encode())
