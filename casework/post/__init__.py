"""Channels: where a message leaves the house. Each says yes only when the other side took it."""
