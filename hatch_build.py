"""Build hook: compiles the packaged gazetteer before the wheel is made, so that an installed recoupe needs no build step."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[misc]
    """Writes the compiled files of `data/gazetteer` where they are missing or made of other inputs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile once; a fresh file is kept."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from recoupe.knowledge.gazetteer.compile import packaged

        self.app.display_info(f"compiled the gazetteer: {sum(layer.places for layer in packaged.build())} places")
