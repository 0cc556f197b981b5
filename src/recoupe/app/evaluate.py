"""`recoupe evaluate`: a task, a gold file or folder, the figures. Joins the scorers of `evaluation` to the engine; must never count anything itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from recoupe.errors import UsageError
from recoupe.evaluation.event_gold import HALVES

if TYPE_CHECKING:
    from recoupe.evaluation.times import Timed, TimedText
    from recoupe.evaluation.voices import Attribution
    from recoupe.model.document import Document
    from recoupe.model.record import Claim, Record
    from recoupe.pipeline.base import Work
    from recoupe.pipeline.engine import Engine

TASKS = ("actors", "places", "times", "voices", "claims", "types", "lexicon", "status", "copies", "episodes", "situation")
HALVED = frozenset({"types", "lexicon"})


def evaluate(task: str, gold: Path, *, half: str = "all", engine: Engine | None = None) -> dict[str, Any]:
    """The figures of a task on a benchmark's own file or folder; `errors` lists what was wrong, one line each, for reading.

    `half`: of types and lexicon only, "dev" the even records, "held" the odd ones, "all". Raises UsageError: R402 for an unknown task or half, or
    a task that cannot be scored yet, R403 where `gold` is not of the format of the task.
    """
    if task not in TASKS:
        raise UsageError("R402", f"there is no task {task!r}.", remedy=f"Tasks: {', '.join(TASKS)}.")
    scorer = _SCORERS.get(task)
    if scorer is None:
        raise UsageError("R402", f"the task {task!r} is not there yet.", remedy=f"Those that are: {', '.join(_SCORERS)}.")
    if not gold.exists():
        raise UsageError("R403", "there is no such gold file or folder.", where=gold.name)
    if half not in HALVES or (half != "all" and task not in HALVED):
        raise UsageError(
            "R402",
            f"there is no half {half!r} of the task {task}.",
            remedy=f"{', '.join(HALVES)}, of {', '.join(sorted(HALVED))}.",
        )
    try:
        ready = engine or _shared()
        figures = msgspec.structs.asdict(scorer(gold, ready, half) if task in HALVED else scorer(gold, ready))
    except UnicodeDecodeError as err:
        raise UsageError("R403", f"the gold is not valid UTF-8: {err.reason} at byte {err.start}.", where=gold.name) from err
    errors = figures.pop("errors", ())
    return {**figures, "errors": [f"{miss.where}: wanted {miss.wanted}, got {miss.got}" for miss in errors]}


def _shared() -> Engine:
    from recoupe.app.reading import engine

    return engine()


def _only_file(gold: Path, name: str) -> Path:
    """The file itself, or the one of that name (or the only `.jsonl`) in the folder. Raises UsageError R403 where the choice is open."""
    if gold.is_file():
        return gold
    found = (
        [gold / name]
        if (gold / name).is_file()
        else sorted(gold.glob("*_coord.jsonl")) or sorted(gold.glob("*.jsonl")) or sorted(gold.glob("*.conllu"))
    )
    if len(found) != 1:
        raise UsageError(
            "R403", f"the folder holds {len(found)} files that may be meant.", where=gold.name, remedy="Give the file."
        )
    return found[0]


def _document(text: str, lang: str = "", published: str | None = None) -> Document:
    from recoupe.intake.documents import Given, read_bytes

    return read_bytes(text.encode("utf-8"), name="gold", given=Given(lang=lang or None, published=published))


def _actors(gold: Path, engine: Engine) -> msgspec.Struct:
    """The cases of NGEC, or re3d's mentions."""
    from recoupe.evaluation.actors import read_cases, score_actors
    from recoupe.evaluation.mentions import is_re3d, read_re3d, score_mentions
    from recoupe.knowledge.who_phrase import resolve_phrase

    if gold.is_dir() and is_re3d(gold):
        return score_mentions(read_re3d(gold), lambda text: actor_spans(engine.read(_document(text, "en"))))
    return score_actors(read_cases(_only_file(gold, "actor_resolution_cases.jsonl")), resolve_phrase)


