"""What governs an act: modals, verbs, nouns, adjectives, fixed phrases, purposes. Must never read tense or an article's claims."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from recoupe.knowledge.modality import Fixed, Governor
from recoupe.model.vocabulary import Occurrence
from recoupe.pipeline.clauses import is_content_clause, is_finite, is_infinitive
from recoupe.pipeline.mood.evidence import NOMINAL, VERBAL, Evidence, Found
from recoupe.pipeline.negation import plain
from recoupe.syntax.tree import Tree, Word

_NOT_DONE = frozenset({"possible", "intended", "planned", "threatened", "requested"})
"""What a negated governor turns into "did not happen": who "does not want to attack" is said to intend nothing."""
_CLAUSE_RELS = frozenset({"xcomp", "conj", "obl", "advcl", "acl", "ccomp"})
_NOUN_RELS = frozenset({"nmod", "acl", "xcomp", "obl", "dep", "appos", "parataxis"})
_BETWEEN = frozenset({"mark", "case", "det", "neg", "advmod", "expl", "expl_refl", "aux", "aux_pass", "poss"})
_SKIPPED = 3
_WINDOW = 8


def modal(evidence: Evidence, word: Word) -> Found | None:
    """A modal auxiliary, or a verb or adjective that sets the occurrence of its infinitive, gerund or wished-for clause."""
    auxiliaries = evidence.tree.children(word, "aux")
    for child in auxiliaries:
        entry = evidence.words.verbs.get(child.lemma) or evidence.words.verbs.get(child.text.lower())
        if entry is None:
            continue
        tenses = evidence.source.tenses
        if child.text.lower() in tenses.unreal and any(each.lemma in tenses.perfect for each in auxiliaries):
            return evidence.found("hypothetical", child, "would have: did not come about")
        return _set(evidence, entry, child, word)
    current = word
    for above in evidence.tree.ancestors(word):
        if above.pos == "ADJ" and current.rel == "dep" and is_infinitive(evidence.tree, current):
            if (quality := evidence.words.adjectives.get(above.lemma)) is not None:
                return evidence.found(quality.occurrence, above, quality.why)
        if above.pos in NOMINAL and current.rel in {"acl", "xcomp", "dep"} and above.lemma not in evidence.words.nouns:
            return _over_object(evidence, above, current)
        loose = current.rel == "dep" and current.marker and is_infinitive(evidence.tree, current)
        if (current.rel not in _CLAUSE_RELS and not loose) or above.pos not in {"VERB", "AUX", "ADJ"}:
            return None
        if current.rel == "conj":
            if above.pos != "VERB" or above.rel != "xcomp" or is_finite(evidence.tree, current):
                return None
            current = above
            continue
        found = _governed_by(evidence, above, current)
        if found is not None or current.rel != "xcomp":
            return found
        current = above
    return None


def _over_object(evidence: Evidence, noun: Word, current: Word) -> Found | None:
    """ "Accuse la société d'avoir abattu", "somment la société de dire": the parser hung the infinitive on the object."""
    above = evidence.tree.head(noun)
    if above is None or above.pos not in VERBAL or noun.rel not in {"obj", "iobj", "obl", "dep", "subj_pass", "subj"}:
        return None
    infinitive = is_content_clause(evidence.tree, current)
    entry = _governor(evidence, above, current) if infinitive else None
    if entry is None or above.lemma not in evidence.source.object_control:
        return None
    if (mark := evidence.negation(above)) is not None:
        return _turned(evidence, entry, [above], mark)
    return _set(evidence, entry, above, current)


def _set(evidence: Evidence, entry: Governor, carrier: Word, act: Word) -> Found:
    """What an unnegated governor makes of an act; under a conditional of report it is itself only reported ("aurait tenté de")."""
    told = next((each for each in evidence.carriers(carrier) if each.has("Mood=Cnd")), None)
    if told is not None and told.rel == "aux" and told.index != carrier.index and evidence.source.tenses.conditional_of_report:
        return evidence.found("possible", told, "conditional: reported without being vouched for")
    found = evidence.found(_by_form(evidence, entry, carrier, act), carrier, entry.why, tense="future" if entry.future else "")
    return replace(found, attribution=entry.attribution)


def _by_form(evidence: Evidence, entry: Governor, carrier: Word, act: Word) -> Occurrence:
    """The occurrence of a governor; the dated one where it is a past or conditional form or a time to come stands beside the act."""
    if entry.past and carrier.has("Tense=Past"):
        return entry.past
    if entry.dated is None:
        return entry.occurrence
    form = carrier.has("Tense=Imp") or carrier.has("Mood=Cnd")
    form = form or any(plain(each) in evidence.source.tenses.still for each in evidence.tree.children(carrier, "advmod"))
    return entry.dated if form or _is_dated(evidence, act) else entry.occurrence


def _is_dated(evidence: Evidence, act: Word) -> bool:
    """Whether a time unit or a word of time to come hangs on the act."""
    tenses = evidence.source.tenses
    return any(
        child.lemma in tenses.units or child.text.lower() in tenses.coming or child.pos == "NUM"
        for child in evidence.tree.children(act, "obl", "nmod", "advmod")
    )


def _governed_by(evidence: Evidence, above: Word, current: Word) -> Found | None:
    """What the verb or adjective `above` makes of the clause `current`."""
    entry = _governor(evidence, above, current)
    gerund = evidence.is_gerund(current) and current.marker in evidence.source.clauses.gerunds
    infinitive = current.rel == "xcomp" or is_content_clause(evidence.tree, current)
    if entry and (infinitive or gerund or _is_wished(evidence, current, entry)):
        if (mark := evidence.negation(above)) is not None:
            return _turned(evidence, entry, [above], mark)
        return _set(evidence, entry, above, current)
    if current.rel == "ccomp" and above.lemma in evidence.source.presupposing:
        return evidence.found("happened", above, f"taken for granted: “{above.text}” needs it")
    if current.rel == "ccomp" and evidence.has(current, "Mood=Sub"):
        return evidence.found("unknown", above, "subjunctive: doubted, feared or wished")
    if current.rel in {"xcomp", "advcl", "ccomp"}:
        for each in (above, *evidence.tree.children(above, "pred")):
            if (adjective := evidence.words.adjectives.get(each.lemma)) is not None:
                return evidence.found(adjective.occurrence, each, adjective.why)
    return None


def _is_wished(evidence: Evidence, clause: Word, entry: Governor) -> bool:
    """A finite clause behind a verb of demand, or in the subjunctive: "veulent que les soldats quittent"."""
    if entry.finite and clause.rel == "ccomp":
        return True
    if clause.rel != "ccomp" or not evidence.source.tenses.wishes:
        return False
    return entry.occurrence == "requested" or _is_subjunctive(evidence, clause)


def _is_subjunctive(evidence: Evidence, clause: Word) -> bool:
    """A subjunctive, or a form that may be one ("attaquent" is both, and taggers say indicative)."""
    if evidence.has(clause, "Mood=Sub"):
        return True
    present = clause.has("Tense=Pres") and clause.has("VerbForm=Fin")
    return present and any(
        clause.lemma.endswith(infinitive) and clause.text.lower().endswith(endings)
        for infinitive, endings in evidence.source.tenses.subjunctive.items()
    )


def _governor(evidence: Evidence, above: Word, current: Word) -> Governor | None:
    """The entry of a governing verb: with its particle or the dependent's preposition ("set to", "call off") before the verb alone."""
    verbs = evidence.words.verbs
    for child in evidence.tree.children(above, "prt"):
        if (entry := verbs.get(f"{above.lemma} {child.text.lower()}")) is not None:
            return entry
    if (entry := evidence.words.impersonal.get(above.lemma)) is not None and _is_impersonal(evidence, above):
        return entry
    if current.marker and (entry := verbs.get(f"{above.lemma} {current.marker.split(' ')[-1]}")) is not None:
        return entry
    return verbs.get(above.lemma)


