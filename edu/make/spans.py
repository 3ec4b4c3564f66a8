"""Lines of the handout in words: spans that touch are one span."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edu.make.words import Words


def span_words(spans: Iterable[tuple[int, int]]) -> str:
    """Lines from first to last as "3", "8–11" or "8–11, 19–22"; empty for none."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in joined)


def handout_lines(words: Words, facts: Iterable[str], lines: Mapping[str, tuple[int, int]]) -> str:
    """The lines of the handout that tell these facts, as a sentence: "Handout, lines 8–11."; empty for none."""
    told = span_words(lines[fact] for fact in facts if fact in lines)
    return words.say(f"voice.locator.handout_{'one' if told.isdigit() else 'many'}", lines=told) if told else ""
