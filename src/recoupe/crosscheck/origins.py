"""Where a claim comes from in the end: the innermost voice, followed through copies and citations. No truth, only paths in words.

A claim that an outlet tells in its own voice without a source is no named origin: the outlet has it from somewhere. The same speaker quoted by two is one
origin; unnamed sources may all be one, or one of the named, so they give an interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from recoupe.crosscheck.copies import Worded
from recoupe.crosscheck.outletnames import OutletNames, by_outlet
from recoupe.crosscheck.speakers import Speaker, Speakers, is_one
from recoupe.knowledge.linking import load_linking
from recoupe.knowledge.speakers import speaker_words
from recoupe.model.comparison import Copy, Origin
from recoupe.model.record import Claim, Voice
from recoupe.model.spans import Anchor
from recoupe.model.vocabulary import family
from recoupe.text.views import fold
from recoupe.text.words import folded_words

_COPIED = 0.5
"""Share of an article's words from which it counts as a copy of the other as a whole."""
ClaimKey = tuple[str, str]


class Found(msgspec.Struct, frozen=True):
    """The origin of one claim and the speaker behind it, if it is one."""

    origin: Origin
    outlet: str
    speaker: Speaker | None = None
    own: bool = False


class Origins:
    """Origins of the claims of several articles. Work grows with the claims, their citations and their copies, never with pairs of articles."""

    def __init__(
        self,
        articles: Sequence[Worded],
        copies: Sequence[Copy],
        names: Mapping[str, str],
        owners: Mapping[str, str] | None = None,
    ) -> None:
        """`names`: what to call a document whose outlet is not known; `owners`: the owner of an outlet by the outlet's name."""
        self.names = names
        self.owners = owners or {}
        self.articles = {article.record.document.id: article for article in articles}
        outlets = {document: article.record.document.outlet for document, article in self.articles.items()}
        self.documents = by_outlet(outlets)
        self.outlet_names = OutletNames(self.documents)
        self.copies: dict[str, list[Copy]] = defaultdict(list)
        for copy in copies:
            self.copies[copy.left].append(copy)
            self.copies[copy.right].append(copy)
        self._first: dict[tuple[str, str, str], Claim] = {}
        self._claims: dict[ClaimKey, Claim] = {}
        self._speakers: dict[tuple[str, str, int], Speaker] = {}
        self._made_speakers: dict[str, Speakers] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        for document, article in self.articles.items():
            self._read(document, article)

    def _read(self, document: str, article: Worded) -> None:
        """First claims by type and trigger, and who each voice is, in the order of the article."""
        speakers = self._made_speakers[document] = Speakers(article.record, article.text)
        for claim in article.record.claims:
            self._claims[document, claim.id] = claim
            self._first.setdefault((document, claim.type, fold(claim.trigger.text)), claim)
            self._first.setdefault((document, claim.type, ""), claim)
            for number, voice in enumerate(claim.voices[1:], 1):
                self._speakers[document, claim.id, number] = speakers.of(voice)
        self._named[document] = tuple(
            each for each in self.outlet_names.named_in(article.text) if each != article.record.document.outlet
        )

    def of(self, document: str, claim: Claim, among: Sequence[ClaimKey] = ()) -> Found:
        """The origin of one claim; `among`: the claims of its episode, where a source's claim of the same act is sought first."""
        told = {key[0]: self._claims[key] for key in reversed(among) if key in self._claims}
        return self._follow(document, claim, [self._name(document)], {document}, told)

    def _follow(self, document: str, claim: Claim, path: list[str], seen: set[str], told: Mapping[str, Claim]) -> Found:
        """From voice to voice: the article's own voice leads to what it copies, a cited outlet to that outlet's article."""
        number, voice = len(claim.voices) - 1, claim.voices[-1]
        if number == 0:
            source, verb = self._copied(document, claim), "copies"
        elif voice.kind in {"outlet", "agency"} or self._cites_outlet(voice):
            source, verb = self._cited(document, voice), "cites"
        else:
            source = self._handed_on(document, claim, number)
            verb = "hands on"
            if source is None or source in seen:
                return self._speaker(document, claim, number, path)
        if source is not None and source in seen:
            return self._circle(document, source, path)
        if source is not None:
            step = [*path, f"{verb} {self._name(source)}"]
            same = told.get(source) or self._same_claim(source, claim)
            if same is not None:
                return self._follow(source, same, step, seen | {source}, told)
            return self._outlet(source, step, f"{self._name(source)} in its own voice")
        if number > 0:
            return self._absent(document, voice, path)
        return self._own(document, claim, path)

    def _handed_on(self, document: str, claim: Claim, number: int) -> str | None:
        """The article from which an unnamed voice is taken over: that of an outlet cited before it in the chain, or the one that is copied."""
        if self._speakers[document, claim.id, number].named:
            return None
        cited = (
            self._cited(document, voice)
            for voice in claim.voices[1:number]
            if voice.kind in {"outlet", "agency"} or self._cites_outlet(voice)
        )
        return next((each for each in cited if each is not None), None) or self._copied(document, claim)

    def _own(self, document: str, claim: Claim, path: list[str]) -> Found:
        """What an article tells itself: who makes an act of speech, whose words it shares, or nobody."""
        speaker = self._actor_speaking(document, claim)
        if speaker is not None:
            return self._found(
                f"named:{speaker.key}", speaker.label, "body", [*path, f"tells what {speaker.label} said"], document, speaker
            )
        twin = next((copy for copy in self._copies_of(document, claim) if copy.from_document is None), None)
        if twin is not None and not twin.translation:
            other = self._name(twin.right if twin.left == document else twin.left)
            label = " or ".join(sorted((self._name(document), other)))
            step = f"in words that it shares with {other}; which of them was first is not known"
            return self._found(f"wording:{min(twin.left, twin.right)}", label, "outlet", [*path, step], document)
        relay = next((outlet for outlet in self._named[document] if self._tells(outlet, claim)), None)
        said = "in its own voice" if relay is None else f"in its own voice; it names {relay}, which tells the same"
        return self._outlet(document, path, said)

    def _outlet(self, document: str, path: list[str], said: str) -> Found:
        name = self._name(document)
        found = self._found(f"own:{_plain(name)}", name, "outlet", [*path, said], document)
        return msgspec.structs.replace(found, own=True)

    def _circle(self, document: str, source: str, path: list[str]) -> Found:
        """Two articles that give one another as the source."""
        key = "+".join(sorted((document, source)))
        label = " and ".join(sorted((self._name(document), self._name(source))))
        return self._found(
            f"circle:{key}", label, "outlet", [*path, f"which gives {self._name(source)} as its source: a circle"], document
        )

    def _absent(self, document: str, voice: Voice, path: list[str]) -> Found:
        """An outlet or agency that is cited and whose article is not here."""
        return self._found(
            f"own:{_plain(voice.who)}", voice.who, voice.kind, [*path, f"cites {voice.who}, whose article is not here"], document
        )

    def _speaker(self, document: str, claim: Claim, number: int, path: list[str]) -> Found:
        speaker = self._speakers[document, claim.id, number]
        kind = claim.voices[number].kind
        if kind in {"images", "evidence"} or not speaker.named:
            home = min((document, *self._sharing_words(document, claim)))
            return self._found(f"unnamed:{speaker.key}@{home}", speaker.label, kind, [*path, f"citing {speaker.label}"], document)
        return self._found(f"named:{speaker.key}", speaker.label, kind, [*path, f"citing {speaker.label}"], document, speaker)

    def _actor_speaking(self, document: str, claim: Claim) -> Speaker | None:
        """Who makes an act of speech that the article tells: it comes from him, whoever tells it."""
        linking = load_linking()
        if family(claim.type) not in linking.spoken or claim.voices[-1].holder is not None:
            return None
        for role in claim.roles:
            if role.role in linking.doers:
                made = self._made_speakers[document].of(
                    Voice(who=role.text, kind="person", holder=Anchor(role.start, role.end, role.text))
                )
                return made if made.named or made.sure else None
        return None

    def _copied(self, document: str, claim: Claim) -> str | None:
        """The document that this one copies: as a whole, or in the passage that makes the claim; a possible translation counts where it names its source."""
        for copy in self._copies_of(document, claim):
            if copy.from_document is not None and copy.from_document != document:
                if not copy.translation or self._name(copy.from_document) in self._named[document]:
                    return copy.from_document
        return None

    def _sharing_words(self, document: str, claim: Claim) -> list[str]:
        """The articles that tell the claim in the same words where nothing says which was first."""
        copies = (copy for copy in self._copies_of(document, claim) if copy.from_document is None and not copy.translation)
        return [copy.right if copy.left == document else copy.left for copy in copies]

    def _copies_of(self, document: str, claim: Claim) -> list[Copy]:
        """The pairs in which this document shares most of its words, or those that make the claim."""
        out = []
        for copy in self.copies.get(document, ()):
            left = copy.left == document
            spans = (passage.left if left else passage.right for passage in copy.passages)
            if (copy.of_left if left else copy.of_right) >= _COPIED or any(span.contains(claim.trigger) for span in spans):
                out.append(copy)
        return out

    def _cites_outlet(self, voice: Voice) -> bool:
        return voice.kind in {"body", "document"} and bool(self.outlet_names.named_in(voice.who))

    def _cited(self, document: str, voice: Voice) -> str | None:
        """The article of the outlet that a voice names; of "the agency", the only one that the article names."""
        named = self.outlet_names.named_in(voice.who)
        words = set(folded_words(voice.who))
        vocabulary = speaker_words(self.articles[document].record.document.lang)
        if not named and words & set(vocabulary.agency) and len(self._named[document]) == 1:
            named = self._named[document]
        others = [each for each in self.documents.get(named[0], ()) if each != document] if named else []
        return others[0] if others else None

    def _tells(self, outlet: str, claim: Claim) -> bool:
        return any(self._same_claim(document, claim) is not None for document in self.documents.get(outlet, ()))

    def _same_claim(self, document: str, claim: Claim) -> Claim | None:
        """The claim of the source on the same words or, failing that, its first of the same type."""
        worded = self._first.get((document, claim.type, fold(claim.trigger.text)))
        return worded or self._first.get((document, claim.type, ""))

    def _name(self, document: str) -> str:
        article = self.articles.get(document)
        return (article.record.document.outlet if article else None) or self.names.get(document, document)

    def _found(self, key: str, label: str, kind: str, path: list[str], document: str, speaker: Speaker | None = None) -> Found:
        origin = Origin(
            key=key, label=label, kind=kind, named=key.startswith("named:"), documents=(document,), claims=1, path=", ".join(path)
        )
        return Found(origin, self._name(document), speaker)

    def episode(self, claims: Sequence[ClaimKey]) -> list[Origin]:
        """The origin of every claim of an episode, in its order: one speaker has one key, an outlet that shows a source for the act is none itself."""
        found = [(key, self.of(key[0], self._claims[key], claims)) for key in claims]
        one_of = _as_one(
            [(key, each.speaker) for key, each in sorted(found, key=lambda pair: pair[0]) if each.speaker is not None]
        )
        out: list[Origin] = []
        sourced = {name for key, each in found if not each.own for name in (self._name(key[0]), each.outlet)}
        for key, each in found:
            origin = each.origin
            if key in one_of:
                origin = msgspec.structs.replace(origin, key=f"named:{one_of[key]}")
            if each.own and each.outlet in sourced:
                origin = msgspec.structs.replace(origin, key=f"same:{_plain(each.outlet)}")
            denies = self._claims[key].status.occurrence == "did_not_happen"
            out.append(
                msgspec.structs.replace(origin, documents=(key[0],), denies=denies, owner=self.owners.get(self._name(key[0])))
            )
        return out


