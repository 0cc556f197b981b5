"""Place names: which characters name a place (recognition), and which place they name (resolution). Knows no claim."""
