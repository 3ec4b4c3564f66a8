"""pdflatex with the exam class: one file, every stem and option a macro, one pass, since nothing refers to a page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from benchmarks.peers import bank
from benchmarks.peers.peer import Peer

_HEAD = r"""\documentclass[12pt,a4paper,twoside]{exam}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[asymmetric,left=26mm,right=52mm,top=18mm,bottom=24mm]{geometry}
\pagestyle{foot}
\newcommand\version{}
\footer{Version \version, page \thepage}{}{}
\raggedbottom
\setlength\parindent{0pt}
\renewcommand\questionlabel{\textbf{\thequestion}}
\renewcommand\choicelabel{\textbf{\thechoice}}
\newcommand\begins[1]{\cleardoublepage\renewcommand\version{#1}\setcounter{page}{1}%
{\LARGE\bfseries TITLE: version #1\par}\bigskip
Name: \underline{\hspace{6cm}} Class: \underline{\hspace{2cm}}\par\medskip TASK\par}
\newcommand\ask[5]{\filbreak\question #1
\begin{choices}\choice #2 \choice #3 \choice #4 \choice #5 \end{choices}}
"""
_SIGNS = str.maketrans({"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_"})


def escaped(text: str) -> str:
    """A text as LaTeX."""
    return text.translate(_SIGNS)


def command() -> str | None:
    """Which pdflatex there is, with the exam class."""
    if not which("pdflatex") or not which("kpsewhich"):
        return None
    if not subprocess.run(["kpsewhich", "exam.cls"], capture_output=True, check=False).stdout.strip():
        return None
    said = subprocess.run(["pdflatex", "--version"], capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0].removeprefix("pdfTeX ")


def printed(folder: Path, versions: int, questions: int) -> None:
    """Quiz and key."""
    asked = bank.questions(questions)
    drawn = list(bank.versions(asked, versions))
    head = _HEAD.replace("TITLE", bank.TITLE).replace("TASK", bank.TASK)
    lines = [f"Version {version.name}: {bank.answers(asked, version)}\\par" for version in drawn]
    for name, body in (("quiz", _quiz(asked, drawn)), ("key", lines)):
        (folder / f"{name}.tex").write_text(
            "\n".join([head, r"\begin{document}", *body, r"\end{document}", ""]), encoding="utf-8"
        )
        ran = ["pdflatex", "-interaction=batchmode", "-halt-on-error", f"{name}.tex"]
        subprocess.run(ran, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _quiz(asked: list[bank.Question], versions: list[bank.Version]) -> Iterator[str]:
    for index, question in enumerate(asked):
        yield rf"\newcommand\{_name(index)}{{{escaped(question.stem)} \textbf{{{question.directive}}}}}"
        for place, option in enumerate(question.options):
            yield rf"\newcommand\{_name(index, place)}{{{escaped(option)}}}"
    for version in versions:
        yield rf"\begins{{{version.name}}}\begin{{questions}}"
        for index, order in zip(version.order, version.options, strict=True):
            yield rf"\ask\{_name(index)}" + "".join(rf"\{_name(index, place)}" for place in order)
        yield r"\end{questions}"


def _name(question: int, option: int | None = None) -> str:
    """The name of a macro, which has letters only."""
    stem = f"stem{chr(97 + question // 26)}{chr(97 + question % 26)}"
    return stem if option is None else f"{stem}option{chr(97 + option)}"


EXAM = Peer("pdflatex, exam class", command, printed)
