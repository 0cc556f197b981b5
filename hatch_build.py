"""Build hook: compiles the packaged gazetteer before the wheel is made, so that an installed recoupe needs no build step."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[misc]
    """Writes `data/gazetteer/places.sqlite` where it is missing."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile once; an existing file is kept."""
        root = Path(self.root)
        target = root / "src" / "recoupe" / "data" / "gazetteer" / "places.sqlite"
        if self.target_name != "wheel" or target.is_file():
            return
        sys.path.insert(0, str(root / "src"))
        from recoupe.knowledge.gazetteer import compile_gazetteer

        self.app.display_info(f"compiling the gazetteer: {compile_gazetteer(target)} places")
