"""The shelf of kept answers stays within its bounds."""

from lyceum.platform.edge.answers import Answer, Collected, Shelf, make_answer


def answer(size: int) -> Answer:
    return make_answer(Collected(status=200, body=b"x" * size), stamp=b"s", made_at=0.0, lifetime=b"no-cache")


def test_the_answer_that_was_not_used_for_longest_goes_first() -> None:
    shelf = Shelf(most_answers=2, most_bytes=1_000)
    shelf.keep("a", answer(10))
    shelf.keep("b", answer(10))
    shelf.find("a")
    shelf.keep("c", answer(10))
    assert [key for key in "abc" if shelf.find(key)] == ["a", "c"]


def test_many_bytes_make_room_as_many_answers_do() -> None:
    shelf = Shelf(most_answers=100, most_bytes=250)
    for key in "abc":
        shelf.keep(key, answer(100))
    assert [key for key in "abc" if shelf.find(key)] == ["b", "c"]


def test_an_answer_takes_the_place_of_the_one_before() -> None:
    shelf = Shelf(most_answers=100, most_bytes=250)
    for _ in range(5):
        shelf.keep("a", answer(100))
    shelf.keep("b", answer(100))
    assert shelf.find("a")
    assert shelf.find("b")
