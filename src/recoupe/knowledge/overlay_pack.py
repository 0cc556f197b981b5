"""A codebook's frames and words laid over a language pack: the same files, each with only what the team adds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec.structs import replace

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import load_toml, shown
from recoupe.knowledge.frames import Frame, load_frames
from recoupe.knowledge.modality import Modality
from recoupe.knowledge.ontology import Ontology
from recoupe.knowledge.overlay_changes import Change, Off, laid
from recoupe.knowledge.packs import Attribution, Classes, Contexts, LoadedTerm, LoadedTerms, Pack
from recoupe.knowledge.parser_words import parser_words

S = TypeVar("S", bound=msgspec.Struct)

PACK_FILES = (
    "classes.toml", "crosswalk.toml", "contexts.toml", "furniture.toml", "places.toml", "numbers.toml", "domains.toml",
    "cues/attribution.toml", "cues/modality.toml", "cues/loaded.toml", "cues/figurative.toml",
)  # fmt: skip
"""What a codebook may lay over a pack, beside frames. Syntax and the words of time belong to the language, not to a team."""


def lay_pack(ours: Pack, folder: Path, off: Off, ontology: Ontology) -> tuple[Pack, list[Change]]:
    """The pack with the codebook's entries, and the changes. Raises KnowledgeError with file and line."""
    changes: list[Change] = []
    code = ours.card.code
    classes = _classes(ours, folder, off, changes)
    attribution = _speech(_more(ours.attribution, folder / "cues" / "attribution.toml", changes), code, off, changes)
    modality = _modals(_more(ours.modality, folder / "cues" / "modality.toml", changes), code, off, changes)
    loaded = _loaded(ours.loaded, folder / "cues" / "loaded.toml", code, off, changes)
    frames = _frames(ours, folder, off, ontology, classes, changes)
    contexts = dict(ours.contexts)
    path = folder / "contexts.toml"
    if path.is_file():
        for name, words in load_toml(path, Contexts).contexts.items():
            if name not in contexts:
                raise KnowledgeError(
                    "R305", f"there is no context {name!r}.", where=_line(path, name), remedy=f"Contexts: {', '.join(contexts)}."
                )
            contexts[name] = (*contexts[name], *words)
            changes.append(laid(f"{code} context words", name, _line(path, name)))
    made = replace(
        ours,
        furniture=_more(ours.furniture, folder / "furniture.toml", changes),
        places=_more(ours.places, folder / "places.toml", changes),
        numbers=_more(ours.numbers, folder / "numbers.toml", changes),
        domains=_more(ours.domains, folder / "domains.toml", changes),
        figures=_more(ours.figures, folder / "cues" / "figurative.toml", changes),
        attribution=attribution,
        modality=modality,
        loaded=loaded,
        classes=classes,
        frames=frames,
        contexts=contexts,
        syntax=parser_words(ours.syntax, classes, attribution.speech_verbs, modality, frames),
    )
    return (made if changes else ours), changes


