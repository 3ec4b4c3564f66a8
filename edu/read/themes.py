"""The themes of a battle: subjects a class may need care with, each a word of the battle's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edu.model.battle import Theme
from edu.read import shapes
from edu.read.validate import Faults, Path


def read_themes(shape: shapes.BattleShape, faults: Faults) -> tuple[Theme, ...]:
    """Every theme of the file, those under `[[themes]]` first; notes each word that is none of them.

    A file without `[[themes]]` may use any word.
    """
    declared = {theme.id: Theme(theme.id, theme.note) for theme in shape.themes}
    found = dict(declared)
    for where, word in _words(shape):
        if declared and word not in declared:
            faults.unknown(where, word, list(declared), "theme under [[themes]]")
        found.setdefault(word, Theme(word, ""))
    for i, word in enumerate(shape.battle.leave_out):
        if word not in found:
            faults.unknown(("battle", "leave_out", i), word, list(found), "theme of this battle")
    return tuple(found.values())


def _words(shape: shapes.BattleShape) -> Iterator[tuple[Path, str]]:
    """Every theme that a table of the file names, with its path."""
    tables: dict[str, Sequence[shapes.EntityShape | shapes.FactShape | shapes.AbsenceShape | shapes.TermShape]] = {
        "groups": shape.groups,
        "places": shape.places,
        "facts": shape.facts,
        "absences": shape.absences,
        "terms": shape.terms,
    }
    for table, rows in tables.items():
        for i, row in enumerate(rows):
            if row.theme:
                yield (table, i, "theme"), row.theme
    for n, section in enumerate(shape.narrative):
        for p, paragraph in enumerate(section.paragraphs):
            for s, sentence in enumerate(paragraph.sentences):
                if sentence.theme:
                    yield ("narrative", n, "paragraphs", p, "sentences", s, "theme"), sentence.theme
    for i, task in enumerate(shape.handout.tasks):
        if task.theme:
            yield ("handout", "tasks", i, "theme"), task.theme
