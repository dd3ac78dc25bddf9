"""One family of fields per module; each reads the context and gives findings that quote it."""
