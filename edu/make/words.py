"""Filling in the wording: phrases of the templates, in a sandbox, with every value escaped where it enters."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from edu.make.markup import escaped
from edu.make.syntax import syntax_checked, told
from edu.model.wording import NEVER_EMPTY, Phrase, Wording
from edu.problems import EduError, Problem

_FAILURES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""How a template can fail; anything else is a fault of edu."""


_NAMED = re.compile(r"\{\{ (\w+) \}\}")
_MORE = re.compile(r"[{\r\n]")
"""What a line has in it that is more than words and names: other braces, and further lines."""


class Inline(str):
    """Inline Markdown that is ready to print: it enters a template as it is, where other text is escaped."""

    __slots__ = ()


def capital(words: str) -> str:
    """Words with a capital at the start; inline Markdown stays such."""
    made = words[:1].upper() + words[1:]
    return Inline(made) if isinstance(words, Inline) else made


def printed(words: str) -> Inline:
    """Words of a battle as an option or statement of their own: with a capital, and escaped like any value."""
    return Inline(escaped(capital(words)))


def _enter(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Inline):
        return escaped(value)
    return value


def sandbox(**options: Any) -> ImmutableSandboxedEnvironment:
    """A sandbox for templates, which escapes every value; an unknown name is a fault, never an empty place."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_enter, autoescape=False, **options)
    made.filters["capital"] = capital
    return made


@lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The sandbox that phrases run in."""
    return sandbox()


@lru_cache(maxsize=2048)
def compiled(phrase: Phrase) -> Template:
    """A phrase ready to be filled in.

    Raises:
        EduError: for a syntax error, with the template's file and line.
    """
    with syntax_checked(phrase):
        return environment().from_string(phrase.text)


def fill(phrase: Phrase, **values: Hashable) -> Inline:
    """A phrase with its values filled in, each escaped.

    Raises:
        EduError: for a name the phrase is not given, or anything else that fails in it, with file and line.
    """
    # A value that is ready to print and one that is not may be equal as texts, so their types tell them apart.
    return _filled(phrase, tuple((name, type(value), value) for name, value in values.items()))


@lru_cache(maxsize=16384)
def _filled(phrase: Phrase, told: tuple[tuple[str, type, Hashable], ...]) -> Inline:
    values = {name: value for name, _, value in told}
    simple = _put_in(phrase.text, values)
    return Inline(render(compiled(phrase), phrase, values) if simple is None else simple)


def _put_in(text: str, values: Mapping[str, object]) -> str | None:
    """One line that has nothing but known names in it, filled in; None for any other, which is the sandbox's.

    Why: most phrases are of this kind, and the sandbox makes a program of each, which would be half the time of drawing
    a question.
    """
    parts = _NAMED.split(text)
    words, names = parts[::2], parts[1::2]
    if any(_MORE.search(each) for each in words) or not values.keys() >= set(names):
        return None
    parts[1::2] = [str(_enter(values[name])) for name in names]
    return "".join(parts)


def render(template: Template, phrase: Phrase, values: Mapping[str, object]) -> str:
    """What a template of a phrase gives with these values.

    Raises:
        EduError: when it fails, with file and line.
    """
    try:
        return template.render(values)
    except EduError:
        raise
    except Exception as error:  # a teacher's template can fail in any way; each is a fault of the template
        if not isinstance(error, _FAILURES):
            raise
        line = phrase.line + (_line_inside(error) or 1) - 1
        raise EduError(Problem(phrase.file, line, *_failure(phrase, error, values.keys()))) from None


def _failure(phrase: Phrase, error: Exception, names: Collection[str]) -> tuple[str, str]:
    """What went wrong when a phrase was filled in with values of these names, and what to do."""
    known = f"Names it can use: {', '.join(sorted(names)) or 'none'}"
    unknown = sorted(meta.find_undeclared_variables(environment().parse(phrase.text)).difference(names))
    if not isinstance(error, UndefinedError) or not unknown:
        return f"this template cannot be filled in: {told(error)}", known
    near = get_close_matches(unknown[0], names, 1)
    what = f"this template uses the name {unknown[0]!r}, which it is not given"
    return what, f"Did you mean {near[0]!r}? {known}" if near else known