def actor_spans(record: Record) -> tuple[tuple[int, int], ...]:
    """Start and end of the actor mentions that lie in no other actor mention."""
    ids = {mention.id for mention in record.mentions if mention.kind == "actor"}
    return tuple(
        (mention.start, mention.end) for mention in record.mentions if mention.kind == "actor" and mention.inside not in ids
    )


def _voices(gold: Path, engine: Engine) -> msgspec.Struct:
    from recoupe.evaluation.voices import read_voices, score_voices

    return score_voices(
        read_voices(_only_file(gold, "attributions.jsonl")), lambda text, lang: attributions(engine.work(_document(text, lang)))
    )


def attributions(work: Work) -> list[Attribution]:
    """The stretches that voices carry, as attributions; not those of aims and decisions, whose holder says nothing by the words that are read."""
    from recoupe.evaluation.voices import Attribution

    out = []
    for each in work.attributed:
        if each.by == "frame":
            continue
        source, cue = (((found.start, found.end),) if found else () for found in (each.voice.holder, each.voice.cue))
        out.append(
            Attribution(
                content=tuple((span.start, span.end) for span in each.content), source=source, cue=cue, type=each.voice.commitment
            )
        )
    return out


def _places(gold: Path, engine: Engine) -> msgspec.Struct:
    """Toponyms with their points, sentences whose words are tagged, or our own gold."""
    from recoupe.app.place_scores import place_figures

    return place_figures(_only_file(gold, "places.jsonl"), engine)


def _times(gold: Path, engine: Engine) -> msgspec.Struct:
    from recoupe.evaluation.times import read_times, score_times

    def read(passage: TimedText) -> list[Timed]:
        return timed(engine.read(_document(passage.text, passage.lang, passage.published)))

    return score_times(read_times(_only_file(gold, "times.jsonl")), read)


def timed(record: Record) -> list[Timed]:
    """The time mentions with their best reading."""
    from recoupe.evaluation.times import Timed

    out = []
    for mention in record.mentions:
        best = mention.best
        if mention.kind == "time" and best is not None:
            out.append(
                Timed(
                    start=mention.start,
                    end=mention.end,
                    value=best.ref,
                    earliest=best.earliest,
                    latest=best.latest,
                    granularity=best.granularity or "vague",
                    vague=best.vague,
                    anchor=best.anchor or "none",
                )
            )
    return out


def _claims(gold: Path, engine: Engine) -> msgspec.Struct:
    """Our own gold, the folder of the specimen, or texts without events."""
    from recoupe.evaluation.false_records import is_non_events, read_non_events, score_non_events
    from recoupe.evaluation.gold import read_gold, score_gold
    from recoupe.evaluation.specimen import score_specimen
    from recoupe.evaluation.specimen_source import ARTICLE, read_specimen
    from recoupe.intake.documents import read_path

    if gold.is_dir() and (gold / ARTICLE).is_file():
        annotation, text = read_specimen(gold)
        return score_specimen(annotation, text, engine.read(read_path(gold / ARTICLE)))
    if gold.is_file() and is_non_events(gold):
        return score_non_events(read_non_events(gold), lambda text, lang: engine.read(_document(text, lang)).claims)
    folder = gold if gold.is_dir() else gold.parent

    def read(name: str) -> tuple[str, Record]:
        document = read_path(_sample(folder, name))
        return document.text, engine.read(document)

    return score_gold(read_gold(gold), read)


def _sample(folder: Path, name: str) -> Path:
    """The article of a gold line: beside the gold, else among the shipped samples. Raises UsageError R403."""
    from recoupe.knowledge.files import data_root

    for place in (folder, data_root() / "samples"):
        if (place / name).is_file():
            return place / name
    raise UsageError("R403", f"the article {name} is neither beside the gold nor among the samples.", where=folder.name)