def _is_impersonal(evidence: Evidence, verb: Word) -> bool:
    """Without a subject that acts: an expletive one, or none."""
    subjects = evidence.tree.children(verb, "subj", "subj_pass")
    return not subjects or any(plain(each) in evidence.source.clauses.expletive for each in subjects)


def fixed(evidence: Evidence, word: Word) -> Found | None:
    """Words in a row before the act: "sur le point d'attaquer", "on the brink of war". A negation above turns them as it turns a verb."""
    last = evidence.first(word).index - 1
    for _ in range(_SKIPPED + 1):
        entry = _row_ending(evidence, last)
        if entry is not None:
            return _of_fixed(evidence, word, *entry)
        if last < 0 or evidence.tree.words[last].rel not in _BETWEEN:
            return None
        last -= 1
    return None


def _row_ending(evidence: Evidence, last: int) -> tuple[Fixed, list[Word]] | None:
    """The longest fixed row that ends with the word at index `last`, and its words."""
    before = evidence.tree.words[max(0, last + 1 - _WINDOW) : last + 1]
    said = tuple(plain(each) for each in before)
    for form, entry in evidence.words.fixed:
        if said[-len(form) :] == form:
            return entry, list(before[-len(form) :])
    return None


def _of_fixed(evidence: Evidence, word: Word, entry: Fixed, row: list[Word]) -> Found:
    head = evidence.tree.head(evidence.first(word))
    mark = evidence.negation(head) if head is not None else None
    if mark is not None and mark.index not in {each.index for each in row}:
        return _turned(evidence, entry, row, mark)
    cues = tuple(cue for each in row for cue in evidence.found(entry.occurrence, each, entry.why).cues)
    return Found(entry.occurrence, cues, attribution="ascribed" if entry.occurrence == "intended" else None)


