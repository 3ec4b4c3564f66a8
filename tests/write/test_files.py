"""Files are written whole or not at all, and a record is never replaced by that of another printing."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path
from typing import BinaryIO

import pytest

from edu.problems import EduError, ExitCode
from edu.write.files import refuse_other, write_files


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with what it holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(files: dict[Path, bytes], keep: frozenset[Path] = frozenset()) -> str:
    """The message with which these files are not written."""
    with pytest.raises(EduError) as caught:
        write_files(files, keep)
    assert caught.value.code == ExitCode.WRITE
    assert 1 == len(caught.value.problems)
    assert ".part" not in str(caught.value)
    return str(caught.value)


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    write_files({tmp_path / "a" / "b" / "one": b"1", tmp_path / "two": b"2"})
    assert {"a/b/one": b"1", "two": b"2"} == contents(tmp_path)


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    write_files({tmp_path / "one": b"old"})
    write_files({tmp_path / "one": b"new"})
    assert {"one": b"new"} == contents(tmp_path)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"file")
    message = refused({tmp_path / "fine": b"1", tmp_path / "folder" / "one": b"1"})
    assert f"{tmp_path / 'folder'}: this is a file, so nothing can be put into it. " in message
    assert "-o" in message
    assert {"folder": b"file"} == contents(tmp_path)


def test_a_file_further_up_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"file")
    path = tmp_path / "folder" / "deeper" / "one"
    assert f"{path}: a file stands where one of its folders should be. " in refused({path: b"1"})
    assert {"folder": b"file"} == contents(tmp_path)


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    message = refused({tmp_path / "other": b"1", tmp_path / "one": b"1"})
    assert f"{tmp_path / 'one'}: a folder of this name is in the way of the file. " in message
    assert {} == contents(tmp_path)


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    message = refused({tmp_path / "other": b"1", tmp_path / ("n" * 300): b"1"})
    assert "this name is too long. Choose a shorter one" in message
    assert {} == contents(tmp_path)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (errno.ENOSPC, "there is no room left on the disk"),
        (errno.EROFS, "nothing can be written to this disk"),
        (errno.EACCES, "you may not write here"),
        (errno.EIO, f"this cannot be written ({os.strerror(errno.EIO)})"),
    ],
)
def test_a_write_that_fails_halfway_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, what: str
) -> None:
    write_files({tmp_path / "one": b"old"})
    write = Path.write_bytes

    def failing(path: Path, data: bytes) -> int:
        if data == b"second":
            write(path, b"sec")
            raise OSError(number, os.strerror(number), str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", failing)
    assert f"{tmp_path / 'two'}: {what}. " in refused({tmp_path / "one": b"new", tmp_path / "two": b"second"})
    assert {"one": b"old"} == contents(tmp_path)


def test_a_rename_that_fails_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(source: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "denied", str(source), None, str(target))

    monkeypatch.setattr(os, "replace", failing)
    assert f"{tmp_path / 'one'}: you may not write here. Close the file" in refused({tmp_path / "one": b"1"})
    assert {} == contents(tmp_path)


def test_a_stop_by_hand_leaves_no_part_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = Path.write_bytes

    def stopped(path: Path, data: bytes) -> int:
        write(path, data[:1])
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "one": b"new"})
    assert {} == contents(tmp_path)


def test_a_record_is_kept_and_the_same_record_again_is_fine(tmp_path: Path) -> None:
    record, quiz = tmp_path / "record", tmp_path / "quiz"
    write_files({record: b"A", quiz: b"1"}, keep=frozenset({record}))
    write_files({record: b"A", quiz: b"2"}, keep=frozenset({record}))
    message = refused({quiz: b"3", record: b"B"}, keep=frozenset({record}))
    assert f"{record}: it is the record of another printing and is not replaced. " in message
    assert "--seed" in message
    assert {"record": b"A", "quiz": b"2"} == contents(tmp_path)


def test_a_record_that_cannot_be_compared_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, new = tmp_path / "record", tmp_path / "new"
    for path in (record, new):
        path.write_bytes(b"A")

    def unreadable(path: Path, mode: str) -> BinaryIO:
        raise PermissionError(errno.EACCES, "denied", str(path))

    monkeypatch.setattr(Path, "open", unreadable)
    with pytest.raises(EduError, match="you may not write here"):
        refuse_other(record, new)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot kill a process halfway in this way")
@pytest.mark.parametrize("moment", range(6))
def test_a_kill_at_any_moment_leaves_each_file_old_or_new_and_no_quiz_without_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Kill -9 at each write and each rename: nothing is cleaned up then."""
    record, quiz, key = (tmp_path / name for name in ("record", "quiz", "key"))
    write_files({key: b"old"})
    steps = 0
    write, rename = Path.write_bytes, os.replace

    def step() -> None:
        nonlocal steps
        if steps == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        steps += 1

    def writing(path: Path, data: bytes) -> int:
        step()
        return write(path, data)

    def renaming(source: Path, target: Path) -> None:
        step()
        rename(source, target)

    monkeypatch.setattr(Path, "write_bytes", writing)
    monkeypatch.setattr(os, "replace", renaming)
    child = os.fork()
    if not child:
        write_files({record: b"new", quiz: b"new", key: b"new"}, keep=frozenset({record}))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert signal.SIGKILL == os.WTERMSIG(status)
    left = contents(tmp_path)
    seen = {name: data for name, data in left.items() if not name.endswith(".part")}
    assert seen["key"] in (b"old", b"new")
    assert set(seen.values()) <= {b"old", b"new"}
    assert "record" in seen or ("quiz" not in seen and b"old" == seen["key"])
    assert any(name.endswith(".part") for name in left) == (moment > 0)
    monkeypatch.undo()
    others = {f".quiz.{os.getpid()}.part", f".quiz.edu-0-{child}.part", ".notes.part"}
    for name in others:
        (tmp_path / name).write_bytes(b"")
    write_files({tmp_path / "other": b""})
    assert others == {name for name in contents(tmp_path) if name.endswith(".part")}
