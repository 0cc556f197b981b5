"""The words that say whether something happened: types of `cues/modality.toml`, and their index. Must never see a tree."""

from __future__ import annotations

import msgspec

from recoupe.model.vocabulary import Attribution, Occurrence


class Governor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Verbs, nouns or adjectives that set the occurrence of what they govern ("pouvoir" → possible, "menace de" → threatened).

    Args:
        lemmas: lemmas; two words are a verb with its particle ("rule out") or with the mark of what it governs ("have to").
        occurrence: what the governed act is.
        why: for people.
        negated: what it is under a negation of the governor, where that is not the ordinary opposite.
        dated: what it is where a time to come stands beside it, or the governor is a past or conditional form ("devait signer": was due to).
        past: what it is under a compound past of the governor ("a dû quitter": did).
        finite: it reaches a finite clause too ("nie que", not only "nie avoir").
        attribution: how the deed is laid at its actor's door.
        impersonal: only without a subject that acts ("il convient de", not "ils conviennent de").
        future: a mere future: makes a report a prediction.
    """

    lemmas: tuple[str, ...]
    occurrence: Occurrence
    why: str
    negated: Occurrence | None = None
    dated: Occurrence | None = None
    past: Occurrence | None = None
    finite: bool = False
    attribution: Attribution | None = None
    impersonal: bool = False
    future: bool = False


class Fixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words in a row right before a verb or noun that set its occurrence ("sur le point de", "on the verge of")."""

    forms: tuple[str, ...]
    occurrence: Occurrence
    why: str
    negated: Occurrence | None = None


class Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of negation, in lower case without apostrophe.

    Args:
        determiners: before a noun, say none of it ("aucun", "no").
        nobody: as a subject or object, say nobody or nothing.
        neither: conjunctions that negate ("ni", "nor").
        bare: particles that say nothing alone: expletive, or the first half of a restriction ("ne").
        bare_verbs: verbs that "ne" alone negates ("ne cesse de", "ne peut").
        restrictive: behind a bare particle they leave the act standing ("que").
        half: negate only beside a bare particle ("plus", "personne").
        widening: right behind a negation, take it back ("pas seulement").
        partitive: determiners of the object of a negated verb ("pas d'attaque").
        halves: second halves that may stand a few words behind "ne".
        litotes: verbs that, negated, say what they govern ("ne pas cacher").
        least: behind a negation that opens a subject or object, the smallest number: none of it ("not one", "not a single").
    """

    determiners: tuple[str, ...]
    nobody: tuple[str, ...]
    neither: tuple[str, ...]
    widening: tuple[str, ...]
    litotes: tuple[str, ...]
    bare: tuple[str, ...] = ()
    bare_verbs: tuple[str, ...] = ()
    restrictive: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    partitive: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()


class Clauses(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that open clauses or phrases, as the pack's `markers` spell them.

    Args:
        infinitive: of purpose, but first of all the mark of an infinitive ("to").
        purposes, conditions, temporal: of purpose; of condition; of a time that the main act waits for.
        whether: of an indirect question. content: of what is said ("que", "that").
        excluded: of an act that is left out ("sans", "instead of").
        gerunds: prepositions behind which a gerund is what the verb above speaks of ("accused of attacking").
        governed: prepositions between a verb and the act noun that it governs ("appeler à", "plan for").
        agents: of who does it in a passive. leading: of where an aim leads ("into").
        known: before an act noun, say that it took place, whatever the clause above ("depuis", "malgré", "suite à").
        measured: the same behind a measure of time ("deux ans après").
        penalties: what stands behind is threatened ("sous peine de").
        otherwise: put the act into the case that a condition fails ("sinon").
        interrogatives: open an indirect question under `askers`. granting: questions that take the act for granted ("pourquoi").
        whoever: subjects that name nobody in particular ("quiconque").
        generic: antecedents of "those who" ("ceux"). whenever: of a time that recurs ("quand").
        expletive: subjects that may name nobody ("il revient à X de partir").
        elided: forms as they stand before a vowel → the full word.
        degrees: adverbs that make a purpose fail or likely ("trop... pour" → did_not_happen).
    """

    purposes: tuple[str, ...]
    conditions: tuple[str, ...]
    temporal: tuple[str, ...]
    whether: tuple[str, ...]
    content: tuple[str, ...]
    excluded: tuple[str, ...]
    gerunds: tuple[str, ...] = ()
    governed: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()
    infinitive: tuple[str, ...] = ()
    penalties: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    interrogatives: tuple[str, ...] = ()
    askers: tuple[str, ...] = ()
    granting: tuple[str, ...] = ()
    whoever: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    whenever: tuple[str, ...] = ()
    expletive: tuple[str, ...] = ()
    elided: dict[str, str] = {}
    degrees: dict[str, Occurrence] = {}