def _turned(evidence: Evidence, entry: Governor | Fixed, words: list[Word], mark: Word) -> Found:
    """What a negation (`mark`) of the governing `words` makes of the act."""
    opposite: Occurrence = "did_not_happen" if entry.occurrence in _NOT_DONE else entry.occurrence
    opposite = entry.negated or ("unknown" if entry.occurrence == "did_not_happen" else opposite)
    if opposite in {"happened", "habitual", "ongoing"}:  # "ne manquera pas de": the tense of the governor tells the act
        governor = words[0]
        if evidence.has(governor, "Tense=Fut"):
            opposite = "planned"
        elif evidence.has(governor, "Mood=Cnd"):
            opposite = "possible"
        elif evidence.is_past(governor):
            opposite = "happened"
    cues = [cue for each in words for cue in evidence.found(opposite, each, f"{entry.why}; negated").cues]
    return Found(opposite, (*cues, *evidence.found(opposite, mark, "negation").cues))


def plain_purpose(evidence: Evidence, word: Word) -> Found | None:
    """A purpose whose words say nothing else ("pour", "afin de"; not "to", which also marks what a verb governs)."""
    opens_purpose = evidence.first(word).marker not in evidence.source.clauses.infinitive
    return purpose(evidence, word) if opens_purpose else None


def purpose(evidence: Evidence, word: Word) -> Found | None:
    """ "pour + infinitive", "afin de": aimed at, not done. Coordinated infinitives follow the first."""
    current = evidence.first(word)
    forms = evidence.source.clauses.purposes
    if current.pos in VERBAL and current.marker and (current.marker in forms or current.marker.split(" ")[0] in forms):
        for each in evidence.tree.words[max(0, current.index - _WINDOW) : current.index]:
            if (degree := evidence.source.clauses.degrees.get(plain(each))) is not None:
                return evidence.found(degree, each, f"purpose: {current.marker}")
        return replace(evidence.marked("intended", current, f"purpose: {current.marker}"), attribution="ascribed")
    if current.marker in evidence.source.clauses.penalties:
        return evidence.marked("threatened", current, f"penalty: {current.marker}")
    return None


