"""Places by name: layered compiled files, a ladder from a spelling to candidates, the longest names in a text. Docs: docs/gazetteer.md."""

from recoupe.knowledge.gazetteer.containment import lies_in
from recoupe.knowledge.gazetteer.keys import place_key
from recoupe.knowledge.gazetteer.kinds import Kind, kinds_announced, kinds_of_group, load_kinds
from recoupe.knowledge.gazetteer.ladder import COSTS, RUNGS, Asked
from recoupe.knowledge.gazetteer.layered import Gazetteer, gazetteer_path, load_gazetteer
from recoupe.knowledge.gazetteer.matching import NameMatch
from recoupe.knowledge.gazetteer.model import Box, Candidate, Entry, Layer, Name, Place
from recoupe.knowledge.gazetteer.store import Store
from recoupe.knowledge.gazetteer.writer import Writer

__all__ = [
    "COSTS", "RUNGS", "Asked", "Box", "Candidate", "Entry", "Gazetteer", "Kind", "Layer", "Name", "NameMatch", "Place", "Store", "Writer", "gazetteer_path", "kinds_announced",
    "kinds_of_group", "lies_in", "load_gazetteer", "load_kinds", "place_key",
]  # fmt: skip
