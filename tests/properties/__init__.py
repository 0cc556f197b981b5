"""What must hold for every text."""
