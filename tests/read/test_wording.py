"""The wording is read with the line of every phrase, and a template that fails says where and why."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edu import places
from edu.make.words import Words, compiled, fill
from edu.model.wording import Phrase
from edu.problems import EduError, Problem
from edu.read.wording import read_wording


def wording(folder: Path, **files: str | bytes) -> Words:
    """The wording of a folder with these files; `md_x` is x.md, any other name a TOML file."""
    for name, text in files.items():
        path = folder / (f"{name.removeprefix('md_')}.md" if name.startswith("md_") else f"{name}.toml")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Words(read_wording(folder))


def problem(caught: pytest.ExceptionInfo[EduError]) -> Problem:
    """The one problem of an error."""
    assert 1 == len(caught.value.problems)
    return caught.value.problems[0]


def test_phrases_are_named_after_file_and_keys(tmp_path: Path) -> None:
    words = wording(tmp_path, single='[when]\nstem = ["One", "Two"]\n[when.deep]\nwhy = "So"\n', md_page="# {{ a }}\n")
    path = tmp_path / "single.toml"
    assert (Phrase("One", path, 2), Phrase("Two", path, 2)) == words.phrases("single.when.stem")
    assert (Phrase("So", path, 4),) == words.phrases("single.when.deep.why")
    assert Phrase("# {{ a }}\n", tmp_path / "page.md", 1) == words.wording.documents["page.md"]
    assert "So" == words.say("single.when.deep.why")


def test_a_text_that_begins_below_its_quotation_marks_has_the_line_of_its_first_word(tmp_path: Path) -> None:
    told = 'x = """\none\n{{ two }}"""\ny = ["a",\n"""\nb"""]\nz = """c\nd"""\n'
    words = wording(tmp_path, a=told)
    assert [2, 6, 7] == [words.phrases(f"a.{name}")[-1].line for name in "xyz"]
    with pytest.raises(EduError) as caught:
        words.say("a.x")
    assert 3 == problem(caught).line


def test_files_of_questions_are_read_too_and_byte_order_marks_taken(tmp_path: Path) -> None:
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "b.toml").write_bytes(b"\xef\xbb\xbfstem = 'x'")
    words = wording(tmp_path, md_a=b"\xef\xbb\xbfx")
    assert "x" == words.say("b.stem")
    assert "x" == words.wording.documents["a.md"].text


def test_the_hash_changes_with_the_words_only(tmp_path: Path) -> None:
    first = wording(tmp_path, a="x = 'one'\n", md_b="b").wording.hash
    assert first == wording(tmp_path, a="# remark\nx = 'one'\n").wording.hash
    second = wording(tmp_path, a="x = 'two'\n").wording.hash
    assert 3 == len({first, second, wording(tmp_path, md_b="c").wording.hash})


@pytest.mark.parametrize(("value", "shown"), [("7", "7"), ("true", "true"), ('["a", 2013-02-06]', "2013-02-06")])
def test_a_value_that_is_not_text(tmp_path: Path, value: str, shown: str) -> None:
    with pytest.raises(EduError) as caught:
        wording(tmp_path, a=f"[x]\nstem = {value}\n")
    assert 2 == problem(caught).line
    assert f" is {shown}, which is not words" in problem(caught).what


def test_faults_of_several_templates_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(EduError) as caught:
        wording(tmp_path, a="x = ", b="y = 7\n", md_c=b"one\ntwo \xe9\n", d=b"x = '\xff'")
    assert [("a.toml", 1), ("b.toml", 1), ("d.toml", 1), ("c.md", 2)] == [
        (each.file.name, each.line) for each in caught.value.problems if each.file
    ]
    assert "the byte 0xE9 on this line is not UTF-8" == caught.value.problems[-1].what


def test_a_folder_of_the_name_of_a_template_and_no_templates_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(EduError, match="this template cannot be read"):
        read_wording(tmp_path)
    with pytest.raises(EduError, match="the folder of the templates is missing"):
        read_wording(tmp_path / "none")


# Phrases filled in -----------------------------------------------------------------------------------------------


def test_values_are_escaped_and_templates_are_not(tmp_path: Path) -> None:
    words = wording(tmp_path, a='x = "**{{ name }}**"\n')
    assert r"**a \*b\***" == words.say("a.x", name="a *b*")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ more }", "this template has a syntax error"),
        ("{% if more %}", "this template has a syntax error"),
        ("{{ more | shout }}", "this template has a syntax error"),
        ("{{ 1 / 0 }}", "this template cannot be filled in"),
        ("{{ more.__class__.__mro__ }}", "this template cannot be filled in"),
        ("{% include 'x' %}", "this template cannot be filled in"),
        ("{{ more + 1 }}", "this template cannot be filled in"),
        ("{{ moer }}", "this template uses the name 'moer', which it is not given"),
    ],
)
def test_a_template_that_fails_names_its_file_and_line(tmp_path: Path, text: str, what: str) -> None:
    words = wording(tmp_path, a=f'[x]\n# remark\nstem = ["fine", "{text}"]\n')
    fine, failing = words.phrases("a.x.stem")
    assert "fine" == fill(fine, more="5", fewer="4")
    with pytest.raises(EduError) as caught:
        fill(failing, more="5", fewer="4")
    assert (tmp_path / "a.toml", 3) == (problem(caught).file, problem(caught).line)
    assert problem(caught).what.startswith(what)
    assert not problem(caught).what.endswith(".")


def test_an_unknown_name_has_its_neighbour(tmp_path: Path) -> None:
    words = wording(tmp_path, a='x = "{{ moer }}"\n')
    with pytest.raises(EduError) as caught:
        words.say("a.x", None, more="5", fewer="4")
    assert "Did you mean 'more'? Names it can use: fewer, more" == problem(caught).mend


def test_the_line_inside_a_long_template(tmp_path: Path) -> None:
    words = wording(tmp_path, md_page="one\n\n{{ two }}\n{{ three }}\n")
    with pytest.raises(EduError) as caught:
        fill(words.wording.documents["page.md"], two="2")
    assert 4 == problem(caught).line


def test_a_phrase_that_is_gone(tmp_path: Path) -> None:
    words = wording(tmp_path, a='[differences]\nstem = "x"\n')
    with pytest.raises(EduError) as caught:
        words.say("a.difference.stem")
    assert tmp_path / "a.toml" == problem(caught).file
    assert "the template a.toml has no phrase 'difference.stem'" == problem(caught).what
    assert problem(caught).mend.startswith("Did you rename it to 'differences.stem'? ")


def test_every_shipped_template_is_read_and_has_no_fault_of_syntax(tmp_path: Path) -> None:
    copy = tmp_path / "templates"
    shutil.copytree(places.templates(), copy)
    made = read_wording(copy)
    phrases = [phrase for several in made.phrases.values() for phrase in several]
    assert all(compiled(phrase) for phrase in (*phrases, *made.documents.values()))
    assert read_wording(places.templates()).hash == made.hash
