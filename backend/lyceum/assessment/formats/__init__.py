"""Question files of other systems, read and written as plain data by pure functions; nothing is stored here."""
