"""Programs that print a set of versions, edu among them, each with its best template, so that they can be compared."""
