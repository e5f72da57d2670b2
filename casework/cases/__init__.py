"""WHAT HAPPENED: events, the state they add up to, and the deadlines that follow. Pure."""
