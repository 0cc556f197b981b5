"""Fails when the project holds a run of six words that occurs in the third parties' texts kept beside it.

Words are runs of letters, folded; numbers do not count as words, and of Python only strings and comments are read, of data each value by itself. Formulae that cannot be avoided (names of bodies, titles of laws) stand in
`scripts/allowed_texts.txt`, each with its reason. Where the texts are absent the check says so and passes.
"""

from __future__ import annotations

import os
import re
import sys
import tokenize
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN = 6
FOREIGN = ("bench", "specimen", "research")
OURS = ("src", "docs", "gold", "tests", "scripts", "bench", "examples")
_TEXTS = frozenset({".txt", ".jsonl", ".json", ".md", ".xml", ".conll", ".conllu", ".tsv", ".csv"})
_READ = frozenset({".py", ".toml", ".tsv", ".txt", ".md", ".html", ".jsonl", ".json", ".js", ".css", ".j2", ".svg"})
_SKIPPED = frozenset({"node_modules", "__pycache__"})
_GENERATED = frozenset({"latest.json", "allowed_texts.txt"})
_LARGEST = 12_000_000
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_DATA = frozenset({".tsv", ".toml", ".json", ".jsonl"})
_VALUES = re.compile(r'\t|\n(?=[^#])|(?<!\\)"|\|')
_ADDRESS = re.compile(r"https?://\S+")
_FSTRING = getattr(tokenize, "FSTRING_MIDDLE", -1)


def shared_folder() -> Path:
    """Where the third parties' texts lie: beside the benchmarks that RECOUPE_BENCH names, or beside the project."""
    bench = os.environ.get("RECOUPE_BENCH")
    return Path(bench).resolve().parent if bench else ROOT.parent / "shared"


def words(text: str) -> list[tuple[str, int]]:
    """Folded words with their offsets; words with a digit are left out."""
    return [(match[0], match.start()) for match in _WORD.finditer(text) if match[0].isalpha()]


def fold(text: str) -> str:
    """Lower case without accents, for comparing only."""
    plain = _CODE.sub(lambda match: chr(int(match[1], 16)), _ADDRESS.sub(" 0 ", text))
    return "".join(char for char in unicodedata.normalize("NFD", plain.lower()) if not unicodedata.combining(char))


def grams(text: str) -> Iterator[tuple[str, int]]:
    """Runs of six words with the offset of the first, in the folded text."""
    listed = words(text)
    for at in range(len(listed) - RUN + 1):
        yield " ".join(word for word, _ in listed[at : at + RUN]), listed[at][1]


def files(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """Readable files of a folder, in order."""
    for path in sorted(folder.rglob("*")):
        if (
            path.is_file()
            and path.suffix in suffixes
            and not _SKIPPED.intersection(path.parts)
            and path.stat().st_size <= _LARGEST
        ):
            yield path


def stretches(path: Path) -> Iterator[tuple[str, int]]:
    """The stretches of a file of ours that are language, with their first line: comments and strings of code, values of data, prose."""
    if path.suffix == ".py":
        with tokenize.open(path) as source:
            comment: list[str] = []
            for token in tokenize.generate_tokens(source.readline):
                if token.type == tokenize.COMMENT:
                    comment.append(token.string)
                elif token.type in {tokenize.STRING, _FSTRING}:
                    yield token.string, token.start[0]
            yield "\n".join(comment), 1
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    start = 0
    for cut in (*_VALUES.finditer(text), None) if path.suffix in _DATA else (None,):
        end = cut.start() if cut else len(text)
        yield text[start:end], text.count("\n", 0, start) + 1
        start = cut.end() if cut else end


def our_grams() -> dict[str, tuple[Path, int]]:
    """Every run of the project's files, with where it stands first."""
    paths = [path for name in OURS for path in files(ROOT / name, _READ) if path.name not in _GENERATED]
    out: dict[str, tuple[Path, int]] = {}
    for path in (*paths, *sorted(ROOT.glob("*.md"))):
        for piece, line in stretches(path):
            text = fold(piece)
            for gram, start in grams(text):
                out.setdefault(gram, (path, line + text.count("\n", 0, start)))
    return out


def allowed() -> list[str]:
    """The folded formulae of the allow list; each line is `formula<TAB>reason`, both needed."""
    out = []
    for number, line in enumerate((ROOT / "scripts" / "allowed_texts.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        formula, _, reason = line.partition("\t")
        if not reason.strip():
            sys.exit(f"scripts/allowed_texts.txt:{number}: no reason")
        out.append(" ".join(word for word, _ in words(fold(formula))))
    return out


def main() -> int:
    """1 and a list where runs are shared, else 0."""
    shared = shared_folder()
    if not any((shared / name).is_dir() for name in FOREIGN):
        print("check_texts: the third parties' texts are absent, nothing compared")
        return 0
    ours = our_grams()
    formulae = [f" {formula} " for formula in allowed()]
    found: dict[str, Path] = {}
    for path in (path for name in FOREIGN for path in files(shared / name, _TEXTS)):
        for gram, _ in grams(fold(path.read_text(encoding="utf-8", errors="replace"))):
            if gram in ours and gram not in found:
                found[gram] = path
    bad = {
        gram: path
        for gram, path in found.items()
        if not any(f" {gram} " in formula or formula in f" {gram} " for formula in formulae)
    }
    for gram, path in sorted(bad.items(), key=lambda item: (str(ours[item[0]][0]), ours[item[0]][1])):
        place, line = ours[gram]
        print(f"{place.relative_to(ROOT)}:{line}: “{gram}” stands in {path.relative_to(shared)}")
    print(f"check_texts: {len(bad)} runs of {RUN} words shared, {len(found) - len(bad)} allowed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
