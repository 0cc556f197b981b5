"""Which place each claim takes: that of its own clause, or none."""

from __future__ import annotations

import pytest

CASES = [
    ("fr", "Les rebelles ont attaqué Kidal mardi.", "ont attaqué", "Kidal", "role"),
    ("fr", "Un habitant de Bamako affirme que les rebelles ont attaqué Kidal.", "affirme", None, ""),
    ("fr", "L'armée est entrée dans la ville de Kidal, où les rebelles ont tué trois soldats.", "ont tué", "Kidal", "relative"),
    ("fr", "Les rebelles ont tué trois soldats venus de Bamako.", "ont tué", None, ""),
    ("fr", "Trois soldats ont été tués dans l'attaque de Kidal.", "ont été tués", "Kidal", "event"),
]


@pytest.mark.parametrize(("lang", "text", "trigger", "name", "by"), CASES)
def test_a_claim_has_the_place_of_its_own_clause(read, lang: str, text: str, trigger: str, name: str | None, by: str) -> None:
    record = read(text, lang)
    mentions = {mention.id: mention.text for mention in record.mentions}
    claim = next(claim for claim in record.claims if claim.trigger.text == trigger)
    assert (mentions[claim.place.mention] if claim.place else None) == name
    assert (claim.place.by if claim.place else "") == by