def _as_one(speakers: Sequence[tuple[ClaimKey, Speaker]]) -> dict[ClaimKey, str]:
    """The key under which each speaker counts: that of the first who is the same."""
    first: list[Speaker] = []
    out: dict[ClaimKey, str] = {}
    for key, speaker in speakers:
        one = next((known for known in first if is_one(known, speaker)), None)
        if one is None:
            first.append(one := speaker)
        out[key] = one.key
    return out


def count(origins: Sequence[Origin]) -> tuple[int, int]:
    """How few and how many independent origins: unnamed ones may all be one, or one of the named."""
    keys = {origin.key for origin in origins if not origin.key.startswith("same:")}
    named = {origin.key for origin in origins if origin.named}
    return max(len(named), 1 if origins else 0), max(len(keys), 1 if origins else 0)


def merge(origins: Sequence[Origin]) -> tuple[Origin, ...]:
    """One entry per origin, its documents and claims added up, most claims first."""
    by_key: dict[str, list[Origin]] = {}
    for origin in origins:
        if not origin.key.startswith("same:"):
            by_key.setdefault(origin.key, []).append(origin)
    merged = [
        msgspec.structs.replace(
            group[0], documents=tuple(dict.fromkeys(d for each in group for d in each.documents)), claims=len(group),
            path="; ".join(dict.fromkeys(each.path for each in group)), denies=all(each.denies for each in group), owner=_one_owner(group, by_key),
        )
        for group in by_key.values()
    ]  # fmt: skip
    return tuple(sorted(merged, key=lambda origin: (-origin.claims, origin.key)))


def _one_owner(group: Sequence[Origin], every: Mapping[str, Sequence[Origin]]) -> str | None:
    """The owner whom an outlet of this origin shares with an outlet of another one: a flag."""
    owners = {each.owner for each in group if each.owner}
    others = {each.owner for other in every.values() if other is not group for each in other if each.owner}
    return min(owners & others, default=None)


def _plain(text: str | None) -> str:
    return " ".join(folded_words(text or ""))
