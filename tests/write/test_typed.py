"""The finder of typed characters finds each kind it knows."""

from __future__ import annotations

from tests.write.tags import Mark
from tests.write.typed import BROKEN, TYPED, broken, typed


def test_what_a_typist_would_write_is_found() -> None:
    told = list(typed("It's 10-12 men - or so ,  he said"))
    assert [each.partition(" in ")[0] for each in told] == list(TYPED)
    lines = ["after 72", "km, on 8", "May at least", "500 on line", "12", "– perhaps Tick", "one."]
    mark = Mark(1, 0, "P", lines={-10.0 * place: words for place, words in enumerate(lines)})
    assert [each.partition(" apart")[0] for each in broken(mark)] == [
        "a number and its unit",
        "a day and its month",
        "a word and its number",
        "a dash",
        "a directive",
    ]
    assert {each.partition(" apart")[0] for each in broken(mark)} == set(BROKEN)
