"""What PLOVER, CAMEO, ACLED and UCDP call each claim, by the crosswalks, and the PLOVER contexts that its sentence speaks of.

Must never drop a claim or say that it happened: a code without a counterpart says why there is none.
"""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.knowledge.conditions import When
from recoupe.knowledge.crosswalk import Row, Scheme
from recoupe.knowledge.packs import Pack
from recoupe.model.record import Claim, Code, Codes, Context, Plover
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.conditions import holds
from recoupe.pipeline.facts import Article, Facts, article_of
from recoupe.text.phrases import Phrases
from recoupe.text.views import fold
from recoupe.text.words import words_of

_ALWAYS = When()


class CodeClaims:
    """Claims with their codes."""

    name = "codes"
    requires = ("trees", "mentions", "seeds", "claims")
    provides = ("claims",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.ontology = knowledge.ontology
        self.crosswalk = knowledge.crosswalk
        self.packs = knowledge.packs
        self.words = {lang: _ContextWords(pack) for lang, pack in knowledge.packs.items()}
        self.sectors = {sector: each.name for each in knowledge.crosswalk.contexts for sector in each.sectors}
        self._rows: dict[tuple[Scheme, str], tuple[Row, ...]] = {}

    def __call__(self, work: Work) -> Work:
        """The work with each claim's codes; `plover` is the refined one."""
        article = article_of(work)
        found: dict[int, tuple[tuple[str, int, int], ...]] = {}
        out = []
        for seed, claim in zip(work.seeds, work.claims, strict=True):
            tree = work.trees[seed.tree]
            facts = Facts(claim, tree, seed.word, self.packs[tree.lang], self.crosswalk.sides, article)
            if seed.tree not in found:
                found[seed.tree] = self.words[tree.lang].find(work.document.text, tree.start, tree.end)
            out.append(self._coded(facts, self._contexts(article, facts, found[seed.tree])))
        return replace(work, claims=tuple(out))

    def _coded(self, facts: Facts, contexts: tuple[Context, ...]) -> Claim:
        claim = facts.claim
        plover = self._plover(facts)
        refined = None if plover.code is None else Plover(event=plover.code, mode=plover.sub)
        facts.claim = replace(claim, plover=refined)
        codes = Codes(
            plover=plover,
            cameo=self._code("cameo", facts),
            acled=self._code("acled", facts),
            ucdp=self._code("ucdp", facts),
            contexts=contexts,
        )
        return replace(facts.claim, codes=codes)

    def _plover(self, facts: Facts) -> Code:
        """The first row that holds, else the claim's own event and mode. Of what has not happened only the rows of the event that it becomes are asked."""
        claim = facts.claim
        now, done = claim.plover, self.ontology.plover(claim.type)
        if now is not None and done is not None and now.event != done.event:
            row = self._row("plover", facts, code=now.event)
            if row is None:
                why = f"{claim.status.occurrence}: PLOVER makes of {done.event} {now.event}"
                return Code(code=now.event, sub=now.mode, rule=f"type.{claim.type}", why=why)
            return self._of_row("plover", row)
        row = self._row("plover", facts)
        if row is None or (row.when == _ALWAYS and now is not None):
            rule = f"type.{claim.type}"
            if now is None:
                return Code(code=None, rule=rule, why="no PLOVER event is near this type")
            return Code(code=now.event, sub=now.mode, rule=rule)
        return self._of_row("plover", row)

    def _code(self, scheme: Scheme, facts: Facts) -> Code:
        """A codebook's own code of its type, else the first row that holds."""
        said = getattr(self.ontology.types[facts.claim.type], scheme)
        if said:
            code, _, sub = said.partition(": ")
            return Code(
                code=code, sub=sub or None, rule=f"type.{facts.claim.type}", label=self.crosswalk.label(scheme, code, sub)
            )
        row = self._row(scheme, facts)
        if row is None:
            return Code(code=None, rule=f"type.{facts.claim.type}", why="no row of the crosswalk fits")
        return self._of_row(scheme, row)

    def _row(self, scheme: Scheme, facts: Facts, code: str | None = None) -> Row | None:
        """The first row of the type that holds; with `code`, of those that give this code."""
        kind = facts.claim.type
        key = (scheme, kind)
        if key not in self._rows:
            self._rows[key] = tuple(self.crosswalk.rows_of(scheme, kind, self.ontology))
        rows = self._rows[key] if code is None else [row for row in self._rows[key] if row.code == code]
        return next((row for row in rows if row.when == _ALWAYS or holds(row.when, facts)), None)

    def _of_row(self, scheme: Scheme, row: Row) -> Code:
        label = self.crosswalk.label(scheme, row.code, row.sub)
        return Code(code=row.code or None, sub=row.sub or None, rule=row.id, why=row.why, label=label)

    def _contexts(self, article: Article, facts: Facts, found: tuple[tuple[str, int, int], ...]) -> tuple[Context, ...]:
        """One entry per context: the first words of the sentence that speak of it, or an actor of the claim whose sector does."""
        text = article.work.document.text
        out: dict[str, Context] = {}
        for name, start, end in found:
            out.setdefault(name, Context(name=name, start=start, end=end, text=text[start:end]))
        for role in facts.claim.roles:
            for mention in facts.actors_in(role):
                sector = mention.best.sector if mention.best is not None else None
                if sector in self.sectors:
                    spoken = self.sectors[sector]
                    out.setdefault(spoken, Context(name=spoken, start=mention.start, end=mention.end, text=mention.text))
        return tuple(sorted(out.values(), key=lambda each: (each.start, each.end, each.name)))


class _ContextWords:
    """The context words of one language: phrases, and beginnings of words."""

    def __init__(self, pack: Pack) -> None:
        self.phrases = Phrases()
        self.beginnings: list[tuple[str, str]] = []
        for name, words in pack.contexts.items():
            for word in words:
                if word.endswith("*"):
                    self.beginnings.append((fold(word[:-1]), name))
                else:
                    self.phrases.add(word, name)
        self._starts = tuple(beginning for beginning, _ in self.beginnings)

    def find(self, text: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
        """Context, start and end of each word or phrase between `start` and `end`, by start."""
        piece = text[start:end]
        found = [(name, start + low, start + high) for low, high, names in self.phrases.find(piece) for name in names]
        folded = fold(piece)
        for low, high in words_of(folded):
            word = folded[low:high]
            if word.startswith(self._starts):
                found += [(name, start + low, start + high) for beginning, name in self.beginnings if word.startswith(beginning)]
        return tuple(sorted(found, key=lambda each: (each[1], each[2], each[0])))
