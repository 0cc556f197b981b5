"""Claims of many articles linked into episodes: candidates by keys, scores with reasons, constrained clusters. Never rewrites a claim."""