def _line_inside(error: BaseException) -> int | None:
    """The line of the template in which an error arose, from its traceback."""
    trace, line = error.__traceback__, None
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def blank(name: str, phrase: Phrase) -> Iterator[Problem]:
    """The problem of a phrase that gives no words, if it must."""
    if name in NEVER_EMPTY:
        key = name.partition(".")[2]
        kind = "alternative text" if key.endswith("alt") else "title"
        mend = "Give it words, or delete the line to have those that come with edu"
        yield Problem(
            phrase.file, phrase.line, f"{key!r} has no words, and is the {kind} that a screen reader tells", mend
        )


KEPT = ("quiz.", "key.", "charts.figure", "charts.continued")
"""How the names begin of the phrases and pages that the paper and the key of a quiz are worded with."""


class Words:
    """The phrases of a wording, by name."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    @classmethod
    def recorded(cls, phrases: Mapping[str, Sequence[str]], record: Path) -> Words:
        """The words that a record keeps; what fails in one of them is a fault of the record."""
        told = {name: tuple(Phrase(text, record, 1) for text in texts) for name, texts in phrases.items()}
        pages = {name: told.pop(name)[0] for name in phrases if name.endswith(".md")}
        return cls(Wording(told, pages, ""))

    def kept(self) -> dict[str, tuple[str, ...]]:
        """The phrases and pages that a record keeps, so that the quiz can be printed again in the same words."""
        pages = {name: (page,) for name, page in self.wording.documents.items()}
        return {
            name: tuple(phrase.text for phrase in phrases)
            for name, phrases in {**self.wording.phrases, **pages}.items()
            if name.startswith(KEPT)
        }

    def has(self, name: str) -> bool:
        """Whether there is a phrase of that name."""
        return name in self.wording.phrases

    def say(self, name: str, rng: Random | None = None, /, **values: Hashable) -> Inline:
        """A phrase filled in, as inline Markdown; one of its wordings, drawn if `rng` is given, else the first.

        Raises:
            EduError: when the templates have no such phrase, it fails, or it gives no words where there must be some.
        """
        phrases = self.phrases(name)
        phrase = rng.choice(phrases) if rng else phrases[0]
        made = fill(phrase, **values)
        if not made.strip() and (problems := list(blank(name, phrase))):
            raise EduError(problems)
        return made

    def phrases(self, name: str) -> Sequence[Phrase]:
        """All wordings of a phrase.

        Raises:
            EduError: when the templates have no such phrase.
        """
        phrases = self.wording.phrases
        found = phrases.get(name)
        if not found:
            file, _, key = name.partition(".")
            near = get_close_matches(name, phrases, 1, cutoff=0.8)
            mend = f"Did you rename it to {near[0].partition('.')[2]!r}? " if near else ""
            raise EduError(
                Problem(
                    next(
                        (told[0].file for each, told in phrases.items() if told and each.startswith(f"{file}.")), None
                    ),
                    None,
                    f"the template {file}.toml has no phrase {key!r}",
                    f"{mend}Put it back, or take the shipped template again",
                )
            )
        return found

    def list(self, name: str, count: int, **values: Hashable) -> tuple[Inline, ...]:
        """The `count` entries of a list such as the heads of columns, each filled in.

        Raises:
            EduError: when the templates have no such list, or one of another length.
        """
        phrases = self.phrases(name)
        if len(phrases) != count:
            what = f"{name.partition('.')[2]} has {len(phrases)} entries"
            raise EduError(
                Problem(phrases[0].file, phrases[0].line, what, f"Give it {count}, as the shipped template does")
            )
        return tuple(fill(phrase, **values) for phrase in phrases)
