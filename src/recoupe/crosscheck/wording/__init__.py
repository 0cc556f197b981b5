"""Shared wording of many articles: an index of runs of five words, the passages they grow into, translations as a possibility. Decides no origin."""
