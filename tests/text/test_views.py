from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.views import clean, fold, lower, unaccent


@given(st.text())
def test_a_view_has_the_length_of_its_text(text: str) -> None:
    for view in (clean, lower, fold, unaccent):
        assert len(view(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"), [("l’État", "l'etat"), ("Deir\u00a0ez‑Zor", "deir ez-zor"), ("İzmir", "izmir"), ("« Łódź »", '" lodz "')]
)
def test_fold_makes_one_spelling_of_many(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_clean_keeps_case_and_accents() -> None:
    assert clean("L’Élysée") == "L'Élysée"
