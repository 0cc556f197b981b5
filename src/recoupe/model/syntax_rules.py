"""What the parser door needs to know of a language: prepositions, shadow words. Declared here, filled from the language pack.

A *shadow word* stands in for a word that the parser is known to misread, in the parser's eyes only: the tree keeps the characters of the
text. "l'est de la Syrie" is parsed as "l'sud de la Syrie", because both French models read "est" as a verb there.
"""

from __future__ import annotations

import msgspec


class Shadow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Replace `word` by `by` when the word before is one of `after` or the word behind is one of `before`.

    Args:
        word: the word, lower case unless `cased`.
        by: what the parser sees.
        after: lower-case words of which one must stand right before; empty: any.
        before: lower-case words of which one must stand right behind; empty: any.
        cased: match the exact case of `word`.
        after_lower: the word before must begin with a small letter.
        why: the reason, for people.
    """

    word: str
    by: str
    why: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    cased: bool = False
    after_lower: bool = False


class Relook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How regular verb forms are made that the tagger takes for other words, and what it is shown for them.

    Args:
        infinitive: ending of the infinitives; such a form is a verb before one of the `articles`.
        forms: ending → the same form of a verb that the model knows ("ent" → "occupent").
        alternations: pairs (letters, what they become) near the end of a stem; `reach`: how many letters may stand behind them.
        doubled: last letters of a stem that may be written twice.
        participles: endings of participles, which count behind one of the `auxiliaries` only.
        open: endings that many nouns have: such a form, and one of `nouns`, is a verb only behind one of the `clitics` or where the sentence has no other.
        semi: verbs that may well be tagged auxiliary.
    """

    infinitive: str
    forms: dict[str, str]
    alternations: tuple[tuple[str, str], ...] = ()
    reach: int = 0
    doubled: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    semi: tuple[str, ...] = ()


class SyntaxRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The syntax file of a language pack.

    Args:
        models: package names of spaCy pipelines, best first.
        markers: how prepositions and subordinators are written in frames ("des" → "de").
        negations: lemmas or forms that negate the word they hang on.
        abbreviations: words that a full stop does not end.
        complex: prepositions of several words with a noun or adverb inside ("en provenance de", "out of"); what stands behind is lifted to the outer head.
        lemmas: verb form → lemma, where the model's table is wrong ("tue" → tuer, not taire).
        endings: pairs (ending of a wrong verb lemma, ending of the right one), tried in order where the model's lemma is no verb that it knows.
        intransitive: verbs whose compound tenses look like a passive and are none ("arriver": "est arrivé").
        shadows: see `Shadow`.
        relook: see `Relook`; without it no sentence is parsed twice.
        joined: hyphenated word, lower case → the form in the parser's eyes, where the model would cut it in three ("cease-fire" → "ceasefire").
        times, speech, object_control, verbs: nouns of time, verbs of speech, verbs whose object does the infinitive, verbs that make claims: what repairs and the
            second look need to know. They are taken from `classes.toml`, `cues/attribution.toml`, `cues/modality.toml` and the frames, never written in the syntax file.
    """

    models: tuple[str, ...]
    labels: str
    markers: dict[str, str]
    negations: tuple[str, ...]
    abbreviations: tuple[str, ...]
    complex: tuple[str, ...] = ()
    intransitive: tuple[str, ...] = ()
    lemmas: dict[str, str] = {}
    endings: tuple[tuple[str, str], ...] = ()
    shadows: tuple[Shadow, ...] = ()
    relook: Relook | None = None
    joined: dict[str, str] = {}
    times: tuple[str, ...] = ()
    speech: tuple[str, ...] = ()
    object_control: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
