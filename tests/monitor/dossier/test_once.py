"""The same things are asked once; equal ones are other things."""

from monitor.dossier import once as module
from monitor.dossier.once import once


def test_the_same_thing_is_worked_out_once_and_an_equal_one_anew() -> None:
    asked: list[list[int]] = []

    @once
    def total(numbers: list[int], more: int) -> int:
        asked.append(numbers)
        return sum(numbers) + more

    first, equal = [1, 2], [1, 2]
    assert [total(first, 3), total(first, 3), total(equal, 3), total(first, 4)] == [6, 6, 6, 7]
    assert len(asked) == 3


def test_what_is_held_is_let_go_and_never_taken_for_another() -> None:
    asked = 0

    @once
    def itself(thing: list[int]) -> int:
        nonlocal asked
        asked += 1
        return thing[0]

    for number in range(module.MOST * 3):
        # the list before may be gone by now, and its place in memory be this one's
        assert itself([number]) == number
    assert asked == module.MOST * 3


def test_no_more_is_held_however_many_functions_there_are() -> None:
    for number in range(module.MOST * 2):

        @once
        def one(thing: list[int], number: int = number) -> int:
            return thing[0] + number

        assert one([1]) == number + 1
        assert len(module._HELD) <= module.MOST
