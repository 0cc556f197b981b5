from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recoupe.text.offsets import Utf16Map


@given(st.text(alphabet="aé😀𝒳", max_size=40))
def test_offsets_go_to_utf16_and_back(text: str) -> None:
    both = Utf16Map(text)
    for offset in range(len(text) + 1):
        assert both.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2
        assert both.from_utf16(both.to_utf16(offset)) == offset
