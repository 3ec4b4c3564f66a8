"""The runs of a comparison as a picture that reads in black and white too."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

from benchmarks.comparison_tables import EDU, FLOOR, found, typical
from benchmarks.measuring import Run
from benchmarks.peers import bank, floor, own

_DARK, _MIDDLE, _LIGHT = "#000000", "#404040", "#808080"
"""The greys of edu's charts that are seen as a line."""
_MARKS = "osD^vPdX<>"
_ASIDE = (own.PAPER_ALONE.name, floor.SHARED.name, floor.KEYED.name, own.SAFIRA.name, own.SAFIRA_UNTAGGED.name)
"""What the tables tell and the picture leaves out."""
_APART = 0.052
"""Least distance of two labels, as a part of the height."""


def draw(runs: Sequence[Run], file: Path) -> None:
    """Draws how processor time grows with versions, and with questions, and writes it as a small PNG."""
    import matplotlib as mpl  # noqa: PLC0415  # heavy

    mpl.use("agg")
    from matplotlib import pyplot  # noqa: PLC0415  # as above
    from matplotlib.font_manager import fontManager  # noqa: PLC0415  # as above

    for bold in (False, True):
        fontManager.addfont(bank.font(bold))
    pyplot.rc("font", family="Atkinson Hyperlegible", size=10)
    pyplot.rc("axes.spines", top=False, right=False)
    peers = [peer for peer in dict.fromkeys(run.peer for run in runs) if peer not in _ASIDE]
    counts = sorted({run.versions for run in runs if run.questions == 20 and run.peer == FLOOR})
    counts = counts or sorted({run.versions for run in runs if run.questions == 20})
    middle = [run.versions for run in runs if run.questions != 20]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9.6, 4.6), width_ratios=(1, 1), layout="constrained")
    _panel(left, runs, peers, [(count, count, 20) for count in counts])
    left.set(title="20 questions", xlabel="versions", ylabel="seconds of processor time")
    numbers = sorted({run.questions for run in runs if run.versions in middle})
    _panel(right, runs, peers, [(number, middle[0], number) for number in numbers] if middle else [])
    right.set(title=f"{middle[0] if middle else 0} versions", xlabel="questions")
    figure.savefig(file, dpi=110)
    pyplot.close(figure)


def _panel(axes: Any, runs: Sequence[Run], peers: Sequence[str], points: Sequence[tuple[int, int, int]]) -> None:
    """A line a program through (place, versions, questions), with its name at its end."""
    axes.set(xscale="log", yscale="log")
    ends: list[tuple[float, str, dict[str, Any]]] = []
    for peer, mark in zip(peers, _MARKS, strict=False):
        each = [(place, found(runs, peer, versions, questions)) for place, versions, questions in points]
        line = [(place, typical(some)) for place, some in each if some]
        if not line:
            continue
        ours, least, untagged = peer.startswith(EDU), peer == FLOOR, peer.endswith("untagged")
        look = {
            "marker": mark,
            "markersize": 5,
            "color": _DARK if ours else _LIGHT if least else _MIDDLE,
            "linewidth": 2.2 if ours else 1,
            "linestyle": ":" if least else "--" if untagged else "-",
            "markerfacecolor": "white" if untagged else None,
        }
        axes.plot([place for place, _ in line], [run.seconds for _, run in line], **look)
        last = line[-1][1]
        ends.append((last.seconds, f"{peer}{' (stopped)' if last.over else ''}", look))
    places = [place for place, _, _ in points]
    axes.set_xticks(places, [f"{place:,}" for place in places])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:g}")
    axes.grid(axis="y", color="#BFBFBF", linewidth=0.5)
    _labels(axes, ends)


def _labels(axes: Any, ends: Sequence[tuple[float, str, dict[str, Any]]]) -> None:
    """Names at the ends of lines, with their marks, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    rows = sorted(ends, key=lambda end: end[0])
    heights = [log(seconds / low) / log(high / low) for seconds, _, _ in rows]
    for index in range(1, len(heights)):
        heights[index] = max(heights[index], heights[index - 1] + _APART)
    for height, (_, name, look) in zip(heights, rows, strict=True):
        axes.plot([1.04], [height], transform=axes.transAxes, clip_on=False, **look)
        weight = "bold" if look["linewidth"] > 1 else "normal"
        axes.text(1.065, height, name, transform=axes.transAxes, va="center", ha="left", weight=weight, fontsize=9)
