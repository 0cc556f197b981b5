"""Code points to UTF-16 units and back: browsers count UTF-16, recoupe counts code points. Converted here and nowhere else."""

from __future__ import annotations

from bisect import bisect_right


class Utf16Map:
    """Offsets of one text in both counts."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, char in enumerate(text) if ord(char) > 0xFFFF]
        self._length = len(text)

    def to_utf16(self, offset: int) -> int:
        """UTF-16 offset of a code point offset (0 to the length of the text, both included)."""
        return offset + bisect_right(self._wide, offset - 1)

    def from_utf16(self, offset: int) -> int:
        """Code point offset of a UTF-16 offset; inside a surrogate pair it is the pair's character."""
        low, high = 0, self._length
        while low < high:
            middle = (low + high + 1) // 2
            if self.to_utf16(middle) <= offset:
                low = middle
            else:
                high = middle - 1
        return low
