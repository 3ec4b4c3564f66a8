"""Rule Q9: the same seed, content and version give the same bytes, in whatever process and folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from edu import places


def build(folder: Path, hash_seed: int, battle: str | Path) -> dict[str, bytes]:
    """A pack built by a process of its own that stands in `folder`; its files by name."""
    folder.mkdir()
    path = os.pathsep.join(filter(None, (str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH"))))
    subprocess.run(
        [sys.executable, "-m", "edu", "build", str(battle), "--seed", "2013", "--versions", "2", "-o", "out"],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONPATH": path},
        check=True,
        capture_output=True,
    )
    return {file.name: file.read_bytes() for file in sorted((folder / "out").iterdir())}


@pytest.mark.slow
@pytest.mark.parametrize("battle", ["battle_of_safira", places.templates() / "sample"], ids=["safira", "sample"])
def test_a_pack_is_the_same_in_every_process(tmp_path: Path, battle: str | Path) -> None:
    first = build(tmp_path / "one", 1, battle)
    other = build(tmp_path / "quite another folder", 4_294_967_295, battle)
    assert [name.split("-")[0] for name in first] == ["guide.pdf", "handout.pdf", "key", "quiz", "record"]
    assert first == other