class Tenses(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that say when or how often, and the language's habits of tense.

    Args:
        punctual: verbs whose present tells a done act ("quitte Goma").
        lasting: verbs whose present goes on, whatever the type of claim ("détient", "refuse").
        habitual: adverbs of habit. each: determiners that make one of a time unit ("chaque nuit"). all: before a plural one ("tous les jours").
        recurrent: adjectives of an act that recurs ("quotidien").
        units: nouns of time units. coming: words that put a present into the future ("demain", "prochain").
        still: adverbs beside a governor that date it ("doit encore").
        per: before a unit, say how often ("par semaine"). weekdays: with a present, a time to come ("reprend lundi"), unless `gone` stands beside.
        unreal: auxiliaries that, before `perfect`, tell what did not come about ("would have").
        conditional_of_report: whether the conditional tells what is reported without being vouched for (French).
        subjunctive: endings of the infinitive and of forms that may be a subjunctive.
        wishes: whether a finite clause behind a verb of wish is what is wished (French: in the subjunctive).
    """

    punctual: tuple[str, ...]
    lasting: tuple[str, ...]
    habitual: tuple[str, ...]
    each: tuple[str, ...]
    recurrent: tuple[str, ...]
    units: tuple[str, ...]
    coming: tuple[str, ...]
    all: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unreal: tuple[str, ...] = ()
    perfect: tuple[str, ...] = ()
    conditional_of_report: bool = False
    subjunctive: dict[str, tuple[str, ...]] = {}
    wishes: bool = False


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`cues/modality.toml`.

    Args:
        modals, nouns, adjectives: governors by part of speech. fixed: words in a row before the act.
        negation, clauses, tenses: see there.
        disbelieved: the article itself does not believe it ("soi-disant").
        perceiving: verbs of which the infinitive behind the object took place ("voir partir").
        warning: verbs that make a hostile future a threat ("prévenir").
        alleged: lay the deed at somebody's door without vouching ("présumé"). uncertain: only say that it may be ("éventuel").
        claimed: participles of an act that its author claims ("revendiqué"). denied: that is denied. imputed: that is laid at somebody's door.
        occurring: verbs whose subject is the act itself ("avoir lieu": `avoir` with `lieu`).
        presupposing: verbs whose object took place or is there, whatever they are under ("condamner"). upholding: whose object, a state, is there ("maintenir").
        bounding: governors that make one act of a definite noun with a time or a place of its own, with the noun's preposition if it has one ("responsibility for").
        denying: verbs that deny the act noun they govern, which then needs no side of its own ("deny").
        unspecific: determiners of no act in particular ("tout").
        object_control, light, light_markers, copulas: for the binding of roles.
    """

    modals: tuple[Governor, ...]
    nouns: tuple[Governor, ...]
    adjectives: tuple[Governor, ...]
    fixed: tuple[Fixed, ...]
    negation: Negation
    clauses: Clauses
    tenses: Tenses
    alleged: tuple[str, ...]
    disbelieved: tuple[str, ...]
    perceiving: tuple[str, ...]
    warning: tuple[str, ...]
    uncertain: tuple[str, ...]
    claimed: tuple[str, ...]
    denied: tuple[str, ...]
    imputed: tuple[str, ...]
    occurring: tuple[str, ...]
    presupposing: tuple[str, ...]
    upholding: tuple[str, ...]
    unspecific: tuple[str, ...]
    bounding: tuple[str, ...]
    denying: tuple[str, ...]
    object_control: tuple[str, ...]
    light: tuple[str, ...]
    light_markers: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()


class ModalityIndex:
    """The same by lemma, made once for a pack."""

    def __init__(self, source: Modality) -> None:
        self.source = source
        self.verbs = {lemma: entry for entry in source.modals for lemma in entry.lemmas if not entry.impersonal}
        self.impersonal = {lemma: entry for entry in source.modals for lemma in entry.lemmas if entry.impersonal}
        self.nouns = {lemma: entry for entry in source.nouns for lemma in entry.lemmas}
        self.adjectives = {lemma: entry for entry in source.adjectives for lemma in entry.lemmas}
        self.fixed = tuple(
            sorted(
                ((tuple(form.split()), entry) for entry in source.fixed for form in entry.forms), key=lambda pair: -len(pair[0])
            )
        )
