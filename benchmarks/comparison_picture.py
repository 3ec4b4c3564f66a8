"""The runs of a comparison as a picture that reads in black and white too."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.comparison_tables import EDU, FLOOR, found, typical
from benchmarks.measuring import Run

_DARK, _MIDDLE, _LIGHT = "#000000", "#404040", "#808080"
"""The greys of edu's charts that are seen as a line."""
_MARKS = "osD^vP*X<>"
_APART = 0.052
"""Least distance of two labels, as a part of the height."""


def draw(runs: Sequence[Run], file: Path) -> None:
    """Draws how processor time grows with versions, and with questions, and writes it as a small PNG."""
    import matplotlib as mpl  # noqa: PLC0415  # heavy

    mpl.use("agg")
    from matplotlib import pyplot  # noqa: PLC0415

    mpl.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
    peers = list(dict.fromkeys(run.peer for run in runs))
    counts = sorted({run.versions for run in runs if run.questions == 20})
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
    ends = []
    for peer, mark in zip(peers, _MARKS, strict=False):
        own = [(place, found(runs, peer, versions, questions)) for place, versions, questions in points]
        line = [(place, typical(each)) for place, each in own if each]
        if not line:
            continue
        ours, floor = peer.startswith(EDU), peer.startswith(FLOOR)
        axes.plot(
            [place for place, _ in line], [run.seconds for _, run in line], marker=mark, markersize=5,
            color=_DARK if ours else _LIGHT if floor else _MIDDLE, linewidth=2.2 if ours else 1,
            linestyle=":" if floor else "--" if peer.endswith("untagged") else "-",
            markerfacecolor="white" if peer.endswith("untagged") else None,
        )  # fmt: skip
        last = line[-1][1]
        ends.append((last.seconds, f"{peer}{' (stopped)' if last.over else ''}", ours))
    places = [place for place, _, _ in points]
    axes.set_xticks(places, [f"{place:,}" for place in places])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:g}")
    axes.grid(axis="y", color="#BFBFBF", linewidth=0.5)
    _labels(axes, ends)


def _labels(axes: Any, ends: Sequence[tuple[float, str, bool]]) -> None:
    """Names at the ends of lines, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    from math import log  # noqa: PLC0415

    at = -1.0
    for seconds, name, ours in sorted(ends):
        height = max(log(seconds / low) / log(high / low), at + _APART)
        at = height
        weight = "bold" if ours else "normal"
        axes.text(1.02, height, name, transform=axes.transAxes, va="center", ha="left", weight=weight, fontsize=8.5)
