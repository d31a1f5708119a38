"""Why a channel did not take a message, by what follows from it; text otherwise."""


class Refusal(str):
    """The service itself said no, in its own number: waiting alone will not mend it."""

    __slots__ = ("code",)
    code: int


class NoWord(str):
    """No connection, or nothing said in time: the next message would wait as long in vain."""

    __slots__ = ()
