"""The runs of a comparison as tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from benchmarks.measuring import Run

EDU, UNTAGGED = "edu", "edu --untagged"
SAFIRA, SAFIRA_UNTAGGED = "Safira, tagged", "Safira, untagged"
FLOOR, KEYED = "floor", "floor with key and record"

NOISE = 0.2
"""A set that takes less than such a share longer than the one before tells nothing of what its pages cost."""


def typical(runs: Sequence[Run]) -> Run:
    """A run with the median of each figure."""
    return replace(
        runs[0],
        seconds=median(run.seconds for run in runs),
        clock=median(run.clock for run in runs),
        memory=median(run.memory for run in runs),
    )


def found(runs: Sequence[Run], peer: str, versions: int, questions: int = 20) -> list[Run]:
    """The runs of a program with so many versions and questions."""
    return [run for run in runs if (run.peer, run.versions, run.questions) == (peer, versions, questions)]


def ratio(runs: Sequence[Run], peer: str, other: str, versions: int, questions: int = 20) -> float | None:
    """How many times as long as the other a program takes: the median over rounds in which both had their turn."""
    beside = {run.round: run.seconds for run in found(runs, other, versions, questions)}
    pairs = [run.seconds / beside[run.round] for run in found(runs, peer, versions, questions) if run.round in beside]
    return median(pairs) if pairs else None


def marginal(runs: Sequence[Run], peer: str, low: int, high: int) -> dict[int, float]:
    """Milliseconds that a version more costs between two sets, for each round that has both."""
    first = {run.round: run for run in found(runs, peer, low)}
    pairs = [(run, first[run.round]) for run in found(runs, peer, high) if run.round in first and not run.over]
    return {run.round: (run.seconds - before.seconds) / (high - low) * 1000 for run, before in pairs}


def tables(runs: Sequence[Run], programs: Mapping[str, str | None]) -> str:
    """All tables, and which programs there were."""
    lines = [*_programs(programs), ""]
    peers = [name for name, version in programs.items() if version and not name.startswith("Safira")]
    counts = sorted({run.versions for run in runs if run.questions == 20})
    for count in counts:
        lines += [*_set(runs, peers, count), ""]
    for low, high in pairwise(counts[1:] if len(counts) > 2 else counts):
        lines += [*_marginal(runs, peers, low, high), ""]
    if len({run.questions for run in runs}) > 1:
        lines += [*_questions(runs, peers), ""]
    for tagged, untagged in ((EDU, UNTAGGED), (SAFIRA, SAFIRA_UNTAGGED)):
        if found(runs, tagged, counts[0]) and found(runs, untagged, counts[0]):
            lines += [*_growth(runs, tagged, untagged, counts), ""]
    return "\n".join(lines)


def _programs(programs: Mapping[str, str | None]) -> Iterator[str]:
    for name, version in programs.items():
        yield f"- {name}: {version or 'not installed, left out'}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *["--:"] * (len(cells) - 1))


def _seconds(run: Run) -> str:
    if run.over:
        return f"over {run.seconds:.0f}"
    return f"{run.seconds:.2f}" if run.seconds < 10 else f"{run.seconds:.0f}"


def _set(runs: Sequence[Run], peers: Sequence[str], versions: int) -> Iterator[str]:
    yield from _head(
        f"{versions:,} versions", "CPU s", "times edu's", "pages a version", "pages/s", "memory MB", "file MB", "runs"
    )
    for peer in peers:
        own = found(runs, peer, versions)
        if not own:
            continue
        run, times = typical(own), ratio(runs, peer, EDU, versions)
        known = not run.over and run.pages > 0
        yield _row(
            peer,
            _seconds(run),
            "" if times is None else f"{'over ' * run.over}{times:.2g}" if times < 10 else f"{times:.0f}",
            f"{run.pages / versions:.1f}" if known else "",
            f"{run.pages / run.seconds:,.0f}" if known else "",
            f"{run.memory:,.0f}",
            "" if run.over else f"{run.size:.1f}",
            str(len(own)),
        )


def _marginal(runs: Sequence[Run], peers: Sequence[str], low: int, high: int) -> Iterator[str]:
    floors = [marginal(runs, floor, low, high) for floor in (FLOOR, KEYED)]
    heads = "ms a version more", "pages/s more", "times the floor", "times the floor with key and record"
    yield from _head(f"from {low:,} to {high:,} versions", *heads)
    for peer in peers:
        more = marginal(runs, peer, low, high)
        if not more:
            continue
        typically = median(more.values())
        pages = (found(runs, peer, high)[0].pages - found(runs, peer, low)[0].pages) / (high - low)
        beside = [
            [milliseconds / floor[turn] for turn, milliseconds in more.items() if turn in floor] for floor in floors
        ]
        times = [f"{median(each):.1f}" if each else "" for each in beside]
        yield _row(peer, f"{typically:.2f}", f"{pages / typically * 1000:,.0f}" if pages else "", *times)


def _growth(runs: Sequence[Run], tagged: str, untagged: str, counts: Sequence[int]) -> Iterator[str]:
    """How edu's sets grow, with tags and without; "more" is what the pages beyond the row above cost."""
    heads = "CPU s", "memory MB", "file MB", "pages/s", "pages/s more"
    yield from _head("", "versions", "pages", *heads, "tags cost")
    for peer in (tagged, untagged):
        before: Run | None = None
        for count in counts:
            own = found(runs, peer, count)
            if not own:
                continue
            run, times = typical(own), ratio(runs, tagged, untagged, count)
            longer = run.seconds - before.seconds if before else 0.0
            more = (run.pages - before.pages) / longer if before and longer > NOISE * run.seconds else 0.0
            yield _row(
                peer,
                f"{count:,}",
                f"{run.pages:,}",
                _seconds(run),
                f"{run.memory:,.0f}",
                f"{run.size:.1f}",
                f"{run.pages / run.seconds:,.0f}",
                f"{more:,.0f}" if more else "",
                f"{times - 1:+.0%}" if times and peer == tagged else "",
            )
            before = run


def _questions(runs: Sequence[Run], peers: Sequence[str]) -> Iterator[str]:
    numbers = sorted({run.questions for run in runs})
    versions = next(run.versions for run in runs if run.questions != 20)
    heads = [f"{number} questions: CPU s, pages a version" for number in numbers]
    yield from _head(f"{versions:,} versions", *heads)
    for peer in peers:
        cells = []
        for number in numbers:
            own = found(runs, peer, versions, number)
            run = typical(own) if own else None
            pages = f", {run.pages / versions:.1f}" if run and run.pages else ""
            cells.append(f"{_seconds(run)}{pages}" if run else "")
        yield _row(peer, *cells)
