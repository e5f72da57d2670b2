"""WHAT THE STATUTE SAYS: terms, calendar, outcomes, each with its article. Pure."""
