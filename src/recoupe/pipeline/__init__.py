"""From a document to its record: stages in a declared order, each a pure function of what came before."""