def _status(gold: Path, engine: Engine) -> msgspec.Struct:
    """Statuses by trigger, or the codebook's cases: the first line of the file says which."""
    from recoupe.evaluation.occurrences import is_occurrences, read_occurrences, score_occurrences
    from recoupe.evaluation.status import read_status_cases, score_status

    file = _only_file(gold, "worked_examples.jsonl")
    if is_occurrences(file):
        return score_occurrences(read_occurrences(file), lambda text, lang: _statuses(engine, text, lang))
    return score_status(read_status_cases(file), lambda text: engine.read(_document(text, "en")).claims)


def _types(gold: Path, engine: Engine, half: str) -> msgspec.Struct:
    """PLOVER's gold records, a table of sources and targets, or PETRARCH's records."""
    from recoupe.evaluation.cameo import read_names, score_cameo
    from recoupe.evaluation.event_gold import is_coded, read_coded, read_gsr, read_pairs
    from recoupe.evaluation.event_scores import score_types

    def read(text: str) -> Record:
        return engine.read(_document(text, "en"))

    tables = [gold] if gold.suffix == ".tsv" else sorted(gold.glob("*.tsv"))
    if tables:
        return score_types(read_pairs(tables[0], half), read)
    path = _only_file(gold, "plover_gsr.jsonl")
    if is_coded(path):
        return score_cameo(read_coded(path, half), read, read_names(path.with_name("PETR.Validate.actors.txt")))
    return score_types(read_gsr(path, half), read)


def _lexicon(gold: Path, engine: Engine, half: str) -> msgspec.Struct:
    """The event words of PLOVER's gold records, of a table of sources and targets, of re3d; of a folder that holds several sets, of all of them."""
    from recoupe.evaluation.lexicon import event_words, known_words, read_event_texts, score_lexicon
    from recoupe.pipeline.base import Work
    from recoupe.pipeline.runner import run

    to_trees = engine.stages[: next(number for number, stage in enumerate(engine.stages, 1) if "trees" in stage.provides)]
    texts = read_event_texts(gold, half)
    words = (word for text in texts for word in event_words(run(to_trees, Work(document=_document(text.text, "en"))).trees, text))
    return score_lexicon(words, known_words(engine.knowledge.packs["en"]))


def _episodes(gold: Path, engine: Engine) -> msgspec.Struct:
    """Our own gold, ECB+ or MEANTIME: the path says which."""
    from recoupe.app.coreference_scores import ecb_figures, is_across, meantime_figures
    from recoupe.app.episode_scores import episode_figures

    across = is_across(gold)
    if across == "ecb":
        return ecb_figures(gold, engine)
    return meantime_figures(gold, engine) if across else episode_figures(gold, engine)


def _situation(gold: Path, engine: Engine) -> msgspec.Struct:
    """The folder of the specimen, or our own gold of the dispatches."""
    from recoupe.app.situation_scores import situation_figures

    return situation_figures(gold, engine, _sample)


def _statuses(engine: Engine, text: str, lang: str) -> tuple[Sequence[Claim], Callable[[int, int], str | None]]:
    """The claims of a text, and the occurrence that the stage of statuses gives to any of its words."""
    from recoupe.model.spans import Span
    from recoupe.pipeline.stages.statuses import Statuses

    work = engine.work(_document(text, lang))
    stage = Statuses(engine.knowledge)

    def at(start: int, end: int) -> str | None:
        verdict = stage.at(work, Span(start, end))
        return verdict.occurrence if verdict else None

    return work.claims, at


_SCORERS: dict[str, Callable[..., msgspec.Struct]] = {
    "actors": _actors,
    "places": _places,
    "times": _times,
    "voices": _voices,
    "claims": _claims,
    "status": _status,
    "types": _types,
    "lexicon": _lexicon,
    "situation": _situation,
    "episodes": _episodes,
}