def governed(evidence: Evidence, word: Word) -> Found | None:
    """Under a noun of possibility, intention, plan, demand ("la possibilité du resurgissement"), or an act noun under such a verb."""
    clauses = evidence.source.clauses
    if word.has("VerbForm=Inf") and evidence.tree.children(word, "cop"):  # "l'objectif est d'étrangler la ville"
        for subject in evidence.tree.children(word, "subj"):
            if subject.lemma in evidence.words.nouns:
                return _by_noun(evidence, subject)
    for current, above in _steps(evidence.tree, word):
        if above.pos in NOMINAL and current.rel in _NOUN_RELS and above.lemma in evidence.words.nouns:
            if current.marker not in clauses.agents:
                return _by_noun(evidence, above)
        if above.pos in VERBAL and word.pos in NOMINAL and current.rel in {"obj", "obl", "subj_pass"}:
            return _noun_by_verb(evidence, above, current)
        if above.pos not in NOMINAL:
            return None
    return None


def listed(evidence: Evidence, word: Word) -> Found | None:
    """Behind a noun and a colon: "Leur mission : traquer les convois", "ce n'est que rumeur : rançon versée, marin tué"."""
    words = evidence.tree.words
    colon = next((each.index for each in words[: word.index] if each.text == ":"), 0)
    noun = words[colon - 1]
    if not colon or noun.pos not in NOMINAL or noun.lemma not in evidence.words.nouns:
        return None
    told = any(evidence.finite(each) is not None for each in words[colon : word.index + 1] if each.pos in VERBAL)
    return None if told else _by_noun(evidence, noun)


def _steps(tree: Tree, word: Word) -> Iterator[tuple[Word, Word]]:
    """Each word with its head, upwards, past coordination."""
    current = word
    for above in tree.ancestors(word):
        if current.rel != "conj":
            yield current, above
        current = above


def _by_noun(evidence: Evidence, noun: Word) -> Found:
    """What a governing noun makes of the act; "n'a pas l'intention" and "aucune intention" turn it."""
    entry = evidence.words.nouns[noun.lemma]
    mark = evidence.negation(noun)
    head = evidence.tree.head(noun)
    if mark is None and head is not None and head.pos in VERBAL and noun.rel == "obj":
        mark = evidence.negation(head)
    if mark is not None:
        return _turned(evidence, entry, [noun], mark)
    if head is not None and head.pos in VERBAL and noun.rel in {"obj", "subj_pass"}:
        stops = _governor(evidence, head, noun)
        if stops is not None and stops.occurrence == "did_not_happen" and evidence.negation(head) is None:
            return evidence.found("did_not_happen", head, stops.why)  # "déjouer une tentative d'attentat"
    found = evidence.found(entry.occurrence, noun, entry.why)
    return replace(found, attribution="ascribed") if entry.occurrence == "intended" else found


def _noun_by_verb(evidence: Evidence, above: Word, current: Word) -> Found | None:
    entry = _governor(evidence, above, current)
    if entry is None or (current.rel == "obl" and current.marker not in evidence.source.clauses.governed):
        return None
    mark = evidence.negation(above)
    if mark is not None:
        return _turned(evidence, entry, [above], mark)
    return _set(evidence, entry, above, current)


def modified(evidence: Evidence, noun: Word) -> Found | None:
    """An act noun under a modifier or predicate that takes it back: "le retrait prévu", "a failed coup", "l'attaque est imminente"."""
    for child in _qualities(evidence, noun):
        entry = evidence.words.adjectives.get(child.lemma) or evidence.words.adjectives.get(child.text.lower())
        if entry is not None:
            return evidence.found(entry.occurrence, child, entry.why)
        verb = evidence.words.verbs.get(child.lemma) if child.has("VerbForm=Part") or child.pos == "VERB" else None
        if verb is not None and verb.occurrence not in {"requested", "prescribed"}:
            return evidence.found(verb.occurrence, child, verb.why)
    return None


def _qualities(evidence: Evidence, noun: Word) -> Iterator[Word]:
    """Adjectives and participles of a noun, and the adjective that is said of it."""
    for child in evidence.tree.children(noun, "amod", "acl"):
        if child.rel == "amod" or not evidence.tree.children(child, "obj", "ccomp", "xcomp"):
            yield child
    head = evidence.tree.head(noun)
    if head is not None and noun.rel in {"subj", "subj_pass"}:
        said = [head, *evidence.tree.children(head, "pred")]
        for each in said:
            if each.pos == "ADJ" and not evidence.tree.children(each, "ccomp", "xcomp"):
                yield each
