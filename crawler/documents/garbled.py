"""Whether characters are what somebody wrote, or what a wrong table of codes made of it. Pure."""

from collections import Counter

_NEEDED = 20  # characters of the doubtful kinds
_MOST = 0.4  # of the letters beyond ASCII
_ORDINARY_SIGNS = frozenset("·×°±§¥£©®²³÷«»¹ªº")


def is_garbled(characters: Counter[str]) -> bool:
    """Whether most letters are accented Latin ones, or Chinese ones that nobody uses.

    Of written Chinese more than 95 % are the 3,755 characters of GB 2312's first level, or the
    5,401 of Big5's; of characters taken at random it is a fifth. Other scripts are not asked.
    """
    doubtful = known = 0
    for text, count in characters.items():
        code = ord(text)
        if 0xA1 <= code <= 0x24F and text not in _ORDINARY_SIGNS:
            doubtful += count
        elif 0x3400 <= code <= 0x9FFF:
            is_usual = _begins(text, "gb2312", 0xB0, 0xD7) or _begins(text, "big5", 0xA4, 0xC6)
            known += count * is_usual
            doubtful += count * (not is_usual)
    return doubtful >= _NEEDED and doubtful > _MOST * (doubtful + known)


def _begins(text: str, encoding: str, first: int, last: int) -> bool:
    code = text.encode(encoding, "ignore")
    return len(code) == 2 and first <= code[0] <= last
