"""Which language to speak before, or without, a configuration: the office's where it is known, else
the terminal's.
"""

import os

_spoken = ""


def speak(language: str) -> None:
    """From now on errors are said in the office's language ("zh" or "en")."""
    global _spoken
    _spoken = language


def spoken_language() -> str:
    return (
        _spoken
        or os.environ.get("GONGKAI_LANGUAGE")
        or ("en" if os.environ.get("LANG", "").startswith("en") else "zh")
    )
