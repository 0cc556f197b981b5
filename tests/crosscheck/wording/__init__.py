"""Tests of shared wording at scale."""
