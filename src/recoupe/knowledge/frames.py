"""Frames: which words make which claim, and how their surroundings fill its roles. A closed grammar; see CONTRIBUTING.md, "add a frame".

A slot is `NAME` or `NAME[kind,kind]`. Names: subj obj iobj clause inf inf:PREP poss adj compound, or a preposition as the pack's `markers` spell it
("de", "depuis", "out of"). Kinds restrict the filler: actor place force person facility weapon good time text thing, or a class of
`classes.toml` ("@legal"). In a passive the slots keep their meaning: `subj` is who does it, `obj` what it is done to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from recoupe.errors import KnowledgeError
from recoupe.knowledge.files import lines_of, load_toml, shown
from recoupe.knowledge.ontology import Ontology
from recoupe.model.vocabulary import Attribution, Commitment, Nature, Occurrence, family

KINDS = frozenset({"actor", "place", "force", "person", "facility", "weapon", "good", "time", "text", "thing"})
_CONTENT_ROLES = ("content", "object", "instrument", "subject")
_SLOT = re.compile(r"([^\[\]]+?)(?:\[([^\[\]]+)\])?")


class Slot(msgspec.Struct, frozen=True):
    """Where a role's filler stands: `name` as in the grammar, `mark` the preposition of an infinitive, `kinds` what may fill it."""

    name: str
    mark: str = ""
    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The slot as its author writes it."""
        kinds = f"[{','.join(self.kinds)}]" if self.kinds else ""
        return f"{self.name}{':' + self.mark if self.mark else ''}{kinds}"


class Accept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that must match: `roles` by their words (checked by containment), `status` the occurrence if it matters."""

    text: str
    roles: dict[str, str | list[str]] = {}
    status: Occurrence | None = None
    trigger: str | None = None


class Refuse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in which this frame must not fire, and why."""

    text: str
    why: str


class FrameSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One frame as its author writes it.

    Args:
        id: `lang.family.name`, never renamed once released.
        type: claim type of `ontology/types.toml`, or a refinement of one ("MOVE-withdraw").
        verbs: lemmas; "se retirer" asks for the reflexive, "pull out" for the particle, "prendre d'assaut" for the words behind it.
        nouns: lemmas; a noun makes a claim only with a role, a place or a time of its own.
        adjectives: predicate adjectives ("favorable", "hostile").
        auxiliaries: modal auxiliaries ("must"), whose `subj` is that of the verb they stand with and whose `inf` is that verb.
        roles: role → slots, first that fits wins.
        noun_roles: the same for the nouns; without it `roles` serve, `subj` read as "par"/"by", the possessive and the country adjective.
        needs: each entry one role, or several joined by `|` of which one must be there.
        with: slot → lemmas or @classes of which the filler's head must be one.
        without: slot → lemmas or @classes that block the frame (figurative use, sport).
        gives: the occurrence of what stands in its content ("threatened", "planned").
        gives_attribution: how the content's deed is laid at its actor's door.
        voice: commitment towards the content, if the frame makes its subject a voice.
        status: occurrence that the trigger itself imposes ("faillir" → did_not_happen).
        attribution, nature: set on the claim when not the default.
        score: 0..1, how far the words alone decide.
        fallback: counts only where no other frame holds on the word: an act told with less than its fuller frame asks for.
    """

    id: str
    type: str
    accept: tuple[Accept, ...]
    refuse: tuple[Refuse, ...]
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    roles: dict[str, tuple[str, ...]] = {}
    noun_roles: dict[str, tuple[str, ...]] = {}
    needs: tuple[str, ...] = ()
    with_: dict[str, tuple[str, ...]] = msgspec.field(name="with", default={})
    without: dict[str, tuple[str, ...]] = {}
    gives: Occurrence | None = None
    gives_attribution: Attribution | None = None
    voice: Commitment | None = None
    status: Occurrence | None = None
    attribution: Attribution | None = None
    nature: Nature | None = None
    score: float = 0.9
    fallback: bool = False


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A checked frame with its slots read; `where` is the file and line at which its author wrote it, `own` whether a team's codebook brought it."""

    source: FrameSource
    roles: dict[str, tuple[Slot, ...]]
    noun_roles: dict[str, tuple[Slot, ...]]
    needs: tuple[frozenset[str], ...]
    where: str = ""
    own: bool = False

    @property
    def id(self) -> str:
        """The frame's id."""
        return self.source.id

    @property
    def wants_place(self) -> bool:
        """Whether a standing place may be added: not for movements, whose places are from, via, to, nor where the author gave slots for it."""
        return family(self.source.type) != "MOVE" and "place" not in self.roles and not self.source.voice

    @property
    def content_roles(self) -> tuple[str, ...]:
        """The role whose filler, a clause, an infinitive or an act, gets the frame's `gives` and `voice`: the content, else what stands for it."""
        if not (self.source.gives or self.source.voice):
            return ()
        named = {*self.roles, *self.noun_roles}
        return tuple(role for role in _CONTENT_ROLES if role in named)[:1]


class FrameFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of frames: one event family of one language."""

    frame: tuple[FrameSource, ...]
    family: str
    about: str = ""


def read_slot(text: str, where: str) -> Slot:
    """One slot of the grammar. Raises KnowledgeError R305 on an unknown kind."""
    match = _SLOT.fullmatch(text.strip())
    if match is None:
        raise KnowledgeError("R305", f"slot {text!r} is not of the form NAME or NAME[kind].", where=where)
    name, inner = match.group(1).strip(), match.group(2)
    kinds = tuple(kind.strip() for kind in inner.split(",")) if inner else ()
    for kind in kinds:
        if kind not in KINDS and not kind.startswith("@"):
            raise KnowledgeError(
                "R305",
                f"slot {text!r}: unknown kind {kind!r}.",
                where=where,
                remedy=f"Kinds: {', '.join(sorted(KINDS))}, or @class.",
            )
    if name.startswith("inf:"):
        return Slot("inf", name[4:], kinds)
    return Slot(name, "", kinds)


def load_frames(folder: Path, lang: str, ontology: Ontology, classes: dict[str, frozenset[str]]) -> tuple[Frame, ...]:
    """All frames of a language, checked: ids, types, roles, classes, examples. Raises KnowledgeError R302 to R307."""
    frames: list[Frame] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        file = load_toml(path, FrameFile)
        name, lines = shown(path), lines_of(path, "id")
        for source in file.frame:
            where = f"{name}:{lines.get(source.id, 1)}"
            if source.id in seen:
                raise KnowledgeError("R304", f"frame {source.id} stands already in {seen[source.id]}.", where=where)
            seen[source.id] = where
            frames.append(_check(source, where, lang, ontology, classes))
    return tuple(frames)


def single_verbs(frames: Iterable[Frame]) -> tuple[str, ...]:
    """The trigger verbs of one word, without their reflexive pronoun, in order."""
    forms = {form.replace("’", "'").removeprefix("se ").removeprefix("s'") for frame in frames for form in frame.source.verbs}
    return tuple(sorted(form for form in forms if " " not in form))


def _check(source: FrameSource, where: str, lang: str, ontology: Ontology, classes: dict[str, frozenset[str]]) -> Frame:
    if not re.fullmatch(rf"{lang}\.[a-z_]+\.[a-z0-9_]+", source.id):
        raise KnowledgeError("R305", f"frame id {source.id!r} is not of the form {lang}.family.name.", where=where)
    ontology.check_type(source.type, where)
    if not source.accept or not source.refuse:
        raise KnowledgeError(
            "R306",
            f"frame {source.id} lacks an accept or a refuse example.",
            where=where,
            remedy="Write one of each; they run as tests.",
        )
    if not (source.verbs or source.nouns or source.adjectives or source.auxiliaries):
        raise KnowledgeError(
            "R303", f"frame {source.id} has no trigger.", where=where, remedy="Give verbs, nouns, adjectives or auxiliaries."
        )
    roles = {role: tuple(read_slot(slot, where) for slot in slots) for role, slots in source.roles.items()}
    noun_roles = {role: tuple(read_slot(slot, where) for slot in slots) for role, slots in source.noun_roles.items()}
    for role in (*roles, *noun_roles):
        ontology.check_role(role, where)
    needs = tuple(frozenset(entry.split("|")) for entry in source.needs)
    for role in frozenset().union(*needs) if needs else ():
        if role not in roles and role not in noun_roles:
            raise KnowledgeError("R307", f"frame {source.id} needs role {role!r} but has no slot for it.", where=where)
    _check_classes(source, where, classes, roles, noun_roles)
    return Frame(source=source, roles=roles, noun_roles=noun_roles or _default_noun_roles(roles), needs=needs, where=where)


def _check_classes(
    source: FrameSource, where: str, classes: dict[str, frozenset[str]], *tables: dict[str, tuple[Slot, ...]]
) -> None:
    named: list[Any] = [value for table in (source.with_, source.without) for values in table.values() for value in values]
    named += [kind for table in tables for slots in table.values() for slot in slots for kind in slot.kinds]
    for value in named:
        if value.startswith("@") and value[1:] not in classes:
            raise KnowledgeError(
                "R307",
                f"frame {source.id} names the class {value}, which classes.toml does not have.",
                where=where,
                remedy=f"Classes: {', '.join(sorted(classes))}.",
            )


def _default_noun_roles(roles: dict[str, tuple[Slot, ...]]) -> dict[str, tuple[Slot, ...]]:
    """What a noun's surroundings mean when the author gives no `noun_roles`: "l'attaque du convoi par X", "X's attack on the convoy"."""
    out: dict[str, tuple[Slot, ...]] = {}
    for role, slots in roles.items():
        made: list[Slot] = []
        for slot in slots:
            if slot.name == "subj":
                made += [
                    Slot("par", "", slot.kinds),
                    Slot("by", "", slot.kinds),
                    Slot("poss", "", slot.kinds),
                    Slot("adj", "", slot.kinds),
                ]
            elif slot.name == "obj":
                made += [Slot("de", "", slot.kinds), Slot("of", "", slot.kinds), Slot("compound", "", slot.kinds)]
            else:
                made.append(slot)
        out[role] = tuple(made)
    return out
