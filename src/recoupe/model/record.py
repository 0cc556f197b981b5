"""The record of one article: parts, mentions, claims, refusals, warnings. The public contract `recoupe/record/1`.

Everything here is frozen; stages build new values. The JSON Schema is derived from these types (`recoupe.model.schema`).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from recoupe.model.spans import Anchor, Span
from recoupe.model.vocabulary import (
    Attribution,
    Commitment,
    Granularity,
    MentionKind,
    Nature,
    Occurrence,
    PartKind,
    PlaceBy,
    TimeAnchor,
    TimeBy,
    Use,
    VoiceKind,
)

SCHEMA = "recoupe/record/1"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the page and what it is. `why` says from which evidence, in words."""

    id: str
    kind: PartKind
    start: int
    end: int
    lang: str
    why: str
    credit: str | None = None

    @property
    def span(self) -> Span:
        """The part's span."""
        return Span(self.start, self.end)


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a mention may refer to. `ref` None means "none of these"; `score` in 0..1; `why` is a sentence.

    Actors carry `country` (ISO3 or IGO, UNO, EUR), `sector` (PLOVER) and `kind`; places `lat`, `lon` in degrees, `precision` (UCDP 1 to 7),
    `country`, or a GeoJSON `region`; `step` is how the name came to the place (see docs/gazetteer.md), `contributions` what each feature gave to its score,
    best readings only; `sure` (0..1, the likeliest place only) how often such a pick is right, where `score` is its share among the candidates. `verified` is False where the who's-who marks the row unverified. Quantities carry
    `count`, the one number that is said ("at least 12", "about 12": 12), None where none is ("dozens", "20 to 30").

    Times: `ref` is the value (ISO 8601 or EDTF), None where the words fix none; `earliest` and `latest` its first and last day, None where open;
    `granularity` its unit; `vague` whether the bounds are rough; `anchor` from what it was counted, `anchored_to` the day counted from.
    """

    ref: str | None
    label: str
    score: float
    why: str
    kind: str | None = None
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    region: dict[str, Any] | None = None
    step: str | None = None
    contributions: dict[str, float] | None = None
    sure: float | None = None
    verified: bool | None = None
    count: int | None = None
    earliest: str | None = None
    latest: str | None = None
    granularity: Granularity | None = None
    vague: bool = False
    anchor: TimeAnchor | None = None
    anchored_to: str | None = None


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that names an actor, a place, a time or a quantity. It may lie inside another.

    `label` is set where the words are a camp's label rather than a name ("forces d'occupation"): the id of the label.
    `rule` names what found it.
    """

    id: str
    kind: MentionKind
    start: int
    end: int
    text: str
    use: Use = "unknown"
    readings: tuple[Reading, ...] = ()
    label: str | None = None
    inside: str | None = None
    rule: str = ""

    @property
    def span(self) -> Span:
        """The mention's span."""
        return Span(self.start, self.end)

    @property
    def best(self) -> Reading | None:
        """The reading with the highest score, if any."""
        return max(self.readings, key=lambda reading: reading.score, default=None)


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """One participant of a claim: its role name and its characters. An inherited one points at where it was taken from."""

    role: str
    start: int
    end: int
    text: str
    mention: str | None = None
    inherited_from: str | None = None

    @property
    def span(self) -> Span:
        """The role's span."""
        return Span(self.start, self.end)


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The time of a claim as the text gives it: `text` are the words, `value` is ISO/EDTF if they fix one, else None: a date is never invented.

    `earliest`, `latest`, `vague`, `anchor` and `anchored_to` as in `Reading`. `why` says how the value came
    about, `by` how the expression came to this claim.
    """

    start: int
    end: int
    text: str
    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    granularity: Granularity = "vague"
    vague: bool = False
    anchor: TimeAnchor = "none"
    anchored_to: str | None = None
    why: str = ""
    by: TimeBy = "own"


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The place of a claim: the id of a place mention, how it came to the claim, and the role that it fills (`by` "role", else empty)."""

    mention: str
    by: PlaceBy = "own"
    role: str = ""


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """How many of what. `low`, `high` None: no such bound said. `best` is the one number that is said, None where none is ("dozens", "20 to 30")."""

    what: str
    low: int | None
    high: int | None
    start: int
    end: int
    text: str
    best: int | None = None


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """Dead, injured or missing of one side, as one voice counts them: bounds and `best` as in `Quantity`; all three 0 where a loss is denied.

    `side` gives the words for those counted, "not said" where the text has none. `within`: counted already in the loss before ("12 dead, including 3 children").
    """

    side: str
    kind: str
    low: int | None
    high: int | None
    start: int
    end: int
    text: str
    best: int | None = None
    within: bool = False


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Characters that decided a status, and why."""

    start: int
    end: int
    text: str
    why: str


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Did it happen, who vouches for it, and how the deed is laid at its actor's door. The two axes are independent."""

    occurrence: Occurrence
    vouched_by: str
    attribution: Attribution = "asserted"
    cues: tuple[Cue, ...] = ()


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who says so: a link of the chain of attribution. A claim's chain runs from the article (outermost) inwards."""

    who: str
    kind: VoiceKind
    holder: Anchor | None = None
    cue: Anchor | None = None
    commitment: Commitment = "neutral"


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """A word that takes sides, with the neutral counterpart.

    `by` uses it ("article" or a voice's words) of the actor mention `of`. `how`: in the article's own voice, in reported speech (whose wording
    may still be the article's), or between quotation marks.
    """

    start: int
    end: int
    text: str
    neutral: str
    why: str
    technique: str = ""
    by: str = "article"
    how: Literal["own", "reported", "quoted"] = "own"
    of: str | None = None


