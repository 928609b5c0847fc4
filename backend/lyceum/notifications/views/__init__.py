"""HTTP of notifications: parse, call one service or selector, serialize."""
