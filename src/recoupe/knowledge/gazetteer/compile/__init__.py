"""Makes the packaged file when the wheel or the checkout is built: one module per layer, each yielding entries. Nothing here runs when an article is read."""
