"""Several articles side by side: copied passages, claims that tell the same, where they differ, and how many origins stand behind. Pure functions."""
