"""What the statute says: terms, calendar, outcomes. Pure."""
