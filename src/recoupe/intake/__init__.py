"""From received bytes to a Document: decode, linearise, identify the language. Never interprets what the text says."""
