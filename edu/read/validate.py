"""From the raw data of a file to its shape, or to every fault of it in a teacher's words.

Faults are told apart by the validator's error type, never by its English.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from difflib import get_close_matches
from typing import Any, TypeVar, get_origin

from pydantic import BaseModel, ValidationError

from edu.problems import EduError, Problem
from edu.read.toml import TomlFile

S = TypeVar("S", bound=BaseModel)
Path = tuple[str | int, ...]

_LISTED = 12
"""Names that a message lists when none of them was written."""

_LONG = 60
"""Characters of a value that a message shows."""


class Faults:
    """Collects the problems of one file, each with the line of the value at fault."""

    def __init__(self, file: TomlFile) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, path: Path, what: str, mend: str, warning: bool = False) -> None:
        """Notes a problem at the value under `path`."""
        self.found.append(Problem(self.file.path, self.file.line(path), what, mend, warning))

    def unknown(self, path: Path, name: str, among: Sequence[str], what: str) -> None:
        """Notes a name that is none of `among`, with the nearest that is."""
        near = get_close_matches(name, among, 1)
        listed = ", ".join(among[:_LISTED])
        if len(among) > _LISTED:
            listed += f" and {len(among) - _LISTED} more"
        mend = f"Did you mean {near[0]!r}? Known are: {listed}" if near else f"Known are: {listed or 'none'}"
        self.add(path, f"{name!r} is no {what}", mend)

    def stop_if_any(self) -> None:
        """Raises all that was found, unless there are only warnings."""
        if any(not problem.warning for problem in self.found):
            raise EduError(sorted(self.found, key=lambda problem: problem.line or 0))


def name_of(path: Path) -> str:
    """A path as a teacher reads it: `facts` number 3, `count`, `low`."""
    words = ""
    for step in path:
        words += f" number {step + 1}" if isinstance(step, int) else f"{', ' if words else ''}`{step}`"
    return words


def shown(value: object) -> str:
    """A value as a teacher wrote it in the file, cut where it is long."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | time):
        return value.isoformat()
    words = f'"{value}"' if isinstance(value, str) else str(value)
    return words if len(words) <= _LONG else f"{words[:_LONG]} ..."


def _missing(error: Any, shape: type[BaseModel]) -> tuple[str, str]:
    *within, key = error["loc"]
    mend = f"Add a line `{key} = ...`"
    if key == "format":
        return "the file has no `format`", "Put `format = 1` above everything else in it"
    if not within:
        several = get_origin(shape.model_fields[key].annotation) is list
        mend = f"Add a heading {f'[[{key}]]' if several else f'[{key}]'} and write what belongs there under it"
    return f"{name_of(tuple(within)) or 'the file'} has no `{key}`", mend


def _extra(error: Any, shape: type[BaseModel]) -> tuple[str, str]:
    key, keys = str(error["loc"][-1]), _keys(shape)
    if key in keys:
        return f"{name_of(error['loc'])} is not a key edu knows here", "Take it out; it belongs in another table"
    near = get_close_matches(key, keys, 1)
    mend = f"Write `{near[0]}` if that is meant" if near else f"Take it out, or find its name in {_guide(shape)}"
    return f"{name_of(error['loc'])} is not a key edu knows", mend


def _guide(shape: type[BaseModel]) -> str:
    """The page that explains the keys of a shape."""
    return str(getattr(shape, "GUIDE", "docs/battle-files.md"))


def _keys(shape: type[BaseModel]) -> list[str]:
    """All key names of a shape and of the shapes inside it."""
    schema = shape.model_json_schema()
    tables = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for table in tables for key in table.get("properties", {})})


def _choice(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    expected = error["ctx"]["expected"]
    if error["loc"] == ("format",):
        return f"`format` is {shown(error['input'])}, which this edu does not read", f"Write format = {expected}"
    return f"{name_of(error['loc'])} is {shown(error['input'])}", f"Write {expected}"


def _number(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    context = error["ctx"]
    bound = next(
        (f"{word} {context[key]:,}" for key, word in (("ge", "at least"), ("le", "at most")) if key in context)
    )
    return f"{name_of(error['loc'])} is {shown(error['input'])}", f"Write a whole number, {bound}"


def _whole(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    return (
        f"{name_of(error['loc'])} is {shown(error['input'])}, which is not a whole number",
        "Write a whole number without quotes, such as 1200",
    )


def _words(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    given = error["input"]
    number = isinstance(given, int | float) and not isinstance(given, bool)
    mend = f'Put it between quotes: "{given}"' if number else 'Write words between quotes, such as "Rebel side"'
    return f"{name_of(error['loc'])} is {shown(given)}, which is not words", mend


def _empty(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    return f"{name_of(error['loc'])} is empty", "Write something there"


def _pattern(error: Any, shape: type[BaseModel]) -> tuple[str, str]:
    if not str(error["input"]).strip():
        return _empty(error, shape)
    return (
        f"{name_of(error['loc'])} is {shown(error['input'])}, which cannot be an id",
        "Write small letters, digits and hyphens, such as tell-aran",
    )


def _long(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    most = error["ctx"]["max_length"]
    return f"{name_of(error['loc'])} has {len(error['input'])} characters", f"Shorten it to {most} or fewer"


def _list(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    if isinstance(error["input"], dict):
        key = error["loc"][-1]
        return f"{name_of(error['loc'])} is one table, not a list of them", f"Write its heading as [[{key}]]"
    return f"{name_of(error['loc'])} is not a list", 'Put square brackets round it, such as ["..."]'


def _table(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    if isinstance(error["input"], list):
        key = error["loc"][-1]
        return f"{name_of(error['loc'])} is a list, not one table", f"Write its heading once, as [{key}]"
    return (
        f"{name_of(error['loc'])} is not a table",
        "Write it as { key = value } or under a [heading] of its own",
    )


def _truth(error: Any, _shape: type[BaseModel]) -> tuple[str, str]:
    return f"{name_of(error['loc'])} is {shown(error['input'])}", "Write true or false, without quotes"


_SAY: dict[str, Callable[[Any, type[BaseModel]], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _choice,
    "greater_than_equal": _number,
    "less_than_equal": _number,
    "int_type": _whole,
    "string_type": _words,
    "string_too_short": _empty,
    "string_too_long": _long,
    "too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "list_type": _list,
    "model_type": _table,
    "model_attributes_type": _table,
    "bool_type": _truth,
}


def validated(file: TomlFile, shape: type[S]) -> S:
    """The file as its shape. A value is taken as it is written: "12", 12.0 and true are no whole numbers.

    Raises:
        EduError: with every fault of the file, each with its line.
    """
    try:
        return shape.model_validate(file.data, strict=True)
    except ValidationError as error:
        faults = Faults(file)
        for fault in error.errors(include_url=False):
            say = _SAY.get(fault["type"])
            what, mend = (
                say(fault, shape)
                if say
                else (f"{name_of(fault['loc'])}: {fault['msg']}", f"Compare it with {_guide(shape)}")
            )
            faults.add(tuple(fault["loc"]), what, mend)
        faults.stop_if_any()
        raise
