"""`recoupe evaluate episodes`: our own gold, ECB+, MEANTIME. Reads the articles, links their claims, hands both to the scorer; counts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.app.samples import Affairs, Dispatch, samples_folder
from recoupe.crosscheck.episodes.linking import link
from recoupe.crosscheck.tellings import tellings
from recoupe.errors import UsageError
from recoupe.evaluation.episodes import EpisodeFigures, Placed, claim_of, locate, read_episodes, score_episodes
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
    return score_episodes(placed, {key: episode.id for episode in episodes for key in episode.claims})


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
