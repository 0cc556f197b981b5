"""Which claims the team's codebook codes, and for every other which of its rules keeps it out. Must never drop a claim or touch what was read of it."""

from __future__ import annotations

from msgspec.structs import replace

from recoupe.knowledge.codebook import Codebook, Rule
from recoupe.knowledge.conditions import When
from recoupe.model.record import Coded
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.conditions import failing, holds
from recoupe.pipeline.facts import Facts, article_of

_NO_RULE = "include"
"""What a record names where no rule of inclusion is about the type of the claim."""


class Inclusion:
    """Claims with the codebook's verdict; without a codebook, nothing."""

    name = "inclusion"
    requires = ("parts", "trees", "mentions", "seeds", "claims")
    provides = ("claims",)

    def __init__(self, knowledge: Knowledge) -> None:
        self.codebook = knowledge.codebook
        self.packs = knowledge.packs
        self.sides = knowledge.crosswalk.sides

    def __call__(self, work: Work) -> Work:
        """The work with `coded` on every claim, if there is a codebook."""
        if self.codebook is None:
            return work
        article = article_of(work)
        out = []
        for seed, claim in zip(work.seeds, work.claims, strict=True):
            tree = work.trees[seed.tree]
            facts = Facts(claim, tree, seed.word, self.packs[tree.lang], self.sides, article)
            out.append(replace(claim, coded=_verdict(self.codebook, facts)))
        return replace(work, claims=tuple(out))


def _verdict(codebook: Codebook, facts: Facts) -> Coded:
    """The first rule that excludes; else the first that includes; else the one that came nearest, with what it lacks."""
    by = codebook.by
    for rule in codebook.card.exclude:
        if holds(rule.when, facts):
            return Coded(by=by, included=False, rule=rule.id, why=rule.why)
    if not codebook.card.include:
        return Coded(by=by, included=True, rule="", why="the codebook codes everything that it does not exclude")
    for rule in codebook.card.include:
        if holds(rule.when, facts):
            return Coded(by=by, included=True, rule=rule.id, why=rule.why)
    nearest, lacking = _nearest(codebook.card.include, facts)
    if nearest is None:
        return Coded(by=by, included=False, rule=_NO_RULE, why=f"no rule of inclusion is about {facts.claim.type}")
    return Coded(by=by, included=False, rule=nearest.id, why=f"{nearest.why}; but {'; '.join(lacking)}")


def _nearest(rules: tuple[Rule, ...], facts: Facts) -> tuple[Rule | None, list[str]]:
    """The rule about this type that fails on the fewest conditions."""
    about = [rule for rule in rules if holds(When(types=rule.when.types), facts)]
    tried = [(list(failing(rule.when, facts)), rule) for rule in about]
    lacking, rule = min(tried, key=lambda pair: len(pair[0]), default=([], None))
    return rule, lacking
