"""`recoupe evaluate episodes`: our own gold, ECB+, MEANTIME. Reads the articles, links their claims, hands both to the scorer; counts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.app.samples import Affairs, Dispatch, samples_folder
from recoupe.crosscheck.copies import find_copies, worded
from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.origins import Origins, count
from recoupe.crosscheck.tellings import tellings
from recoupe.errors import UsageError
from recoupe.evaluation.episodes import (
    EpisodeFigures,
    Intervals,
    Placed,
    claim_of,
    locate,
    read_episodes,
    read_origins,
    score_episodes,
    score_origins,
)
from recoupe.intake.documents import Given, read_path
from recoupe.knowledge.files import load_toml
from recoupe.model.record import Record

if TYPE_CHECKING:
    from recoupe.pipeline.engine import Engine

_AFFAIRS = "affairs"


def episode_figures(gold: Path, engine: Engine) -> EpisodeFigures:
    """The figures of our own gold of episodes: a file, or the folder that holds `episodes.jsonl`. Raises UsageError R403."""
    path = gold / "episodes.jsonl" if gold.is_dir() else gold
    wanted = read_episodes(path)
    cards = _cards(path.parent)
    read = {each.file: _read(each.file, cards, engine) for each in wanted}
    placed = []
    for article in wanted:
        record, text = read[article.file]
        for mention in article.mentions:
            span = locate(mention, text)
            claim = claim_of(mention, span, record.claims) if span else None
            where = f"{article.file.partition('.')[0]} “{mention.text}”"
            placed.append(Placed(where, article.file, article.affair, mention, (record.document.id, claim.id) if claim else None))
    episodes = link([each for record, text in read.values() for each in tellings(record, text)])
    figures = score_episodes(placed, {key: episode.id for episode in episodes for key in episode.claims})
    return score_origins(figures, read_origins(path.with_name("origins.jsonl")), placed, _intervals(read))


def _intervals(read: dict[str, tuple[Record, str]]) -> Intervals:
    """How few and how many origins some claims of these articles have."""
    articles = [worded(record, text) for record, text in read.values()]
    origins = Origins(articles, find_copies(articles), {record.document.id: file for file, (record, _) in read.items()})
    return lambda claims: count(origins.episode(claims))


def _cards(folder: Path) -> dict[str, tuple[Path, Dispatch]]:
    """The dispatches beside the gold and among the samples, by file."""
    files = [*sorted(samples_folder().glob("*.toml")), *sorted((folder / _AFFAIRS).glob("*.toml"))]
    return {card.file: (path.parent, card) for path in files for card in load_toml(path, Affairs).dispatch}


def _read(file: str, cards: dict[str, tuple[Path, Dispatch]], engine: Engine) -> tuple[Record, str]:
    """An article of the gold with what its card gives by hand. Raises UsageError R403 where no card names it."""
    if file not in cards:
        raise UsageError("R403", f"the article {file} is neither beside the gold nor among the samples.", where=_AFFAIRS)
    folder, card = cards[file]
    document = read_path(folder / file, Given(outlet=card.outlet, published=card.published, lang=card.lang))
    return engine.read(document), document.text