def _line(path: Path, key: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(
        (number for number, line in enumerate(lines, 1) if line.lstrip().startswith((f"{key} ", f"{key}=", f'"{key}"'))), 1
    )
    return f"{shown(path)}:{number}"


def _line_with(path: Path, forms: tuple[str, ...]) -> str:
    """File, and the line on which the first of the forms is quoted."""
    lines = path.read_text(encoding="utf-8").split("\n")
    number = next((number for number, line in enumerate(lines, 1) if any(f'"{form}"' in line for form in forms)), 1)
    return f"{shown(path)}:{number}"


@cache
def _partial(kind: type[Any]) -> type[Any]:
    """The struct with every field optional, those of its parts too: a codebook's file holds only what it adds."""
    hints = get_type_hints(kind)
    inner = {name: _partial(hint) if _is_struct(hint) else hint for name, hint in hints.items()}
    fields = [(name, inner[name] | None, None) for name in kind.__struct_fields__]
    return msgspec.defstruct(f"Own{kind.__name__}", fields, frozen=True, forbid_unknown_fields=True, kw_only=True)


def _is_struct(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, msgspec.Struct)


def _more(base: S, path: Path, changes: list[Change]) -> S:
    """`base` with the lists of a file put behind its own, and the words of its tables added."""
    if not path.is_file():
        return base
    own = load_toml(path, _partial(type(base)))
    for name in base.__struct_fields__:
        if getattr(own, name) is not None:
            changes.append(laid("words", f"{path.parent.name}/{path.stem}.{name}", _line(path, name)))
    return _joined(base, own)


def _joined(base: S, own: msgspec.Struct) -> S:
    added: dict[str, Any] = {}
    for name in base.__struct_fields__:
        value, before = getattr(own, name), getattr(base, name)
        if value is None:
            continue
        if isinstance(before, tuple):
            added[name] = (*before, *(each for each in value if each not in before))
        elif isinstance(before, dict):
            added[name] = {**before, **value}
        elif isinstance(before, msgspec.Struct):
            added[name] = _joined(before, value)
        else:
            added[name] = value
    return replace(base, **added)


def _classes(ours: Pack, folder: Path, off: Off, changes: list[Change]) -> dict[str, frozenset[str]]:
    code = ours.card.code
    classes = dict(ours.classes)
    for name in ("classes.toml", "crosswalk.toml"):
        path = folder / name
        if path.is_file():
            for each, lemmas in load_toml(path, Classes).classes.items():
                changes.append(laid(f"{code} class words", f"@{each}", _line(path, each)))
                classes[each] = classes.get(each, frozenset()) | frozenset(lemmas)
    for key, entry in off.words("class", code).items():
        name, lemma = key[0], ":".join(key[1:])
        if lemma in classes.get(name, frozenset()):
            off.use(entry)
            classes[name] = classes[name] - {lemma}
            changes.append(Change(how="off", what=f"{code} class word", id=f"@{name} {lemma}", where=off.where(entry)))
    return classes


def _without(code: str, kind: str, groups: tuple[Any, ...], off: Off, changes: list[Change]) -> tuple[Any, ...]:
    """Groups of lemmas without those that are switched off."""
    for key, entry in off.words(kind, code).items():
        lemma = ":".join(key)
        if any(lemma in group.lemmas for group in groups):
            off.use(entry)
            changes.append(Change(how="off", what=f"{code} {kind}", id=lemma, where=off.where(entry)))
            groups = tuple(replace(group, lemmas=tuple(each for each in group.lemmas if each != lemma)) for group in groups)
    return groups


def _speech(attribution: Attribution, code: str, off: Off, changes: list[Change]) -> Attribution:
    speech = _without(code, "speech", attribution.speech, off, changes)
    return attribution if speech is attribution.speech else replace(attribution, speech=speech)


def _modals(modality: Modality, code: str, off: Off, changes: list[Change]) -> Modality:
    modals = _without(code, "modal", modality.modals, off, changes)
    return modality if modals is modality.modals else replace(modality, modals=modals)


def _loaded(ours: LoadedTerms, path: Path, code: str, off: Off, changes: list[Change]) -> LoadedTerms:
    """Loaded words: an own term takes its forms over from ours."""
    own = load_toml(path, LoadedTerms).term if path.is_file() else ()
    gone: dict[str, str] = {}
    for key, entry in off.words("loaded", code).items():
        form = ":".join(key)
        if any(form in term.forms for term in ours.term):
            off.use(entry)
            gone[form] = entry
            changes.append(Change(how="off", what=f"{code} loaded word", id=form, where=off.where(entry)))
    known = {form for term in ours.term for form in term.forms}
    for term in own:
        taken = known & set(term.forms)
        where = _line_with(path, term.forms[:1])
        ours_at = f"data/lang/{code}/cues/loaded.toml" if taken else ""
        changes.append(laid(f"{code} loaded word", ", ".join(term.forms), where, ours_at))
        gone |= dict.fromkeys(taken, "")
    if not gone and not own:
        return ours
    kept = (replace(term, forms=tuple(form for form in term.forms if form not in gone)) for term in ours.term)
    terms: tuple[LoadedTerm, ...] = (*own, *(term for term in kept if term.forms))
    return LoadedTerms(term=terms)


def _frames(
    ours: Pack, folder: Path, off: Off, ontology: Ontology, classes: dict[str, frozenset[str]], changes: list[Change]
) -> tuple[Frame, ...]:
    """Own frames first, those of ours behind that are neither replaced nor off, nor of a type that is off."""
    code = ours.card.code
    own = tuple(replace(frame, own=True) for frame in load_frames(folder / "frames", code, ontology, classes))
    replaced = {frame.id for frame in own}
    kept = []
    for frame in ours.frames:
        entry = off.of(frame.id)
        if frame.id in replaced:
            continue
        if entry is not None:
            changes.append(Change(how="off", what="frame", id=frame.id, where=off.where(entry), ours=frame.where))
        elif frame.source.type in ontology.types:
            kept.append(frame)
    by_id = {frame.id: frame for frame in ours.frames}
    for frame in own:
        before = by_id.get(frame.id)
        changes.append(laid("frame", frame.id, frame.where, before.where if before is not None else ""))
    if not own and len(kept) == len(ours.frames):
        return ours.frames
    return (*own, *kept)
