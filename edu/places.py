"""Where the shipped templates and the question bank lie: in a checkout, an editable install or a wheel."""

from __future__ import annotations

from pathlib import Path

_package = Path(__file__).resolve().parent


def _shipped() -> Path:
    """The folder that holds `templates` and `question_bank`.

    A wheel carries them inside the package as `shipped`; a checkout and an editable install have them beside it.
    """
    inside = _package / "shipped"
    return inside if inside.is_dir() else _package.parent


def templates() -> Path:
    """The folder with the wording: stems, handout, the sample battle."""
    return _shipped() / "templates"


def blueprint() -> Path:
    """The blueprint of a quiz for which no other is named."""
    return templates() / "blueprints" / "default.toml"


def question_bank() -> Path:
    """The folder with one folder for each battle that comes with edu."""
    return _shipped() / "question_bank"


def is_there(path: Path, folder: bool = False) -> bool:
    """Whether a file (or folder) of a name that somebody typed is there; no name is too long or too odd to ask for."""
    try:
        return path.is_dir() if folder else path.is_file()
    except (OSError, ValueError):
        return False