class Plover(msgspec.Struct, frozen=True, kw_only=True):
    """The nearest PLOVER 2.0 event and mode; None where PLOVER has none."""

    event: str | None = None
    mode: str | None = None


class Code(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one published scheme calls a claim.

    `code` None: no counterpart in the scheme, or what would decide is not said; `why` tells. `sub` is the mode, sub-event or finer code.
    `rule` is the row of the crosswalk that decided.
    """

    code: str | None
    rule: str
    why: str = ""
    sub: str | None = None
    label: str | None = None


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """A PLOVER context, and the characters that speak of it."""

    name: str
    start: int
    end: int
    text: str


class Codes(msgspec.Struct, frozen=True, kw_only=True):
    """The claim in four published schemes. What it is about in their words: never whether it happened, never whether their inclusion rules would take it."""

    plover: Code
    cameo: Code
    acled: Code
    ucdp: Code
    contexts: tuple[Context, ...] = ()


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a team's codebook codes the claim: which codebook, which of its rules decided, and why in words."""

    by: str
    included: bool
    rule: str
    why: str


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the article says.

    `id` hashes what is said and where (text, family, trigger), not the rule that found it. `content_of` is the id of the claim whose
    content this is (the withdrawal inside the decision). `complete` is False when a role that its type requires is not in the text.
    """

    id: str
    type: str
    plover: Plover | None
    nature: Nature
    part: str
    content_of: str | None
    span: Span
    trigger: Anchor
    roles: tuple[Role, ...]
    time: When | None
    place: Where | None
    quantities: tuple[Quantity, ...]
    losses: tuple[Loss, ...]
    status: Status
    voices: tuple[Voice, ...]
    loaded: tuple[Loaded, ...]
    rule: str
    score: float
    why: str
    complete: bool = True
    codes: Codes | None = None
    coded: Coded | None = None


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Something that looked like a claim and was not recorded: nothing is dropped in silence."""

    start: int
    end: int
    text: str
    rule: str
    why: str


class Warning(msgspec.Struct, frozen=True, kw_only=True):  # noqa: A001 - the public word of the record
    """What a careful reader would remark, with the characters concerned."""

    code: str
    message: str
    spans: tuple[Span, ...] = ()


class OwnType(msgspec.Struct, frozen=True, kw_only=True):
    """A claim type that a codebook made or renamed, with its names: the record can be shown without the codebook."""

    type: str
    label_en: str
    label_fr: str


class CodebookCard(msgspec.Struct, frozen=True, kw_only=True):
    """Which codebook read the article: its name and version, a hash over its files, and the types that are its own."""

    name: str
    version: str
    sha256: str
    types: tuple[OwnType, ...] = ()


class MadeBy(msgspec.Struct, frozen=True, kw_only=True):
    """What made the record: version, models, packs, layers, and every degradation. No clock. `codebook` None: none was given."""

    recoupe: str
    models: dict[str, str]
    packs: dict[str, str]
    layers: tuple[str, ...]
    degraded: tuple[str, ...]
    codebook: CodebookCard | None = None


class DocumentCard(msgspec.Struct, frozen=True, kw_only=True):
    """The document as the record shows it: everything but its text."""

    id: str
    bytes_sha256: str
    text_sha256: str
    linearisation: str
    lang: str
    outlet: str | None
    url: str | None
    published: str | None
    n_chars: int
    encoding: str = "utf-8"
    title: str | None = None
    outlet_from: str | None = None
    published_from: str | None = None
    own_voice_share: float | None = None
    notes: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One article read: what `recoupe read --to json` prints. `loaded` holds every loaded word of its own parts, also those outside claims."""

    schema: str
    made_by: MadeBy
    document: DocumentCard
    parts: tuple[Part, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[Warning, ...]
    loaded: tuple[Loaded, ...] = ()
