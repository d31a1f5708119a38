"""Passwords: hashed with argon2id, and refused where they would not stand a guess."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from config.words import Words

SHORTEST, LONGEST = 10, 200
DIFFERENT = 5

_hasher = PasswordHasher()  # RFC 9106, the library's own parameters

# A login that does not exist costs as much time as one that does, so that nobody learns which there
# are.
_NOBODY = _hasher.hash("nobody's")

TOO_SHORT = Words("密码至少{n}个字符。", "A password has at least {n} characters.")
TOO_LONG = Words("密码最多{n}个字符。", "A password has at most {n} characters.")
TOO_PLAIN = Words(
    "密码过于简单：请使用至少{n}种不同的字符，不要只用数字。",
    "Too plain: use at least {n} different characters, and not only digits.",
)
LIKE_LOGIN = Words(
    "密码不能包含用户名，也不能是常见密码。",
    "A password must not contain the login, nor be a common one.",
)

_COMMON = (
    *("password", "qwerty", "abc123", "123456", "admin", "iloveyou", "gongkai", "zhengwu"),
    *("woaini", "letmein", "welcome", "111111"),
)


def hashed(password: str) -> str:
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed; no hash is nobody's."""
    try:
        _hasher.verify(password_hash or _NOBODY, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(password_hash)


def weakness(password: str, login: str) -> Words | None:
    """Why this password is refused; None where it is good enough."""
    lower = password.casefold()
    if len(password) < SHORTEST:
        return TOO_SHORT.filled(n=SHORTEST)
    if len(password) > LONGEST:
        return TOO_LONG.filled(n=LONGEST)
    if len(set(lower)) < DIFFERENT or password.isdecimal():
        return TOO_PLAIN.filled(n=DIFFERENT)
    if login.casefold() in lower or any(
        lower.replace(common, "").strip("0123456789!@#.") == "" for common in _COMMON
    ):
        return LIKE_LOGIN
    return None
