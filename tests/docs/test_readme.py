"""The commands that the documents show: each is run, in a folder of its own, and must succeed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / name for name in ("README.md", "README.fr.md", "CONTRIBUTING.md")]
_FENCE = re.compile(r"^[ ]{0,3}```(\w+)[^\n]*\n(.*?)^[ ]{0,3}```", re.MULTILINE | re.DOTALL)
_SHELLS = frozenset({"console", "sh", "bash", "shell"})
SLOW = frozenset({"demo", "evaluate", "packs"})
"""Commands that read much; run by make test-all."""


def commands(text: str, first: str) -> list[str]:
    """The lines of shell blocks that begin with the program `first`, without prompt and remark; continued lines joined."""
    found = []
    for language, block in _FENCE.findall(text):
        if language not in _SHELLS:
            continue
        for line in block.replace("\\\n", " ").splitlines():
            words = re.sub(r"^\s*\$\s+", "", line).strip()
            if words.split(" ")[0] == first:
                found.append(re.sub(r"\s+#(?=\s).*$", "", words))
    return list(dict.fromkeys(found))


def listed(first: str) -> list[tuple[str, str]]:
    return [
        (path.name, line) for path in DOCUMENTS if path.is_file() for line in commands(path.read_text(encoding="utf-8"), first)
    ]


def marked(line: str):
    words = shlex.split(line)
    slow = len(words) > 1 and words[1] in SLOW
    return pytest.param(line, id=line, marks=[pytest.mark.slow] if slow else [])


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder that looks like the checkout to a reader of the documents; nothing in it is the checkout's own file."""
    for name in ("docs", "gold", "examples"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "src" / "recoupe" / "data" / "samples", tmp_path / "src" / "recoupe" / "data" / "samples")
    for path in DOCUMENTS:
        if path.is_file():
            shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `recoupe` that runs the checkout."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "recoupe"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m recoupe "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


LOCAL = [line for _, line in listed("recoupe") if not re.search(r"https?://", line)]


@pytest.mark.parametrize("line", [marked(line) for line in dict.fromkeys(LOCAL)])
def test_a_command_of_the_documents_runs(copy: Path, program: Path, line: str) -> None:
    path = f"{program}:/usr/bin:/bin"
    source = ROOT / "src"
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=copy, env={"PATH": path, "PYTHONPATH": str(source), "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=240, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_make_targets_of_the_documents_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    words = [word for _, line in listed("make") for word in shlex.split(line)[1:]]
    targets = [word for word in words if not word.startswith("-") and "=" not in word]
    assert [target for target in targets if not re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE)] == []


def test_the_commands_with_an_address_exist() -> None:
    from recoupe.cli.main import COMMANDS

    fetching = [line for _, line in listed("recoupe") if re.search(r"https?://", line)]
    assert {shlex.split(line)[1] for line in fetching} <= set(COMMANDS)


SAMPLE = """```console
$ recoupe read a.txt   # a remark
output
$ recoupe read a.txt \\
    --to json
```
```python
recoupe read b.txt
```
  ```sh
  make test
  ```
"""


@pytest.mark.parametrize(
    ("first", "wanted"), [("recoupe", ["recoupe read a.txt", "recoupe read a.txt      --to json"]), ("make", ["make test"])]
)
def test_the_commands_are_found_in_the_blocks(first: str, wanted: list[str]) -> None:
    assert commands(SAMPLE, first) == wanted
