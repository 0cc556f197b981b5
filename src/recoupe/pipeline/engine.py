"""The engine: knowledge and stages put together once, then documents in and records out."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from recoupe import __version__
from recoupe.intake.languages import identify
from recoupe.knowledge.conditions import Terms
from recoupe.knowledge.crosswalk import check_crosswalk, load_crosswalk, plover_codes
from recoupe.knowledge.files import data_root
from recoupe.knowledge.gazetteer import load_gazetteer
from recoupe.knowledge.ontology import load_ontology
from recoupe.knowledge.overlay import Overlay, codebook_card
from recoupe.knowledge.packs import Pack, load_pack, pack_codes
from recoupe.knowledge.who import load_who
from recoupe.model.document import Document
from recoupe.model.explanation import Explanation
from recoupe.model.record import SCHEMA, DocumentCard, MadeBy, Record
from recoupe.pipeline.base import Knowledge, Stage, Work
from recoupe.pipeline.explain import Explainer
from recoupe.pipeline.runner import check_order, run
from recoupe.pipeline.stages.actors import Actors
from recoupe.pipeline.stages.captions import Captions
from recoupe.pipeline.stages.claims import Claims
from recoupe.pipeline.stages.codes import CodeClaims
from recoupe.pipeline.stages.domains import Domains
from recoupe.pipeline.stages.events import Events
from recoupe.pipeline.stages.inclusion import Inclusion
from recoupe.pipeline.stages.loaded import LoadedWords
from recoupe.pipeline.stages.parts import Parts
from recoupe.pipeline.stages.places import Places
from recoupe.pipeline.stages.quantities import Quantities
from recoupe.pipeline.stages.statuses import Statuses
from recoupe.pipeline.stages.syntax import Syntax
from recoupe.pipeline.stages.times import Times
from recoupe.pipeline.stages.voices import Voices
from recoupe.pipeline.stages.warnings import Warnings
from recoupe.syntax.parser import Parser

STAGES = (
    Parts,
    Captions,
    Domains,
    Syntax,
    Actors,
    Places,
    Times,
    Quantities,
    Events,
    Statuses,
    Voices,
    Claims,
    CodeClaims,
    LoadedWords,
    Inclusion,
    Warnings,
)


class Engine:
    """Reads documents. Build one and keep it: models load at the first sentence of their language."""

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge or shipped_knowledge()
        makers = {stage.name: stage for stage in STAGES}
        order = tomllib.loads(files("recoupe.pipeline").joinpath("default.toml").read_text(encoding="utf-8"))["stages"]
        self.stages: tuple[Stage, ...] = tuple(makers[name](self.knowledge) for name in order)
        check_order(self.stages)

    def read(self, document: Document) -> Record:
        """The record of a document. Raises PipelineError when a stage breaks its contract."""
        return self._record(self.work(document))

    def work(self, document: Document) -> Work:
        """The finished work behind the record: what an explanation needs and a record does not keep. Raises PipelineError."""
        return run(self.stages, Work(document=document))

    def explain(self, document: Document) -> dict[str, Explanation]:
        """Claim id → why the claim reads as it does. Reads the document again: the same text gives the same claims."""
        return Explainer(self.knowledge, self.work(document)).all()

    def _record(self, work: Work) -> Record:
        document = work.document
        used = {part.lang for part in work.parts}
        reports = [claim for claim in work.claims if claim.nature == "report"]
        share = round(sum(len(claim.voices) == 1 for claim in reports) / len(reports), 3) if reports else None
        card = DocumentCard(
            id=document.id, bytes_sha256=document.bytes_sha256, text_sha256=document.text_sha256, linearisation=document.linearisation, lang=document.lang, outlet=work.outlet,
            url=document.url, published=document.published, n_chars=len(document.text), encoding=document.encoding, title=document.title, outlet_from=work.outlet_from,
            published_from=document.published_from, own_voice_share=share, notes=document.notes,
        )  # fmt: skip
        made_by = MadeBy(
            recoupe=__version__, models=dict(work.models), packs={code: pack_hash(code) for code in sorted(used & set(self.knowledge.packs))},
            layers=(*(layer.label for layer in self.knowledge.gazetteer.layers), *filter(None, [self.knowledge.homes.label])), degraded=work.degraded,
            codebook=codebook_card(self.knowledge.codebook, self.knowledge.ontology),
        )  # fmt: skip
        return Record(
            schema=SCHEMA,
            made_by=made_by,
            document=card,
            parts=work.parts,
            mentions=work.mentions,
            claims=work.claims,
            refused=work.refused,
            warnings=work.warnings,
            loaded=work.loaded,
        )


def shipped_knowledge() -> Knowledge:
    """Everything in `data/`, checked. Raises KnowledgeError on the first wrong file."""
    packs = {code: load_pack(code) for code in pack_codes()}
    ontology, crosswalk = load_ontology(), load_crosswalk()
    classes = {code: pack.classes for code, pack in packs.items()}
    sides = [side.name for side in crosswalk.sides.side]
    check_crosswalk(crosswalk, Terms(ontology=ontology, sides=sides, plover=plover_codes(crosswalk), classes=classes))
    return Knowledge(
        packs=packs,
        ontology=ontology,
        who=load_who(),
        gazetteer=load_gazetteer(),
        crosswalk=crosswalk,
        identify=identify,
        parser=_parsers(packs),
    )


def knowledge_under(overlay: Overlay) -> Knowledge:
    """The shipped knowledge with a team's codebook laid over it."""
    return Knowledge(
        packs=overlay.packs,
        ontology=overlay.ontology,
        who=overlay.who,
        gazetteer=load_gazetteer(),
        crosswalk=overlay.crosswalk,
        identify=identify,
        parser=_parsers(overlay.packs),
        codebook=overlay.codebook,
    )


def _parsers(packs: dict[str, Pack]) -> Callable[[str], Parser | None]:
    """The parser of a language, made at its first sentence."""
    parsers: dict[str, Parser] = {}

    def parser(lang: str) -> Parser | None:
        if lang in packs and lang not in parsers:
            parsers[lang] = Parser(lang, packs[lang].syntax)
        return parsers.get(lang)

    return parser


@cache
def pack_hash(code: str) -> str:
    """Version and first digits of the hash over a pack's files: a changed cue changes it."""
    digest = hashlib.sha256()
    for path in sorted((data_root() / "lang" / code).rglob("*")):
        if path.is_file():
            digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    return f"{load_pack(code).card.version}+{digest.hexdigest()[:12]}"
