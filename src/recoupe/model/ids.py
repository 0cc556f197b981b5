"""Identifiers made of what is said, never of who computed it or when."""

from __future__ import annotations

import hashlib


def sha256_bytes(data: bytes) -> str:
    """Hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def sha256_text(text: str) -> str:
    """Hexadecimal SHA-256 of the text in UTF-8 (lone surrogates kept)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(bytes_sha256: str) -> str:
    """The id of a document: the same bytes give the same id."""
    return "d" + bytes_sha256[:16]


def claim_id(text_sha256: str, family: str, start: int, end: int, nth: int = 0) -> str:
    """The id of a claim: the text, the family and the trigger's characters; `nth` tells several on one trigger apart."""
    said = f"{text_sha256}\x00{family}\x00{start}\x00{end}\x00{nth}"
    return "c" + hashlib.sha256(said.encode()).hexdigest()[:12]


def episode_id(document: str, claim: str) -> str:
    """The id of an episode whose first claim this is."""
    return "e" + hashlib.sha256(f"{document}\x00{claim}".encode()).hexdigest()[:12]


def decision_hash(previous: str, body: bytes) -> str:
    """The link of the chain of decisions: the hash of the decision before and of this one's own canonical JSON."""
    return hashlib.sha256(previous.encode() + b"\x00" + body).hexdigest()
