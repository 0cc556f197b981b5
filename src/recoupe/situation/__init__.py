"""The system of forces that texts describe: built from records, asked, compared, drawn. Never says more than the claims do."""
