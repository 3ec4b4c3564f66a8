"""auto-multiple-choice: it draws the orders itself; sheets, solution and what its scoring needs of each copy."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from benchmarks.peers import bank
from benchmarks.peers.latex import escaped
from benchmarks.peers.peer import Peer

_SOURCE = r"""\documentclass[12pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[bloc]{automultiplechoice}
\geometry{left=26mm,right=52mm,top=18mm,bottom=24mm,headheight=1cm,headsep=.3cm,footskip=1cm}
\begin{document}
\AMCrandomseed{5}
ELEMENTS
\onecopy{VERSIONS}{
\noindent{\LARGE\bfseries TITLE\par}\bigskip
\namefield{\fbox{\begin{minipage}{.6\linewidth}Name and class:\vspace*{1cm}\par\end{minipage}}}\par\medskip
TASK\par\bigskip
\shufflegroup{all}
\insertgroup{all}
\AMCcleardoublepage
}
\end{document}
"""


def command() -> str | None:
    """Which auto-multiple-choice there is. It tells its version only in a window, so Debian's packages are asked."""
    if not which("auto-multiple-choice") or not which("pdflatex"):
        return None
    if not which("dpkg-query"):
        return "of an unknown version"
    ask = ["dpkg-query", "--show", "--showformat=${Version}", "auto-multiple-choice"]
    said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    return said or "of an unknown version"


def printed(folder: Path, versions: int, questions: int) -> None:
    """The sheets with the solution, and then the scores of each copy in its data base."""
    elements = "\n".join(_elements(bank.questions(questions)))
    source = _SOURCE.replace("ELEMENTS", elements).replace("VERSIONS", str(versions))
    (folder / "quiz.tex").write_text(source.replace("TITLE", bank.TITLE).replace("TASK", bank.TASK), encoding="utf-8")
    (folder / "data").mkdir()
    places = ["--out-sujet", "quiz.pdf", "--out-corrige", "key.pdf", "--out-calage", "places.xy"]
    for mode in (["--mode", "s", *places], ["--mode", "b"]):
        ran = ["auto-multiple-choice", "prepare", *mode, "--with", "pdflatex", "--prefix", f"{folder}/"]
        subprocess.run(
            [*ran, "--data", "data", "quiz.tex"], cwd=folder, check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def _elements(asked: list[bank.Question]) -> Iterator[str]:
    for number, question in enumerate(asked, 1):
        yield rf"\element{{all}}{{\begin{{question}}{{q{number}}}"
        yield rf"{escaped(question.stem)} \textbf{{{question.directive}}}"
        yield r"\begin{choices}[o]" if question.fixed else r"\begin{choices}"
        for place, option in enumerate(question.options):
            yield rf"\{'correct' if place == question.right else 'wrong'}choice{{{escaped(option)}}}"
        yield r"\end{choices}\end{question}\par}"


AMC = Peer("auto-multiple-choice", command, printed)
