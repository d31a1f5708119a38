"""A thread works beside the pages, and ends with them."""

from threading import Event
from threading import enumerate as threads

from app.service.beside import beside


def test_it_works_while_inside_and_is_told_to_stop() -> None:
    began, ended = Event(), Event()

    def work(stop: Event) -> None:
        began.set()
        stop.wait(10)
        ended.set()

    with beside("a worker of this test", work):
        assert began.wait(5) and not ended.is_set()
    assert ended.wait(5)
    assert not any(one.name == "a worker of this test" and one.is_alive() for one in threads())
