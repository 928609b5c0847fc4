"""Pure decisions of notifications: what they say, by which channels, and when a digest is due."""
