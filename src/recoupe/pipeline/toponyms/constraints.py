"""Reads what a text says of where its places lie: in, beside, so far from, between others; and the stretches that leave a region without a name.

Only the words near a name count, each constraint with its own characters. Where things lie is not looked at, but for one question: whether a name may lie in the
other at all, where the words alone ("X, Y") do not tell a place in another from a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import msgspec

from recoupe.knowledge.gazetteer import Asked, Place, kinds_of_group, lies_in
from recoupe.knowledge.relations import RelationPack, load_relations
from recoupe.model.spans import Anchor, anchor
from recoupe.pipeline.base import Knowledge, Work
from recoupe.pipeline.counting import Counter
from recoupe.pipeline.toponyms.attachment import Attachment
from recoupe.pipeline.toponyms.matching import Match, Matcher, forms, is_join, joined
from recoupe.pipeline.toponyms.model import Constraint, ConstraintKind, RegionPhrase, Strength, Toponym
from recoupe.pipeline.toponyms.pieces import Piece, PieceCutter

NOWHERE = -1
"""`Constraint.about` of a region that stands without a name."""
_EXACT = Asked(down_to="article", most=8)
_AREAS = frozenset({"country", "division", "district", "region"})
_ANNOUNCED_AREAS = kinds_of_group("division") | kinds_of_group("region") | kinds_of_group("state")
_FACILITIES = kinds_of_group("facility") | kinds_of_group("line")
_AHEAD = 8
"""Words within which "du nord vers le sud de X" names X."""
_ROLES: dict[str, ConstraintKind] = {"from": "from", "via": "via", "to": "to"}


class _Language(msgspec.Struct, frozen=True):
    """What reads one language."""

    pack: RelationPack
    cutter: PieceCutter
    matcher: Matcher
    attachment: Attachment


class _Here(msgspec.Struct, frozen=True):
    """One part while it is read."""

    text: str
    part: str
    lang: str
    toponyms: Sequence[Toponym]
    pieces: Sequence[Piece]
    spoken_of: Sequence[int]


class ConstraintReader:
    """Reads the constraints of a work. Built once for a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._gazetteer = knowledge.gazetteer
        self._places = lru_cache(maxsize=4096)(self._listed)
        self._people = lru_cache(maxsize=8192)(self._state_of)
        self._languages: dict[str, _Language] = {}
        for lang, pack in knowledge.packs.items():
            relations = load_relations(lang)
            cutter = PieceCutter(relations, Counter(pack.numbers), self._people)
            self._languages[lang] = _Language(relations, cutter, Matcher(relations), Attachment(relations))

    def read(self, work: Work, toponyms: list[Toponym]) -> list[Constraint]:
        """What the words of the article's own parts say of where each name lies, in the order of the text; see `Constraint`."""
        return self.read_all(work, toponyms)[0]

    def regions(self, work: Work, toponyms: list[Toponym]) -> list[RegionPhrase]:
        """The stretches that leave a region by themselves ("30 km au sud de Goma", "l'est du Tchad"), with the names that they place, if any."""
        return self.read_all(work, toponyms)[1]

    def read_all(self, work: Work, toponyms: list[Toponym]) -> tuple[list[Constraint], list[RegionPhrase]]:
        """Both, from one look at the text."""
        constraints: set[Constraint] = set()
        regions = []
        for here, match in self._matches(work, toponyms):
            constraints.update(self._constraints(here, match))
            if match.rule.relation.region and (constraint := self._constraint(here, match, NOWHERE)) is not None:
                regions.append(self._region(here, match, constraint))
        return sorted(constraints, key=lambda each: (each.words.start, each.about, each.kind, each.of)), regions

    def _region(self, here: _Here, match: Match, constraint: Constraint) -> RegionPhrase:
        words = anchor(here.text, self._region_start(here, match), here.pieces[match.behind - 1].end)
        return RegionPhrase(
            start=words.start, end=words.end, part=here.part, lang=here.lang, constraint=msgspec.structs.replace(constraint, words=words),
            places=tuple(index for at in self._about(here, match) for index in here.pieces[at].names),
        )  # fmt: skip

    def _matches(self, work: Work, toponyms: Sequence[Toponym]) -> Iterator[tuple[_Here, Match]]:
        spoken_of = [index for index, name in enumerate(toponyms) if name.state and not name.capital]
        for part in work.own_parts:
            language = self._languages.get(part.lang)
            if language is None:
                continue
            pieces = language.cutter.cut(work.document.text, part, toponyms)
            here = _Here(work.document.text, part.id, part.lang, toponyms, pieces, spoken_of)
            for match in language.matcher.find(pieces, partial(self._is_kept, here)):
                yield here, match

    def _is_kept(self, here: _Here, match: Match) -> bool:
        """Whether a match that holds its own name says something: "In X, Y" and "X, Y" overlap, and one of the two is a list."""
        if not match.about or not match.rule.relation.plausible:
            return True
        return next(self._constraints(here, match), None) is not None

    def _constraints(self, here: _Here, match: Match) -> Iterator[Constraint]:
        if match.rule.relation.kind == "movement":
            yield from self._movement(here, match)
            return
        for at in self._about(here, match):
            for index in here.pieces[at].names:
                constraint = self._constraint(here, match, index)
                if constraint is not None and self._holds(here, match, constraint):
                    yield constraint

    def _about(self, here: _Here, match: Match) -> tuple[int, ...]:
        """Pieces of the names that a match places."""
        return match.about or self._languages[here.lang].attachment.names(here.pieces, match)

    def _movement(self, here: _Here, match: Match) -> Iterator[Constraint]:
        """The places of one movement, each with the others."""
        slots = [(slot, here.pieces[at].names[0]) for slot, at in match.bound]
        if self._is_place_of(here, match):
            yield from self._placed(here, match)
            return
        if any(here.toponyms[index].use == "associative" for _, index in slots):
            return
        for slot, index in slots:
            others = tuple(other for _, other in slots if other != index)
            yield Constraint(kind=_ROLES[slot], about=index, of=others, words=self._words(here, match))

    def _is_place_of(self, here: _Here, match: Match) -> bool:
        """Whether "de X à Y" says where X lies: a facility, or one of several joined names ("les quartiers de W et de X à Y")."""
        pack = self._languages[here.lang].pack
        if len(match.bound) != 2 or match.bound[0][0] != "from" or (here.pieces[match.first].form,) not in pack.lists["of"]:
            return False
        before = here.pieces[match.first - 1] if match.first else None
        return here.pieces[match.bound[0][1]].cued or (before is not None and (before.form,) in pack.lists["coordinate"])

    def _placed(self, here: _Here, match: Match) -> Iterator[Constraint]:
        """The names before "à Y" as places in Y."""
        (_, first), (_, second) = match.bound
        words = anchor(here.text, here.pieces[first].end, here.pieces[second].end)
        for at in joined(here.pieces, first, self._languages[here.lang].pack):
            for index in here.pieces[at].names:
                yield Constraint(kind="containment", about=index, of=here.pieces[second].names[:1], words=words)

    def _constraint(self, here: _Here, match: Match, about: int) -> Constraint | None:
        """What a match says of a name (or of none: NOWHERE); None where its reference cannot be told."""
        relation = match.rule.relation
        of = tuple(here.pieces[at].names[0] for at in match.references)
        if match.elided:
            missing = self._elided(here, match)
            if missing is None:
                return None
            of = (missing,)
        if (
            about in of
            or (not of and not match.known)
            or (relation.not_states and all(here.toponyms[index].state for index in of))
        ):
            return None
        if about != NOWHERE and any(here.toponyms[index].host == about or here.toponyms[about].host == index for index in of):
            return None
        kind = self._kind(relation.kind, here, of)
        return Constraint(
            kind=kind, about=about, of=of, known=match.known, words=self._words(here, match), compass=match.compass, km=match.km,
            strength=self._strength(kind, here, of, match),
        )  # fmt: skip

    def _kind(self, kind: str, here: _Here, of: Sequence[int]) -> ConstraintKind:
        if kind == "direction":
            return "direction_inside" if all(self._is_area(here.toponyms[index]) for index in of) else "direction_outside"
        if kind == "proximity" and of and all(here.toponyms[index].state and not here.toponyms[index].capital for index in of):
            return "border"
        return kind  # type: ignore[return-value]

    def _strength(self, kind: ConstraintKind, here: _Here, of: Sequence[int], match: Match) -> Strength:
        """Hard where something is said to lie in what surely has an extent."""
        if kind != "containment" or match.elided or match.known or match.rule.relation.plausible:
            return "graded"
        return "hard" if all(self._is_area(here.toponyms[index]) for index in of) else "graded"

    def _is_area(self, name: Toponym) -> bool:
        """Whether a name is a state's or has the noun of a division beside it."""
        return (name.state is not None and not name.capital) or bool(set(name.kinds) & _ANNOUNCED_AREAS)

    def _holds(self, here: _Here, match: Match, constraint: Constraint) -> bool:
        """Whether a containment is one: states lie in nothing, and what may be a list must be possible."""
        if constraint.kind != "containment":
            return True
        name = here.toponyms[constraint.about]
        if (
            name.state is not None
            and not name.capital
            and (match.rule.relation.plausible or not self._is_also_in(name, here, constraint))
        ):
            return False
        possible = [self._may_lie_in(name, here.toponyms[index]) for index in constraint.of]
        if match.rule.relation.plausible and not all(
            (each if each is not None else self._is_closed(here, match, index))
            for each, index in zip(possible, constraint.of, strict=True)
        ):
            return False
        return not (False in possible and self._comes_from(here, name))

    def _is_also_in(self, name: Toponym, here: _Here, constraint: Constraint) -> bool:
        """Whether what has the name of a state may be another place that surely lies where the words say: "Armenia, the capital of Quindío"."""
        inner = [place for place in self._places(name.name) if place.kind != "country"]
        outer = [place for index in constraint.of for place in self._places(here.toponyms[index].name) if place.kind in _AREAS]
        return any(lies_in(one, two) for one in inner for two in outer if one.id != two.id)

    def _is_closed(self, here: _Here, match: Match, of: int) -> bool:
        """Whether "X, Y" says that X lies in Y where the gazetteer cannot tell: Y is a state or a division, or a comma closes what is no listed name ("in X, Y, the")."""
        other = here.toponyms[of]
        if self._is_area(other):
            return True
        pieces, behind = here.pieces, match.behind
        closed = behind + 1 < len(pieces) and pieces[behind].form == "," and not pieces[behind + 1].names
        closed = closed and not is_join(pieces[behind + 1].form, self._languages[here.lang].pack)
        return closed and self._is_named_place(here, match) and not self._places(other.name)

    def _is_named_place(self, here: _Here, match: Match) -> bool:
        """Whether the placed name is what a preposition leads to: "in X, Y,"."""
        at = match.about[0] - 1 if match.about else -1
        return at >= 0 and any(
            (here.pieces[at].form,) in self._languages[here.lang].pack.lists[name] for name in ("bare", "inside")
        )

    def _may_lie_in(self, name: Toponym, other: Toponym) -> bool | None:
        """Whether some place of the one name lies in some place of the other that has an extent; None where the gazetteer cannot say."""
        inner = self._places(name.name)
        outer = [place for place in self._places(other.name) if place.kind in _AREAS or place.box is not None]
        if set(name.kinds) & _FACILITIES and not outer:
            return True
        if not inner or not outer:
            return None
        said = [lies_in(one, two) for one in inner for two in outer if one.id != two.id]
        return any(said) if any(each is not None for each in said) else None

    def _comes_from(self, here: _Here, name: Toponym) -> bool:
        """Whether the words before a name say that something comes from it: "de Bagdad en Syrie" does not put Bagdad there."""
        at = next((number for number, piece in enumerate(here.pieces) if piece.start <= name.start < piece.end), 0)
        before = tuple(piece.form for piece in here.pieces[max(0, at - 3) : at])
        return any(before[-len(words) :] == words for words in self._languages[here.lang].pack.lists["from"])

    def _elided(self, here: _Here, match: Match) -> int | None:
        """The reference that the words leave out."""
        if match.elided == "here":
            return self._spoken_of(here, match)
        if match.elided == "there":
            return self._named_before(here, match)
        ahead = here.pieces[match.behind : match.behind + _AHEAD]
        return next((piece.names[0] for piece in ahead if piece.names and self._is_area(here.toponyms[piece.names[0]])), None)

    def _spoken_of(self, here: _Here, match: Match) -> int | None:
        """The state that is spoken of: the last one named before, else the first of the text."""
        start = here.pieces[match.first].start
        before = [
            index for index in here.spoken_of if here.toponyms[index].end <= start and here.toponyms[index].use != "associative"
        ]
        before = before or [index for index in here.spoken_of if here.toponyms[index].end <= start] or list(here.spoken_of[:1])
        return before[-1] if before else None

    def _named_before(self, here: _Here, match: Match) -> int | None:
        """The last name of the part before the one that is placed."""
        placed = self._about(here, match)
        low = min((here.pieces[at].start for at in placed), default=here.pieces[match.first].start)
        return next((piece.names[0] for piece in reversed(here.pieces) if piece.names and piece.end <= low), None)

    def _words(self, here: _Here, match: Match) -> Anchor:
        return anchor(here.text, here.pieces[match.first].start, here.pieces[match.behind - 1].end)

    def _region_start(self, here: _Here, match: Match) -> int:
        """The first character of the region, small words left out."""
        at = match.first
        lists = self._languages[here.lang].pack.lists
        bare = lists["bare"]
        whole = lists["whole"]
        while at < match.behind - 1:
            if any(forms(here.pieces, at, len(words)) == words for words in whole):
                break
            words = next((words for words in bare if forms(here.pieces, at, len(words)) == words), None)
            if words is None:
                break
            at += len(words)
        return here.pieces[at].start

    def _state_of(self, word: str) -> tuple[str, ...]:
        """The id of the state whose adjective a word is; nothing where it is that of several."""
        found = self._gazetteer.peoples(word)
        return (found[0].id,) if len(found) == 1 else ()

    def _listed(self, name: str) -> tuple[Place, ...]:
        return tuple(candidate.place for candidate in self._gazetteer.candidates(name, _EXACT))
